// What usage lines lack is counted and named, not left out or taken for 0 in silence.
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { askDays } from '../../src/sources/inputs/clickhouse/ask.ts';
import { ddl } from '../../src/sources/inputs/clickhouse/ddl.ts';
import { ACCOUNT, LogDatabase, logpush, START } from '../logs/log-database.ts';
import { CHDB, startChdb } from '../support/clickhouse/chdb.ts';
import { temporary } from '../support/temp.ts';
import { DAYS, HASTE } from './stage.ts';

/** An event with a usage line of these numbers. */
const line = (i: number, numbers: Record<string, unknown>) =>
  logpush({
    ...{ at: START + i, script: 'chat', entrypoint: 'Room' },
    logs: [[{ usage: { v: 1, t: 'acme', c: 'Room', n: `n${i}`, ...numbers } }]],
  });

describe.skipIf(CHDB === undefined)("in today's ClickHouse", () => {
  const folder = temporary(afterAll);

  test('numbers that cannot be read, and lines without a time', { timeout: 300_000 }, async () => {
    const { port, run, close } = await startChdb(join(folder, 'chdb'));
    try {
      await run('CREATE DATABASE logs');
      await run(ddl({ database: 'logs', table: 'good' }).split(';')[0] as string);
      const timeless = line(6, { rr: 1, rw: 1 });
      const [log] = timeless.Logs as Record<string, unknown>[];
      const records = [
        line(1, { rr: 7, rw: 2, db: 4096 }),
        line(2, { rr: '8', rw: -1, db: null }),
        line(3, { rr: 'many', rw: 2.5, db: 4096 }),
        line(4, { rr: {}, rw: 3 }),
        line(5, { v: 2, rr: 'of another version' }),
        { ...timeless, Logs: [{ ...log, TimestampMs: 'soon' }] },
      ];
      const body = records.map((record) => JSON.stringify(record)).join('\n');
      await run('INSERT INTO logs.good FORMAT JSONEachRow', body);
      await run(`CREATE TABLE logs.json ENGINE = MergeTree ORDER BY tuple() AS
        SELECT EventTimestampMs, EventType, ScriptName, Entrypoint, DispatchNamespace, Outcome,
          WallTimeMs, CPUTimeMs, Event, Exceptions, Logs FROM logs.good`);
      for (const table of ['good', 'json'])
        expect(await told(`clickhouse://127.0.0.1:${port}/logs.${table}`)).toEqual({
          unknowns: [
            { name: 'with a number that cannot be read', occurrences: '3' },
            { name: 'without its time', occurrences: '1' },
          ],
          sums: [{ lines: '4', rows_read: '15', rows_written: '4' }],
        });
    } finally {
      close();
    }
  });

  async function told(address: string) {
    const spool = join(folder, address.slice(-4));
    const wishes = { env: {}, day: DAYS, account: ACCOUNT, spool, patience: HASTE };
    const { files } = await askDays(address, wishes);
    const database = await LogDatabase.open();
    try {
      await database.load(files.map(({ path }) => path));
      return await database.lineFaults();
    } finally {
      database.close();
    }
  }
});
