import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../src/commands/main.ts';
import { bufferIo } from '../../src/commands/shared/buffer-io.ts';
import { load } from '../../src/load.ts';
import { reconcile } from '../../src/reconcile.ts';
import { Database } from '../../src/store/database.ts';
import { filesOf, placeLoaded } from '../support/loaded.ts';
import { IS_SOAK, runs } from '../support/tier.ts';

const ACCOUNT = '344d2cddb47599e1f7a59e3c87725ff4';
const PATHS = filesOf('block-rounding');
const folder = mkdtempSync(join(tmpdir(), 'flaretally-check-'));
const at = (name: string) => join(folder, `${name}.duckdb`);
const db = at('database');

beforeAll(() => placeLoaded('block-rounding', db));
afterAll(() => rmSync(folder, { recursive: true }));

async function make(file: string, loads: string[][], queries?: string, day = '10') {
  const now = new Date(`2026-11-${day}T00:00:00Z`);
  for (const paths of loads) await load(paths, { db: file, account: ACCOUNT, now, queries });
  await reconcile({ db: file, now, queries, allowIncomplete: true });
}

/** A copy of the database that somebody has changed. */
async function meddled(name: string, sql: string): Promise<string> {
  cpSync(db, at(name));
  const copy = await Database.open(at(name));
  await copy.run(sql);
  copy.close();
  return at(name);
}

const HALVES =
  'select line_key, (predicted_usd / 2)::decimal(38, 2) as half_usd from reconcile.lines';

/** Rules with one that counts in floating point. */
function withHalves(kind: 'table' | 'view'): string {
  const queries = join(folder, `queries-${kind}`);
  mkdirSync(join(queries, 'report'), { recursive: true });
  const header = `-- Half of each line.\n-- grain: line_key\n-- kind: ${kind}\n`;
  writeFileSync(join(queries, 'report/halves.sql'), `${header}${HALVES}\n`);
  return queries;
}

async function check(argv: string[], file = db) {
  const io = bufferIo();
  const code = await runCli(['check', '--db', file, ...argv], io);
  return { code, out: io.out(), err: io.err() };
}

const SILENT = { code: 0, out: '', err: '' };

describe('check', () => {
  test('says nothing when all is well', { tags: 'journey' }, async () => {
    expect(await check([])).toEqual(SILENT);
    expect(await check(['sums', 'rating.charges'])).toEqual(SILENT);
  });
  test('is an empty document for a program', async () => {
    const { code, out } = await check(['sums', '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ schema_version: 1, rows: [] });
  });
  test('finds a cent that was moved', async () => {
    const sql = 'update reconcile.tenant_lines set predicted_usd = predicted_usd + 0.01';
    const { code, out } = await check(runs(['sums'], []), await meddled('cent', sql));
    expect(code).toBe(1);
    expect(out).toContain('checks.sums,2026-');
    expect(out).toContain("the tenants' parts do not make the line");
  });
  test('finds rows that share a grain, nulls being equal', async () => {
    const sql = `update reconcile.lines set line_key = null;
      insert into reconcile.lines from reconcile.lines`;
    const { code, out } = await check(['reconcile.lines'], await meddled('twice', sql));
    expect(code).toBe(1);
    expect(out).toMatch(/^grain of reconcile\.lines,".*rows of reconcile\.lines are .*NULL/m);
  });
  test('finds floating point inside a table, where the column does not show it', async () => {
    const queries = withHalves('table');
    const file = await meddled(
      'halves',
      'create table report.halves as select 1 as line_key, 0.50::decimal(38, 2) as half_usd',
    );
    const { code, out } = await check(['report.halves', '--queries', queries], file);
    expect(code).toBe(1);
    expect(out).toContain('exactness of report.halves,report/halves.sql counts in floating point');
  });
  test('finds all of it at once, in views of the rules and in one that somebody changed', {
    tags: 'journey',
  }, async () => {
    const queries = withHalves('view');
    const file = await meddled(
      'views',
      `insert into reconcile.lines from reconcile.lines;
      create view report.halves as ${HALVES};
      create or replace view findings.successions as
        select 'a' as account, 'p' as period_id, 's' as sku, 'x' as says from range(2)`,
    );
    const { code, out } = await check(['--queries', queries], file);
    expect(code).toBe(1);
    const found = new Set(out.split('\n').map((line) => line.split(',', 1)[0]));
    for (const relation of [
      'reconcile.lines',
      'findings.successions',
      'report.lines',
      'report.successions',
    ])
      expect(found).toContain(`grain of ${relation}`);
    expect([...found].filter((check) => check?.startsWith('exactness'))).toEqual([
      'exactness of report.halves',
    ]);
  });
  test('says what a rule reads that another version did not make', async () => {
    const older = await meddled('older', 'drop table usage.sibling_groups');
    const { code, out } = await check(['usage.silent_days', '--format', 'csv'], older);
    expect(code).toBe(1);
    expect(out).toContain('(usage/silent_days.sql): Table with name sibling_groups does not exist');
  });

  test('says when other rules made the database', async () => {
    const sql = 'alter table reconcile.lines rename column line_key to key';
    const { code, out } = await check(['reconcile.lines'], await meddled('other', sql));
    expect(code).toBe(1);
    expect(out).toContain('reconcile.lines has no column line_key: was it built with --queries?');
  });
  test.each([
    ['smus', 'did you mean sums?'],
    ['rating.chrges', 'did you mean rating.charges?'],
  ])('does not know %s', async (name, hint) => {
    const { code, out, err } = await check([name]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('E_CHECK_UNKNOWN');
    expect(err).toContain(hint);
  });
});

describe('check --digest', () => {
  const digest = async (file: string, ...names: string[]) =>
    (await check(['--digest', ...names], file)).out;
  let whole: string;

  beforeAll(async () => {
    whole = await digest(db);
  });

  test('has a line for each relation and one for all', async () => {
    const lines = whole.trimEnd().split('\n');
    expect(lines[0]).toBe('relation,rows,sha256');
    expect(lines.every((line, i) => i === 0 || /^[\w.]+,\d*,[0-9a-f]{64}$/.test(line))).toBe(true);
    expect(lines.at(-1)).toMatch(/^all,,/);
    expect(lines.some((line) => line.startsWith('rating.charges,'))).toBe(true);
    expect(lines.filter((line) => /^(checks\.|params\.built)/.test(line))).toEqual([]);
  });
  // In the sample a smaller account is loaded in any order: see laws/loading.
  test.runIf(IS_SOAK)('is the same for any order, for loading twice, on any day', async () => {
    const [usage = '', rest = '', tenants = '', invoice = ''] = PATHS;
    await make(at('apart'), [[invoice, tenants], [rest, usage], PATHS], undefined, '21');
    expect(await digest(at('apart'))).toBe(whole);
  });
  test('changes with a value, and null is not its name', async () => {
    // In the sample one relation is read, not all that read it.
    const names = runs(['ref.skus'], []);
    const changed = async (name: string, sql: string) => digest(await meddled(name, sql), ...names);
    const before = await digest(db, ...names);
    const one = await changed(
      'null',
      "update ref.skus set sku = null where sku = 'workers.requests'",
    );
    const other = await changed(
      'text',
      "update ref.skus set sku = 'NULL' where sku = 'workers.requests'",
    );
    expect(one).not.toBe(before);
    expect(one).not.toBe(other);
  });
});
