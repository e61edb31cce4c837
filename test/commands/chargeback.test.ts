// The chargeback report as files: safe, repeatable, whole, and with nothing of others in a tenant's.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileNameOf } from '../../src/reports/chargeback/file-name.ts';
import { HOSTILE, loadTenants } from '../support/hostile-account.ts';
import { placeLoaded } from '../support/loaded.ts';
import { Random } from '../support/random.ts';
import { type Ran, run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';
import { runs, seeded } from '../support/tier.ts';

const folder = temporary(afterAll);
let demo: string;
let hostile: string;
/** What the page of the demo was written with, and the page, `a.html`. */
let first: Ran;

const chargeback = (db: string, ...words: string[]) =>
  run(['report', 'chargeback', '--db', db, ...words], folder);
const text = (...names: string[]) => readFileSync(join(folder, ...names), 'utf8');

beforeAll(async () => {
  demo = await placeLoaded('demo', join(folder, 'demo.duckdb'));
  hostile = await loadTenants(folder);
  first = await chargeback(demo, '--out', 'a.html');
});

describe('one page', () => {
  test('runs and shows what it was written with, and nothing else', {
    tags: 'journey',
  }, async () => {
    const { out } = await chargeback(hostile, '--format', 'html');
    const digest = (part: string) =>
      `'sha256-${createHash('sha256').update(part, 'utf8').digest('base64')}'`;
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(out) ?? [];
    const style = /<style>([\s\S]*?)<\/style>/.exec(out)?.[1] ?? '';
    const script = /<script>([\s\S]*?)<\/script>/.exec(out)?.[1] ?? '';
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).toContain(`script-src ${digest(script)};`);
    expect(policy).toContain(`style-src ${digest(style)};`);
    const rest = out.replace(script, '').replace(style, '');
    expect(rest.match(/<script/g)).toHaveLength(1);
    expect(rest).not.toMatch(/<[a-z]+[^>]*\s(style|on\w+|src)=/);
    expect(rest).not.toMatch(/<(img|iframe|link|object)\b/);
    expect(rest).toContain('&lt;script&gt;document.title');
  });

  test('is the same, byte for byte, each time and by each way out', async () => {
    expect(first).toEqual({ code: 0, out: '', err: 'a.html\n' });
    expect((await chargeback(demo, '--format', 'html')).out).toBe(text('a.html'));
    expect(text('a.html')).not.toContain(folder);
  });

  test('tells what the rows tell, to the cent', async () => {
    const out = text('a.html');
    const { rows } = JSON.parse(
      (await run(['report', 'tenants', '--db', demo, '--format', 'json'], folder)).out,
    );
    expect(out).toMatch(
      /Of \$195\.82 invoiced, \$[\d.]+ belongs to 6 tenants and \$[\d.]+ to none\./,
    );
    for (const { tenant, invoiced_usd: usd } of rows) {
      const row = out.slice(out.indexOf(`<bdi>${tenant}</bdi></button>`));
      expect(row.slice(0, row.indexOf('</tr>'))).toContain(`<td class="money">$${usd}</td>`);
    }
  });

  test('replaces nothing unless it is forced to, and leaves nothing beside', {
    tags: 'journey',
  }, async () => {
    writeFileSync(join(folder, 'mine.HTM'), 'mine');
    const refused = await chargeback(demo, '--out', 'mine.HTM');
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('E_FILE_EXISTS');
    expect(text('mine.HTM')).toBe('mine');
    mkdirSync(join(folder, 'dir.html'));
    expect((await chargeback(demo, '--out', 'dir.html', '--force')).err).toContain('is a folder');
    expect((await chargeback(demo, '--out', 'mine.HTM', '--force')).code).toBe(0);
    expect(text('mine.HTM')).toMatch(/^<!doctype html>/);
    expect(text('mine.HTM')).toBe(text('a.html'));
    expect(readdirSync(folder).filter((name) => name.endsWith('.draft'))).toEqual([]);
  });

  test('shows the first 200 tenants; all of them are in a file beside it', {
    tags: 'journey',
  }, async () => {
    const many = join(folder, 'many');
    mkdirSync(many);
    const names = Array.from({ length: 230 }, (_, i) => `tenant ${i}`);
    const db = await loadTenants(many, names);
    const { err } = await chargeback(db, '--out', 'many.html');
    expect(err).toBe('many-tenants.csv\nmany.html\n');
    expect(text('many.html')).toContain('30 more tenants, in <a href="many-tenants.csv">');
    expect(text('many-tenants.csv').trim().split('\n')).toHaveLength(1 + 230 + 1);
    expect(text('many.html').match(/<bdi>tenant \d+<\/bdi><\/button>/g)).toHaveLength(200);
  });
});

describe('a file for each tenant', () => {
  test('names are safe on every file system, and differ', () => {
    const names = [...HOSTILE, 'con', 'CON', 'a/b', 'a\\b', '', ' ', '.', '..', 'é', 'e'];
    const files = [...new Set(names)].map(fileNameOf);
    expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(new Set(names).size);
    expect(files.filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*-[0-9a-f]{12}$/.test(file))).toEqual([]);
    expect(files.filter((file) => file.length > 60)).toEqual([]);
  });

  test('an earlier folder of its own is replaced by force, and nobody else loses a file', {
    tags: 'journey',
  }, async () => {
    const words = ['--split-by', 'tenant', '--out', 'split'];
    expect((await chargeback(demo, ...words)).err).toContain('the files of 7 tenants');
    expect((await chargeback(demo, ...words)).err).toContain('E_FOLDER_NOT_EMPTY');
    expect((await chargeback(hostile, ...words, '--force')).code).toBe(0);
    expect(existsSync(join(folder, 'split', `${fileNameOf('acme-support')}.html`))).toBe(false);
    writeFileSync(join(folder, 'split', 'notes.txt'), '');
    expect((await chargeback(demo, ...words, '--force')).err).toContain('E_FOLDER_FOREIGN');
  });

  test('has nothing of any other tenant, and no total of the account', {
    timeout: runs(60_000, 900_000),
  }, async () => {
    for (let seed = 0; seed < runs(1, 40); seed += 1) {
      const random = new Random(seeded(16_000 + seed));
      const base = word(random);
      const names = [base, `${base}-2`, `${base}z`, word(random), `${word(random)} & <b>`];
      const place = join(folder, `random-${seed}`);
      mkdirSync(place);
      const db = await loadTenants(place, names);
      await chargeback(db, '--split-by', 'tenant', '--out', join(place, 'out'));
      const amounts = await amountsOf(db);
      expect(readdirSync(join(place, 'out'))).toHaveLength(2 * (names.length + 1) + 1);
      for (const own of names) {
        expect(foreignIn(join(place, 'out'), own, names, amounts), own).toEqual([]);
      }
    }
  });
});

/** Seven letters that no word of a page and no style has in a row. */
function word(random: Random): string {
  return Array.from({ length: 7 }, () => random.pick([...'qzxwvkj'])).join('');
}

/** Every amount and quantity by tenant; those of the account under no name. */
async function amountsOf(db: string): Promise<Map<string, Set<string>>> {
  const sql = `
    select tenant, usd::varchar as figure from report.chargeback_tenants
    union all select tenant, usd::varchar from report.chargeback_lines
    union all select tenant, usd::varchar from report.chargeback_tenant_days
    union all select tenant, grouped_digits(quantity) from report.chargeback_lines where quantity > 0
    union all select '', usd::varchar from report.chargeback_head
    union all select '', usd::varchar from report.chargeback_statement where not is_quiet
    union all select '', quantity_says from report.chargeback_statement where not is_quiet`;
  const { out } = await run(['sql', sql, '--db', db, '--format', 'json'], folder);
  const found = new Map<string, Set<string>>();
  for (const { tenant, figure } of JSON.parse(out).rows) {
    found.set(tenant, (found.get(tenant) ?? new Set()).add(figure));
  }
  return found;
}

/** What a tenant's files have of others: names, what identifies their resources, figures. */
function foreignIn(
  out: string,
  own: string,
  names: readonly string[],
  amounts: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  const file = join(out, fileNameOf(own));
  const escaped = (name: string) =>
    name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const whole = readFileSync(`${file}.html`, 'utf8') + readFileSync(`${file}.csv`, 'utf8');
  expect(whole).toContain(escaped(own));
  const rest = whole.replaceAll(escaped(own), '').replaceAll(own, '');
  const others = names.filter((name) => name !== own);
  const mine = amounts.get(own) ?? new Set();
  expect([...mine].filter((figure) => rest.includes(figure)).length).toBeGreaterThan(3);
  const theirs = [...amounts].filter(([tenant]) => tenant !== own).flatMap(([, some]) => [...some]);
  const isThere = (figure: string) =>
    new RegExp(`(?<![\\d.,])${figure.replaceAll('.', '\\.')}(?![\\d])`).test(rest);
  return [
    ...others.filter((name) => rest.includes(name) || rest.includes(escaped(name))),
    ...(rest.match(/script-\d+/g) ?? []),
    ...theirs.filter(
      (figure) => figure.length > 3 && Number(figure) !== 0 && !mine.has(figure) && isThere(figure),
    ),
  ];
}
