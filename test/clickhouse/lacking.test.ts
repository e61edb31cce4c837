// @module-tag journey
// What usage lines lack is counted and named, not left out or taken for 0 in silence.
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { askDays } from '../../src/sources/inputs/clickhouse/ask.ts';
import { ddl } from '../../src/sources/inputs/clickhouse/ddl.ts';
import { queryOf } from '../../src/sources/inputs/clickhouse/dialect.ts';
import type { Mapping } from '../../src/sources/inputs/clickhouse/mapping.ts';
import { ACCOUNT, LogDatabase, logpush, ndjson, START } from '../logs/log-database.ts';
import { CHDB, startChdb } from '../support/clickhouse/chdb.ts';
import { HAS_CLICKHOUSE, startCluster } from '../support/clickhouse/cluster.ts';
import { temporary } from '../support/temp.ts';
import { DAYS, HASTE } from './stage.ts';

const folder = temporary(afterAll);

/** An event with a usage line of these numbers. */
const line = (i: number, numbers: Record<string, unknown>) =>
  logpush({
    ...{ at: START + i, script: 'chat', entrypoint: 'Room' },
    logs: [[{ usage: { v: 1, t: 'acme', c: 'Room', n: `n${i}`, ...numbers } }]],
  });

/** Events as Logpush writes them; the usage line of the last has no time. */
function recordsOfLogpush() {
  const timeless = line(6, { rr: 1, rw: -1 });
  const [log] = timeless.Logs as Record<string, unknown>[];
  return [
    line(1, { rr: 7, rw: 2, db: 4096 }),
    line(2, { rr: '8', rw: -1, db: null }),
    line(3, { rr: 'many', rw: 2.5, db: 4096 }),
    line(4, { rr: {}, rw: 3 }),
    line(5, { v: 2, rr: 'of another version', rw: -9 }),
    line(7, { rr: -5, rw: '-7', db: -1 }),
    line(8, { rr: '-0', rw: 0, db: -4096 }),
    line(9, { rr: 1e18, rw: -1e18, db: 'large' }),
    { ...timeless, Logs: [{ ...log, TimestampMs: 'soon' }] },
  ];
}

const TOLD = {
  unknowns: [
    { name: 'with a number that cannot be read', occurrences: '12' },
    { name: 'without its time', occurrences: '1' },
  ],
  sums: [{ lines: '7', rows_read: '15', rows_written: '5', database_bytes: '4096' }],
};

/** Rows whose usage lines are columns: version, rows read and written, and size of each line. */
const PLAIN: readonly (readonly [v: string, rr: number, rw: number, db: number])[][] = [
  [['1', 7, 2, 4096]],
  [
    ['1', -5, 3, -1],
    ['', 8, -1, -2],
  ],
  [
    ['2', -9, -9, -9],
    ['1', 0, 0, -4096],
  ],
];

const TOLD_OF_PLAIN = {
  unknowns: [{ name: 'with a number that cannot be read', occurrences: '4' }],
  sums: [{ lines: '4', rows_read: '15', rows_written: '5', database_bytes: '4096' }],
};

type Run = (query: string, body?: string) => Promise<unknown>;

async function fillPlain(run: Run) {
  await run('CREATE DATABASE IF NOT EXISTS logs');
  await run(queryOf('ddl-plain').replace('{table}', 'logs.plain'));
  const rows = PLAIN.map((lines, i) => ({
    ...{ EventTimestampMs: START + i, EventType: 'fetch', ScriptName: 'chat', Entrypoint: 'Room' },
    'Usage.at': lines.map((_, j) => START + 10 * i + j),
    ...Object.fromEntries(['t', 'c', 'o', 'k'].map((key) => [`Usage.${key}`, lines.map(() => '')])),
    'Usage.n': lines.map((_, j) => `n${i}-${j}`),
    'Usage.v': lines.map(([v]) => v),
    'Usage.rr': lines.map(([, rr]) => rr),
    'Usage.rw': lines.map(([, , rw]) => rw),
    'Usage.db': lines.map(([, , , db]) => db),
  }));
  const body = rows.map((row) => JSON.stringify(row)).join('\n');
  await run('INSERT INTO logs.plain FORMAT JSONEachRow', body);
  // What is 0 there is NULL here, and so is a size that a line lacks.
  const known = ([key, none]: readonly [string, number]) =>
    `arrayMap(x -> if(x = ${none}, NULL, x), \`Usage.${key}\`) AS known_${key}`;
  await run(`CREATE TABLE logs.nulls ENGINE = MergeTree ORDER BY tuple() AS
    SELECT *, ${NULLABLE.map(known).join(', ')} FROM logs.plain`);
  await run(`CREATE TABLE logs.sizeless ENGINE = MergeTree ORDER BY tuple() AS
    SELECT ${BUT_SIZES} FROM logs.plain`);
}

/** Columns of the printed table but for sizes: a table without them states none. */
const BUT_SIZES = `EventTimestampMs, EventType, ScriptName, Entrypoint, Usage.at, Usage.v, Usage.t,
  Usage.c, Usage.o, Usage.n, Usage.k, Usage.rr, Usage.rw`;

const TOLD_OF_SIZELESS = {
  unknowns: [{ name: 'with a number that cannot be read', occurrences: '2' }],
  sums: [{ ...TOLD_OF_PLAIN.sums[0], database_bytes: null }],
};

const NULLABLE = [['rr', 0] as const, ['rw', 0] as const, ['db', -1] as const];

/** The mapping for the table `nulls`. */
const NULLS: Mapping = {
  columns: Object.fromEntries(NULLABLE.map(([key]) => [`Usage.${key}`, `known_${key}`])),
};

describe.skipIf(CHDB === undefined)("in today's ClickHouse", () => {
  test('numbers that cannot be read, and lines without a time', { timeout: 300_000 }, async () => {
    const { port, run, close } = await startChdb(join(folder, 'chdb'));
    const records = recordsOfLogpush();
    try {
      expect(await toldBy([ndjson(folder, 'events.ndjson', records)])).toEqual(TOLD);
      await run('CREATE DATABASE logs');
      await run(ddl({ database: 'logs', table: 'good' }).split(';')[0] as string);
      const body = records.map((record) => JSON.stringify(record)).join('\n');
      await run('INSERT INTO logs.good FORMAT JSONEachRow', body);
      const columns = `EventTimestampMs, EventType, ScriptName, Entrypoint, DispatchNamespace,
        Outcome, WallTimeMs, CPUTimeMs, Event, Exceptions, Logs`;
      await run(`CREATE TABLE logs.json ENGINE = MergeTree ORDER BY tuple() AS
        SELECT ${columns} FROM logs.good`);
      // Numbers are columns of their own, and only the log says which of them cannot be read.
      await run(`CREATE TABLE logs.both ENGINE = MergeTree ORDER BY tuple() AS
        SELECT ${columns}, Usage.rr, Usage.rw, Usage.db FROM logs.good`);
      for (const table of ['good', 'json', 'both']) expect(await told(port, table)).toEqual(TOLD);
      await fillPlain(run);
      expect(await told(port, 'plain')).toEqual(TOLD_OF_PLAIN);
      expect(await told(port, 'nulls', NULLS)).toEqual(TOLD_OF_PLAIN);
      expect(await told(port, 'sizeless')).toEqual(TOLD_OF_SIZELESS);
    } finally {
      close();
    }
  });
});

describe.skipIf(!HAS_CLICKHOUSE)('in ClickHouse 18', () => {
  test('numbers below 0 in columns', { timeout: 300_000 }, async () => {
    const nodes = await startCluster(join(folder, 'cluster'));
    try {
      const [{ ports }] = nodes;
      await fillPlain((query, body) => nodes[0].run(query, body));
      expect(await told(ports.http, 'plain')).toEqual(TOLD_OF_PLAIN);
      expect(await told(ports.http, 'nulls', NULLS)).toEqual(TOLD_OF_PLAIN);
      expect(await told(ports.http, 'sizeless')).toEqual(TOLD_OF_SIZELESS);
    } finally {
      for (const node of nodes) await node.end();
    }
  });
});

async function told(port: number, table: string, mapping: Mapping = {}) {
  const spool = join(folder, `${port}-${table}`);
  const wishes = { env: {}, day: DAYS, account: ACCOUNT, spool, mapping, patience: HASTE };
  const { files } = await askDays(`clickhouse://127.0.0.1:${port}/logs.${table}`, wishes);
  return toldBy(files.map(({ path }) => path));
}

async function toldBy(paths: readonly string[]) {
  const database = await LogDatabase.open();
  try {
    await database.load(paths);
    return await database.lineFaults();
  } finally {
    database.close();
  }
}
