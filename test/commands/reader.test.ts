// @module-tag journey
// `reconcile` reads: it writes only where other rules made the database, and then says so.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from 'vitest';
import { reconcile } from '../../src/reconcile.ts';
import { BUNDLED_QUERIES } from '../../src/rules/catalog.ts';
import { Database } from '../../src/store/database.ts';
import { onCopy } from '../../src/store/publish.ts';
import { filesOf, placeLoaded } from '../support/loaded.ts';
import { run } from '../support/run.ts';
import { digestsOf, temporary } from '../support/temp.ts';

const STORY = 'messages-twenty-to-one';
const NOW = new Date('2026-11-21T06:00:00Z');
const AGAIN = 'the database was built by other rules: it was rebuilt by the current ones\n';

const loaded = join(temporary(afterAll), 'loaded.duckdb');
let folder: string;
let db: string;

beforeAll(async () => {
  await placeLoaded(STORY, loaded);
}, 600_000);

beforeEach(() => {
  folder = temporary(onTestFinished);
  db = join(folder, 'flaretally.duckdb');
  copyFileSync(loaded, db);
});

async function inside<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const open = await Database.open(db);
  try {
    return await work(open);
  } finally {
    open.close();
  }
}

/** The relations that a run makes, those aside that people see: they are made each time. */
async function made(options: Partial<Parameters<typeof reconcile>[0]>): Promise<string[]> {
  const rows = vi.spyOn(Database.prototype, 'rows');
  await reconcile({ db, now: NOW, ...options });
  const statements = rows.mock.calls.map(([sql]) => sql);
  rows.mockRestore();
  return statements.flatMap(
    (sql) => /^create \w+ memory\.((?!findings|report)\S+) as/.exec(sql)?.[1] ?? [],
  );
}

test.each([
  [[]],
  [['--tolerance', '1%']],
  [['--scenario', 'memory_mb=32']],
  [['--compare', 'rounding=pro_rata']],
  [['--period', '2026-10-05..2026-11-01']],
])('reconcile %j leaves the file and its folder as they are', async (words) => {
  const before = digestsOf(folder);
  const { err } = await run(['reconcile', '--allow-incomplete', ...words], folder);
  expect(err).toBe('');
  expect(digestsOf(folder)).toEqual(before);
});

test('a clock makes what depends on it, up to what comes out as it was', async () => {
  expect(await made({})).toEqual([]);
  const later = new Date('2026-11-22T06:00:00Z');
  expect(await made({ now: later })).toEqual(['params.running_periods']);
  const running = new Date('2026-10-20T06:00:00Z');
  const changed = ['params.running_periods', 'usage.coverage', 'usage.sku_missing_days'];
  expect(await made({ now: running })).toEqual(changed);
});

test('a comparison does not share anything out anew', async () => {
  const found = await made({ compare: ['memory_mb=32'] });
  expect(found).toContain('rating.charges');
  expect(
    found.filter((relation) => /^usage\.\w+_totals|^allocation\.tenant/.test(relation)),
  ).toEqual([]);
});

test('other rules build the database, which is then read', async () => {
  const rules = join(folder, 'rules');
  mkdirSync(join(rules, 'ref'), { recursive: true });
  const book = readFileSync(join(BUNDLED_QUERIES, 'ref/price_book.csv'), 'utf8');
  writeFileSync(join(rules, 'ref/price_book.csv'), book);
  const replaced = ['reconcile', '--queries', 'rules'];
  expect(await run(replaced, folder)).toMatchObject({ err: AGAIN });
  const first = await run(replaced, folder);
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(first.out).toContain('Rules replaced: ref/price_book.csv');
  expect((await run(['reconcile'], folder)).err).toBe(AGAIN);
  expect(readdirSync(folder).sort()).toEqual(['flaretally.duckdb', 'rules']);
});

test('who cannot build it again hears why it would have to be', async () => {
  const rule = join(folder, 'mine/report');
  mkdirSync(rule, { recursive: true });
  writeFileSync(join(rule, 'mine.sql'), '-- Mine.\n-- grain: one\nselect 1 as one\n');
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  const steps = { fill: () => promise, compute: async () => {} };
  const writer = onCopy(db, 'flaretally load', NOW, steps);
  await vi.waitUntil(() => readdirSync(folder).some((name) => name.endsWith('.lock')));
  const found = await run(['reconcile', '--queries', 'mine'], folder);
  resolve();
  await writer;
  expect(found.code).toBe(1);
  expect(found.err).toContain('was built by other rules and cannot be rebuilt');
});

describe('a database of something else', () => {
  test.each([
    'reconcile',
    'check',
    'check --digest',
    'check --rebuild',
    'report tenants',
    'explain workers.requests',
    'load undo 0f1e2d3c',
    'coverage accept workersInvocationsAdaptive 2026-10-04 --reason known',
  ])('is refused by %s, and left as it was', async (words) => {
    db = join(folder, 'foreign.duckdb');
    await inside((open) => open.run('create table mine as select 1 as one'));
    const before = readFileSync(db);
    const found = await run([...words.split(' '), '--db', db], folder);
    expect(found).toMatchObject({ code: 1, out: '' });
    expect(found.err).toMatch(
      /^error E_DB_FORMAT: .* is not one that flaretally load has written\n/,
    );
    expect(readFileSync(db)).toEqual(before);
  });
});

test('explain says how to build a database again that knows no names', async () => {
  await inside((open) => open.run('drop view report.explanation_names'));
  const old = await run(['explain', 'workers.requests', '--db', db], folder);
  expect(old).toMatchObject({ code: 1, out: '' });
  expect(old.err).toContain(`do:  build it again: flaretally reconcile --db ${db}\n`);
  const words = ['reconcile', '--allow-incomplete', '--db', db];
  expect(await run(words, folder)).toMatchObject({ err: AGAIN });
  const found = await run(['explain', 'workers.requests', '--db', db], folder);
  expect(found).toMatchObject({ code: 0, err: '' });
});

test('a database in memory is none', async () => {
  const found = await run(['load', ...filesOf(STORY), '--db', ':memory:'], folder);
  expect(found).toMatchObject({ code: 2, out: '' });
  expect(found.err).toContain('error E_DB_NAME: a database in memory would end with the command');
  expect(existsSync(join(folder, ':memory:'))).toBe(false);
});

test('a relation that somebody dropped is made again', async () => {
  await inside((open) => open.run('drop view report.lines'));
  expect(await run(['reconcile'], folder)).toMatchObject({ code: 0, err: AGAIN });
});

test('what a database says of a replaced rule is not believed', async () => {
  const text = "-- Mine.\n-- grain: account\nselect getenv('HOME') as account";
  mkdirSync(join(folder, 'rules/report'), { recursive: true });
  writeFileSync(join(folder, 'rules/report/mine.sql'), text);
  await inside((open) =>
    open.run('insert into params.built_reads values (sha256($1), [])', [text]),
  );
  const { code, err } = await run(['reconcile', '--queries', 'rules'], folder);
  expect(code).toBe(2);
  expect(err).toMatch(/^error E_RULE_READS: report\/mine.sql: it calls the function getenv/);
});

test('what cannot be begun with is left aside', async () => {
  const from = join(folder, 'broken.duckdb');
  writeFileSync(from, 'no database');
  const path = join(folder, 'new.duckdb');
  const steps = { from, fill: (open: Database) => open.run('create table main.one as select 1') };
  await onCopy(path, 'test', NOW, { ...steps, compute: async () => undefined });
  await onCopy(path, 'test', NOW, {
    from,
    fill: async (open) => expect(await open.rows('from main.one')).toHaveLength(1),
    compute: async () => undefined,
  });
});
