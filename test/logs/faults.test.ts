// What goes wrong with files: each a clear error, nothing half loaded, the rest unharmed.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { requireUnchanged } from '../../src/sources/files.ts';
import { Database } from '../../src/store/database.ts';
import { run } from '../support/run.ts';
import { digestsOf, ROOT, temporary } from '../support/temp.ts';
import { ACCOUNT, LogDatabase, logpush, ndjson, START } from './log-database.ts';

let work: string;
let database: LogDatabase;

beforeEach(async () => {
  work = temporary(onTestFinished);
  database = await LogDatabase.open();
});
afterEach(() => database.close());

const many = (n: number, ray = 'r') =>
  Array.from({ length: n }, (_, i) => logpush({ at: START + i, ray: `${ray}${i}`, wall: i % 97 }));

async function zstd(from: string, to: string): Promise<void> {
  const db = await Database.open(':memory:');
  await db.run(
    `copy (select * from read_csv('${from}', columns = {l: 'VARCHAR'}, delim = '\x01', quote = '',
       escape = '', header = false, auto_detect = false)) to '${to}' (format csv,
       compression zstd, header false, delimiter '\x01', quote '', escape '')`,
  );
  db.close();
}

test('a gzip file cut off anywhere is refused, one that is whole is taken', async () => {
  const whole = gzipSync(readFileSync(ndjson(work, 'a.log', many(400))));
  const good = join(work, 'good');
  writeFileSync(good, whole);
  await database.load([good]);
  for (const at of [20, whole.length >> 1, whole.length - 9, whole.length - 1]) {
    const cut = join(work, `cut-${at}`);
    writeFileSync(cut, whole.subarray(0, at));
    await expect(
      database.load([cut]).catch((error) => Promise.reject(error)),
    ).rejects.toMatchObject({
      code: 'E_GZIP',
    });
  }
});

test('a zstd file cut off anywhere is refused, one that is whole is taken', {
  tags: 'journey',
}, async () => {
  const raw = ndjson(work, 'a.log', many(4000));
  await zstd(raw, join(work, 'good'));
  const whole = readFileSync(join(work, 'good'));
  await database.load([join(work, 'good')]);
  expect(await database.rows('select sum(events)::varchar as n from staging.log_hours')).toEqual([
    { n: '4000' },
  ]);
  for (const at of [whole.length >> 1, whole.length - 1]) {
    const cut = join(work, `cut-${at}`);
    writeFileSync(cut, whole.subarray(0, at));
    await expect(database.load([cut])).rejects.toMatchObject({ code: 'E_FILE_DAMAGED' });
  }
});

test('a Parquet file cut off is refused', async () => {
  const raw = ndjson(work, 'a.log', many(50));
  const db = await Database.open(':memory:');
  await db.run(`copy (from read_json('${raw}')) to '${join(work, 'p')}' (format parquet)`);
  db.close();
  const whole = readFileSync(join(work, 'p'));
  writeFileSync(join(work, 'cut'), whole.subarray(0, whole.length - 20));
  await expect(database.load([join(work, 'cut')])).rejects.toMatchObject({
    code: 'E_FILE_DAMAGED',
  });
});

test('a row of a CSV that has more fields than the header is set aside', {
  tags: 'journey',
}, async () => {
  const path = join(work, 'wide.csv');
  const head = 'EventTimestampMs,EventType,ScriptName,Outcome';
  writeFileSync(path, `${head}\n${START},fetch,app,ok\n${START},fetch,app, ltd,ok\n`);
  await database.load([path]);
  expect(await database.rows('select line, reason from raw.rejects')).toEqual([
    { line: '3', reason: 'it has more fields than the header' },
  ]);
  expect(await database.rows('select records, rejects from staging.log_files')).toEqual([
    { records: '2', rejects: '1' },
  ]);
});

const NO_TIME = 'EventTimestampMs is no time: milliseconds since 1970, or RFC 3339';

test('a line of 5 MB is read, bad UTF-8 and other nonsense set aside by line', {
  tags: 'journey',
}, async () => {
  const path = join(work, 'odd.log');
  const long = logpush({ at: START, logs: [['x'.repeat(5_000_000)]] });
  writeFileSync(
    path,
    Buffer.concat([
      Buffer.from(`${JSON.stringify(logpush({ at: START + 1 }))}\n${JSON.stringify(long)}\n`),
      Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d, 0x0a]),
      Buffer.from('Connection reset\n{"EventTimestampMs":"soon"}\n[1]\n{"EventTimestampMs":5}\n'),
    ]),
  );
  await database.load([path]);
  expect(await database.rows('select sum(events)::varchar as n from staging.log_hours')).toEqual([
    { n: '2' },
  ]);
  expect(await database.rows('select line, reason from raw.rejects order by line')).toEqual([
    { line: '3', reason: 'the line is not UTF-8' },
    { line: '4', reason: 'the line is not JSON' },
    { line: '5', reason: NO_TIME },
    { line: '6', reason: 'the line is no JSON object' },
    { line: '7', reason: NO_TIME },
  ]);
  expect(await database.rows('select rejects from staging.log_files')).toEqual([{ rejects: '5' }]);
});

test('a file that grew since its digest was taken is refused', () => {
  const path = ndjson(work, 'growing.log', many(3));
  const bytes = readFileSync(path).length;
  requireUnchanged({ path, bytes });
  appendFileSync(path, 'more\n');
  expect(() => requireUnchanged({ path, bytes })).toThrow(
    expect.objectContaining({ code: 'E_FILE_CHANGED' }),
  );
});

test('of a folder of mixed kinds what is known is loaded, the rest named', {
  tags: 'journey',
}, async () => {
  const mixed = join(work, 'mixed');
  mkdirSync(mixed);
  ndjson(mixed, 'events.log', many(2));
  writeFileSync(join(mixed, 'empty.log'), '');
  writeFileSync(join(mixed, 'notes.txt'), 'call the vendor\n');
  writeFileSync(join(mixed, 'tenants.csv'), 'tenant,kind,value\nacme,script,chat-edge\n');
  const { code, err } = await run(['load', 'mixed', '--account', ACCOUNT], work);
  expect({ code, err }).toEqual({
    code: 0,
    err:
      'Logpush trace events: 1 file(s)\ntenant maps: 1 file(s)\n' +
      '2 file(s) skipped, of no kind that can be loaded:\n  mixed/empty.log\n  mixed/notes.txt\n',
  });
});

test('one damaged file among good ones: nothing is loaded, the database is unchanged', {
  tags: 'journey',
}, async () => {
  const logs = join(work, 'logs');
  ndjson(logs, 'a.log', many(5));
  expect((await run(['load', 'logs', '--account', ACCOUNT], work)).code).toBe(0);
  ndjson(logs, 'b.log', many(5, 'b'));
  const gz = gzipSync(readFileSync(ndjson(work, 'c.log', many(500, 'c'))));
  writeFileSync(join(logs, 'c.log.gz'), gz.subarray(0, gz.length - 40));
  const before = digestsOf(work);
  const { code, err } = await run(['load', 'logs', '--account', ACCOUNT], work);
  expect(code).toBe(1);
  expect(err).toMatch(/^error E_GZIP: logs\/c\.log\.gz is incomplete/);
  expect(digestsOf(work)).toEqual(before);
});

test('a disk that is full: said so, the database is unchanged', { tags: 'journey' }, () => {
  ndjson(join(work, 'logs'), 'a.log', many(30_000));
  const line = `ulimit -f 2000; node ${join(ROOT, 'dist/cli.js')} load logs --account ${ACCOUNT}`;
  const before = digestsOf(work);
  let stderr = '';
  try {
    execFileSync('bash', ['-c', line], { cwd: work, stdio: 'pipe' });
  } catch (error) {
    stderr = String((error as { stderr: Buffer }).stderr);
  }
  expect(stderr).toMatch(/^error E_DISK_FULL: /);
  expect(digestsOf(work)).toEqual(before);
});
