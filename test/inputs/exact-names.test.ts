// A file that was named is read, and no other: names that a shell, DuckDB or Hive would take for a
// pattern, an address or a column lie beside decoys that such a reading would find.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { readCatalog } from '../../src/rules/catalog.ts';
import { declare } from '../../src/rules/declare.ts';
import { Database } from '../../src/store/database.ts';
import { exactly } from '../../src/store/exact-path.ts';
import { readSql } from '../../src/store/logs/read.ts';
import { onStage } from '../bucket/stage.ts';
import { workerRow, writeAnswer } from '../support/answers.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { type Ran, run } from '../support/run.ts';
import { BUCKET } from '../support/s3/index.ts';
import { ROOT, temporary } from '../support/temp.ts';

const ACCOUNT = '0123456789abcdef0123456789abcdef';

/** A name, and what a pattern of that name would find beside it or instead. */
const NAMES: readonly [name: string, decoy: string][] = [
  ['plain', 'plaina'],
  ['amount=7/tenant=x', 'amount=8/tenant=y'],
  ['inv[1]', 'inv1'],
  ['a*b', 'aXb'],
  ['q?', 'qz'],
  ['**', 'any'],
  ['{x}', 'x'],
  ['{y,z}', 'y'],
  ["it's", 'its'],
  ['two words', 'two'],
  ['"quoted"', 'quoted'],
  ['e\u0301[1]', 'e\u03011'],
  ['-dash', 'dash'],
  ['line\n[break]', 'line\nb'],
  ['[!a]', 'b'],
  ['[[]', '['],
  ['~', 'home'],
  ['back\\slash', 'backslash'],
  ['kind=[2]/deep?er/*', 'kind=2/deeper/x'],
];

const CAPTURED = '2026-11-05T06:00:00Z';
const log = (script: string, i: number) =>
  JSON.stringify({
    EventTimestampMs: Date.UTC(2026, 9, 7) + i,
    EventType: 'fetch',
    ScriptName: script,
    Outcome: 'ok',
    WallTimeMs: 1,
    CPUTimeMs: 1,
  });

function write(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** A tenant map, a log and an answer of one name, in which everything is called `word`. */
function placeFiles(folder: string, name: string, word: string, i: number): string[] {
  const answer = join(folder, name);
  mkdirSync(dirname(answer), { recursive: true });
  const rows = [workerRow('2026-10-07', `answer-${word}`, i + 1)];
  return [
    write(`${answer}.csv`, `tenant,kind,value\n${word},script,${word}\n`),
    write(`${answer}.log`, `${log(`log-${word}`, i)}\n`),
    write(
      `${answer}.head.csv`,
      `EventTimestampMs,EventType,ScriptName\n${Date.UTC(2026, 9, 8) + i},fetch,csv-${word}\n`,
    ),
    writeAnswer(folder, name, {
      dataset: 'workersInvocationsAdaptive',
      from: '2026-10-07',
      to: '2026-10-08',
      capturedAt: CAPTURED,
      rows,
    }),
  ];
}

describe('files named one by one', () => {
  const words = NAMES.map((_, i) => `w${String(i).padStart(2, '0')}`);
  let ran: Ran;
  let db: Database;

  beforeAll(async () => {
    const folder = temporary((clean) => onFinished.push(clean));
    const database = placeEmptyDatabase(join(folder, 'bill.duckdb'));
    for (const [, decoy] of NAMES) placeFiles(folder, decoy, 'decoy', 500);
    const paths = NAMES.flatMap(([name], i) => placeFiles(folder, name, words[i] ?? '', i));
    ran = await run(['load', ...paths, '--db', database, '--account', ACCOUNT], folder);
    db = await Database.open(database, { readOnly: true });
    return () => {
      db.close();
      for (const clean of onFinished) clean();
    };
  });
  const onFinished: (() => void)[] = [];

  const column = async (sql: string) =>
    (await db.rows<{ name: string }>(`select distinct ${sql} order by 1`)).map(({ name }) => name);

  test('are loaded without a word of error', () => {
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.err).not.toMatch(/rejected|left out/);
  });

  test('CSVs of people: each once, no folder is a column', async () => {
    expect(await column('tenant as name from raw.tenants')).toEqual(words);
    expect(await column('value as name from raw.tenants')).toEqual(words);
  });

  test('answers: none drops out', async () => {
    const names = await column('script as name from raw.workers_invocations');
    expect(names).toEqual(words.map((word) => `answer-${word}`));
  });

  test('logs, of lines and of columns', async () => {
    const names = await column('script as name from raw.log_places');
    expect(names).toEqual([...words.map((w) => `csv-${w}`), ...words.map((w) => `log-${w}`)]);
  });
});

test('Parquet logs are read by their names, and a folder is no column', async () => {
  const folder = temporary(onTestFinished);
  const place = join(folder, 'ScriptName=hive');
  mkdirSync(place);
  const db = await Database.open(':memory:');
  for (const [name, word] of [
    ['[1]', 'right'],
    ['1', 'decoy'],
  ])
    await db.run(`copy (select '${word}' as "ScriptName") to '${place}/${name}.parquet'`);
  const shape = {
    format: 'parquet',
    compression: 'none',
    columns: [['ScriptName', 'VARCHAR']],
  } as const;
  const sql = readSql([join(place, '[1].parquet')], shape, { ScriptName: 'VARCHAR' });
  expect(await db.rows(sql)).toEqual([
    { ScriptName: 'right', filename: join(place, '[1].parquet') },
  ]);
  db.close();
});

test('a name that no pattern can mean is refused, with what to do', () => {
  expect(() => exactly('logs/a\\*.log')).toThrow(
    expect.objectContaining({ code: 'E_FILE_NAME', exit: 2 }),
  );
});

describe('a database in such a folder', () => {
  test('is written, with its events, and read', { tags: 'journey' }, async () => {
    const folder = temporary(onTestFinished);
    const db = join(folder, 'amount=7', 'b[1]*.duckdb');
    mkdirSync(dirname(db));
    placeEmptyDatabase(db);
    const file = write(join(folder, 'a.log'), `${log('api', 1)}\n`);
    const argv = ['load', file, '--db', db, '--account', ACCOUNT, '--keep-events'];
    expect(await run(argv, folder)).toMatchObject({ code: 0 });
    const counted = `select count(*) as n from raw.log_files`;
    const { out } = await run(['sql', counted, '--db', db, '--format', 'csv'], folder);
    expect(out).toBe('n\n1\n');
    const kept = await Database.open(':memory:');
    const events = exactly(`${db}.events`).replace(/'$/, `/*/*/*.parquet'`);
    expect(await kept.rows(`select script from read_parquet(${events})`)).toEqual([
      { script: 'api' },
    ]);
    kept.close();
  });

  test('is refused where its journal would lie elsewhere', async () => {
    const folder = temporary(onTestFinished);
    mkdirSync(join(folder, 'a?b'));
    const file = write(join(folder, 'a.log'), `${log('api', 1)}\n`);
    const ran = await run(['load', file, '--db', 'a?b/x.duckdb', '--account', ACCOUNT], folder);
    expect(ran).toMatchObject({ code: 2 });
    expect(ran.err).toMatch(/^error E_FILE_NAME: .*a\?b/);
  });
});

test('rules in such a folder replace by their own CSV', async () => {
  const folder = temporary(onTestFinished);
  const bundled = readFileSync(join(ROOT, 'queries/ref/log_kinds.csv'), 'utf8').split('\n');
  const csv = (kind: string) => `${bundled[0]}\n${bundled[1]?.replace(/^\w+/, kind)}\n`;
  write(join(folder, 'amount=7/q1/ref/log_kinds.csv'), csv('decoy'));
  write(join(folder, 'amount=7/q[1]/ref/log_kinds.csv'), csv('right'));
  const db = await Database.open(':memory:');
  await declare(db, readCatalog(join(folder, 'amount=7/q[1]')));
  expect(await db.rows('select kind from ref.log_kinds')).toEqual([{ kind: 'right' }]);
  db.close();
});

test('a key or a folder of a bucket is no pattern of that name', async () => {
  const objects = { 'x/inv[1].csv': 'right', 'x/inv1.csv': 'decoy', 'q*/a': 'in', 'qq/a': 'decoy' };
  const stage = await onStage({ objects });
  const fetched = await stage.fetch([`r2://${BUCKET}/x/inv[1].csv`, `r2://${BUCKET}/q*`]);
  expect(fetched.map(({ body }) => body)).toEqual(['right', 'in']);
});
