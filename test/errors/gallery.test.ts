// Every error, reproducible by one folder: `error.txt` holds what is wrong, the command lines, and what
// the last of them writes to stderr; beside it lie its input files. Each must say one thing, once,
// and leave the folder byte for byte as it was. `npm run update` rewrites what stands below the
// commands.
import {
  cpSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { PAPER, pdfFor } from '../support/pdf/faulty-pdfs.ts';
import { argvOf, run, wordsOf } from '../support/run.ts';
import { digestsOf, golden, ROOT, temporary } from '../support/temp.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const LOADED = 'loaded';
const DATABASE = 'flaretally.duckdb';

const cases = readdirSync(HERE, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== LOADED)
  .map(({ name }) => name)
  .sort();

/** What files alone cannot hold: a bundled file with one thing changed. */
const PREPARE: Readonly<Record<string, (folder: string) => void>> = {
  'price-number': (folder) =>
    spoil(folder, 'ref/price_book.csv', /^(workers\.cpu_ms,[^,]*,)[^,]*/m, '$1one million'),
  'price-word': (folder) =>
    spoil(folder, 'ref/price_book.csv', /^(workers\.cpu_ms,.*),block,/m, '$1,blocks,'),
  'macros-statement': (folder) =>
    spoil(folder, 'macros.sql', /$/, "\ncopy (select 42) to 'written.csv';\n"),
  ...Object.fromEntries(Object.keys(PAPER).map((name) => [name, pdfFor(name)])),
  'macros-table': (folder) =>
    spoil(folder, 'macros.sql', /$/, `\ncreate or replace macro ${PEEK};\n`),
};

const PEEK = 'peek() as (select count(*) from raw.invoice_lines)';

const databases = temporary(afterAll);
const [whole, light] = [join(databases, 'whole'), join(databases, 'light')];

/** Where a command begins: one that reads the database needs usage; to refuse a file takes an account. */
function beginningOf(commands: readonly string[]): string {
  const isRead = (line: string) =>
    /^flaretally (ask|reconcile|explain|report|coverage|tenants|statements|close|reopen|breaks)\b/.test(
      line,
    );
  const doesRead = commands.some((line) => isRead(line) && !line.includes('--queries'));
  return join(doesRead ? whole : light, DATABASE);
}

/** Puts a database in the place of another. No command writes into it: each makes one of its own. */
function place(database: string, at: string): void {
  rmSync(at, { force: true });
  linkSync(database, at);
}

/** Databases after the commands before the last, by these and the files that they name. */
const prepared = new Map<string, string>();

/** Runs what comes before the last command, once for all folders in which it is the same. */
async function prepare(work: string, commands: readonly string[]): Promise<void> {
  if (commands.length === 0) return;
  const named = [DATABASE, ...commands.flatMap(wordsOf)];
  const files = Object.entries(digestsOf(work)).filter(([name]) => named.includes(name));
  const key = JSON.stringify([commands, files]);
  const database = join(work, DATABASE);
  const known = prepared.get(key);
  if (known) return place(known, database);
  for (const command of commands) {
    expect(await run(argvOf(command), work)).toMatchObject({ code: 0 });
  }
  const made = join(databases, `prepared-${prepared.size}.duckdb`);
  linkSync(database, made);
  prepared.set(key, made);
}

beforeAll(async () => {
  const map = [join(HERE, LOADED, 'tenants.csv'), '--account', '0123456789abcdef0123456789abcdef'];
  for (const [folder, files] of [
    [whole, [join(HERE, LOADED)]],
    [light, map],
  ] as const) {
    mkdirSync(folder);
    const { code, err } = await run(['load', ...files], folder);
    if (code !== 0) throw new Error(err);
  }
});

describe.each(cases)('%s', (name) => {
  const folder = join(HERE, name);
  const file = join(folder, 'error.txt');
  const head = readFileSync(file, 'utf8').match(/^[#$] .*\n/gm) ?? [];
  const commands = head.filter((line) => line.startsWith('$ ')).map((line) => line.slice(2).trim());

  const options = commands.length > 1 ? { tags: 'journey' } : {};
  test('says what, why and what to do, and touches nothing', options, async () => {
    const work = temporary(onTestFinished);
    cpSync(folder, work, { recursive: true });
    PREPARE[name]?.(work);
    if (!head.join('').includes('(empty folder)')) {
      place(beginningOf(commands), join(work, DATABASE));
    }
    await prepare(work, commands.slice(0, -1));
    const before = digestsOf(work);
    const { code, out, err } = await run(argvOf(commands.at(-1) ?? ''), work);
    const text = `${head.join('')}${err.replaceAll(work, '~')}exit ${code}\n`;
    expect(text).toBe(golden(file, text));
    expect(out).toBe('');
    expect(code).toBeGreaterThan(0);
    expect(err.match(/^error E_[A-Z_]+: ./gm)).toHaveLength(1);
    expect(err).toMatch(/^error /);
    expect(err).not.toMatch(/^\s+at .+:\d+/m);
    expect(err).not.toMatch(/E_BUG|undefined|\[object|\.work\b/);
    expect(digestsOf(work)).toEqual(before);
  });
});

/** Puts a bundled rule file with a part of it replaced into the folder `rules`. */
function spoil(folder: string, path: string, part: RegExp, broken: string): void {
  const text = readFileSync(join(ROOT, 'queries', path), 'utf8');
  if (!part.test(text)) throw new Error(`${path} has nothing like ${part}`);
  const file = join(folder, 'rules', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text.replace(part, broken));
}
