// Numbers of usage lines that cannot be read are 0, a size is then not stated, and lines without a
// time do not count. All are counted and named, in files as in a table of ClickHouse.
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporary } from '../support/temp.ts';
import { type Event, LogDatabase, logpush, ndjson, START, trace, usage } from './log-database.ts';
import { summed } from './summaries.ts';

const folder = temporary(afterAll);

/** An event with a usage line of each of these numbers. */
const event = (i: number, ...lines: Record<string, unknown>[]): Event => ({
  ...{ at: START + i, ray: `${i}`, script: 'chat', entrypoint: 'Room' },
  logs: lines.map((numbers, j) => [usage({ t: 'acme', c: 'Room', n: `n${i}-${j}`, ...numbers })]),
});

const STATED = [
  event(1, { rr: 7, rw: 2, db: 4096 }),
  event(2, { rr: '8', rw: -1, db: null }),
  event(3, { rr: 'many', rw: 2.5, db: 4096 }),
  event(4, { rr: {}, rw: 3 }, { rr: 1.5, rw: 10 }),
  event(5, { v: 2, rr: 'of another version' }),
  event(6, { rr: '', rw: 20, db: '12345678901234567890' }),
  event(7, { t: 'v1.5', c: 'Room.true', rr: 100, rw: 30 }),
  event(8, { rr: true }),
  event(9, { rr: -5, rw: 4, db: 8192 }, { rr: 3, rw: '-7', db: -1 }),
  event(10, { rr: -1, rw: -1, db: -4096 }),
  event(11, { v: 2, rr: -6, rw: -6, db: -6 }),
  event(12, { rr: '-0', rw: 0 }),
  event(13, { rr: 1e18, rw: -1e18, db: 0.5 }),
  event(14, { rr: 1e18 }),
  event(15, { rr: '1e3', rw: '+5', db: false }),
  event(16, { rr: ' 7', rw: '0x10' }),
];

/** What is told of them: of lines without a point in any text, too. */
const TOLD = {
  unknowns: [{ name: 'with a number that cannot be read', occurrences: '22' }],
  sums: [{ lines: '16', rows_read: '118', rows_written: '69', database_bytes: '8192' }],
};

async function told(path: string) {
  const database = await LogDatabase.open();
  try {
    await database.load([path]);
    return await database.lineFaults();
  } finally {
    database.close();
  }
}

test.each([
  ['Logpush', logpush],
  ['a Tail Worker', trace],
])('numbers that cannot be read, in files of %s', async (name, recordOf) => {
  expect(await told(ndjson(folder, `${name}.ndjson`, STATED.map(recordOf)))).toEqual(TOLD);
});

test('numbers that cannot be read, in partial sums', async () => {
  const sums = join(folder, 'sums.parquet');
  await summed([ndjson(folder, 'summed/events.ndjson', STATED.map(logpush))], sums);
  expect(await told(sums)).toEqual(TOLD);
});

test('lines without a time, also those after the first', async () => {
  const record = logpush(event(1, { rr: 1, rw: 1 }, { rr: 2, rw: 2 }));
  const [first, second] = record.Logs as Record<string, unknown>[];
  const soon = { TimestampMs: 'soon' };
  const records = [
    { ...record, Logs: [first, { ...second, ...soon }] },
    { ...logpush(event(2, { rr: 4, rw: 4 })), Logs: [{ ...first, ...soon }] },
  ];
  expect(await told(ndjson(folder, 'timeless.ndjson', records))).toEqual({
    unknowns: [{ name: 'without its time', occurrences: '2' }],
    sums: [{ lines: '1', rows_read: '1', rows_written: '1', database_bytes: null }],
  });
});
