// Numbers of usage lines that cannot be read are 0, and lines without a time do not count. Both are
// counted and named, in files as in a table of ClickHouse.
import { afterAll, expect, test } from 'vitest';
import { temporary } from '../support/temp.ts';
import { type Event, LogDatabase, logpush, ndjson, START, trace, usage } from './log-database.ts';

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
];

async function told(records: readonly Record<string, unknown>[], name: string) {
  const database = await LogDatabase.open();
  try {
    await database.load([ndjson(folder, name, records)]);
    return await database.lineFaults();
  } finally {
    database.close();
  }
}

test.each([
  ['Logpush', logpush],
  ['a Tail Worker', trace],
])('numbers that cannot be read, in files of %s', async (name, recordOf) => {
  expect(await told(STATED.map(recordOf), `${name}.ndjson`)).toEqual({
    unknowns: [{ name: 'with a number that cannot be read', occurrences: '6' }],
    sums: [{ lines: '8', rows_read: '115', rows_written: '64' }],
  });
});

test('lines without a time, also those after the first', async () => {
  const record = logpush(event(1, { rr: 1, rw: 1 }, { rr: 2, rw: 2 }));
  const [first, second] = record.Logs as Record<string, unknown>[];
  const soon = { TimestampMs: 'soon' };
  const records = [
    { ...record, Logs: [first, { ...second, ...soon }] },
    { ...logpush(event(2, { rr: 4, rw: 4 })), Logs: [{ ...first, ...soon }] },
  ];
  expect(await told(records, 'timeless.ndjson')).toEqual({
    unknowns: [{ name: 'without its time', occurrences: '2' }],
    sums: [{ lines: '1', rows_read: '1', rows_written: '1' }],
  });
});
