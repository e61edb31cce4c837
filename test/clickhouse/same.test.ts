// The sums of a table are those of the files, to the last integer: on two nodes of Debian's
// ClickHouse, and in today's engine, whatever way events, shards and requests are divided.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askDays } from '../../src/sources/inputs/clickhouse/ask.ts';
import { ddl } from '../../src/sources/inputs/clickhouse/ddl.ts';
import type { Mapping } from '../../src/sources/inputs/clickhouse/mapping.ts';
import { ACCOUNT } from '../logs/log-database.ts';
import { CHDB, startChdb } from '../support/clickhouse/chdb.ts';
import { HAS_CLICKHOUSE, type Node, startCluster } from '../support/clickhouse/cluster.ts';
import { eventsOf, linesOf, recordOf } from '../support/clickhouse/events.ts';
import { temporary } from '../support/temp.ts';
import { runs } from '../support/tier.ts';
import {
  ask,
  contentOf,
  DAYS,
  fillFrom,
  fillTable,
  HASTE,
  half,
  logpushFile,
  objectOf,
} from './stage.ts';

const EVENTS = runs(50_000, 5_000_000);
/** Of the events of a soak the file alone takes some minutes to write. */
const timeout = runs(600_000, 7_200_000);

const folder = temporary(afterAll);
let expected: Record<string, string>;

beforeAll(async () => {
  const file = logpushFile(folder, EVENTS);
  expected = await contentOf([file]);
  rmSync(file);
}, timeout);

describe.skipIf(!HAS_CLICKHOUSE)('two nodes of ClickHouse 18', () => {
  let nodes: [Node, Node];

  beforeAll(async () => {
    nodes = await startCluster(join(folder, 'cluster'));
    await fillTable(nodes, 'by_object', eventsOf(EVENTS, 2), (event) =>
      half(event.script + objectOf(event)),
    );
    await fillFrom(nodes, 'by_hour', 'by_object', 'intDiv(EventTimestampMs, 3600000) % 2');
  }, timeout);
  afterAll(async () => {
    for (const node of nodes) await node.end();
  });

  test.each([
    ['by_object', 1],
    ['by_hour', 3],
  ])(
    'events divided %s, asked in %i requests a day',
    { tags: 'journey', timeout },
    async (table, parts) => {
      const spool = join(folder, `${table}-${parts}`);
      const { files } = await ask(nodes[0], table, spool, { parts });
      expect(files).toHaveLength(2);
      expect(await contentOf(files.map(({ path }) => path))).toEqual(expected);
    },
  );

  test('the same events are the same bytes, whichever node and whatever way they are divided', {
    timeout,
  }, async () => {
    const spools = ['one', 'other'].map((name) => join(folder, name));
    const [one, other] = [
      await ask(nodes[0], 'by_hour', spools[0] as string, { parts: 1 }),
      await ask(nodes[0], 'by_hour', spools[1] as string, { parts: 5 }),
    ];
    const bytes = ({ files }: typeof one) => files.map(({ path }) => readFileSync(path, 'base64'));
    expect(bytes(other)).toEqual(bytes(one));
  });

  test('columns that are called as the queries call their own', {
    tags: 'journey',
    timeout,
  }, async () => {
    await nodes[0].run(ownNames('logs.by_hour', OWN_NAMES));
    const { files } = await ask(nodes[0], 'own_names', join(folder, 'own'), {
      mapping: mappingOf(OWN_NAMES),
    });
    expect(files).toHaveLength(2);
    expect(await contentOf(files.map(({ path }) => path))).toEqual(expected);
  });
});

/** Fields, columns of a stranger's table for them, and how those are made of the printed table. */
const OWN_NAMES: readonly Named[] = [
  ['EventTimestampMs', 'event_ms', '? * 1000000'],
  ['EventType', 'kind'],
  ['ScriptName', 'script'],
  ['Entrypoint', 'entrypoint'],
  ['DispatchNamespace', 'place_namespace'],
  ['Outcome', 'event_outcome'],
  ['DurableObjectId', 'object_id'],
  ['WallTimeMs', 'wall', 'toFloat64(?)'],
  ['CPUTimeMs', 'first', 'toString(?)'],
  ['Status', 'status', 'toNullable(?)'],
  ['LogLines', 'lines_logged'],
  ['IsTruncated', 'is_truncated'],
  ['Usage.at', 'said'],
  ['Usage.v', 'line_v'],
  ['Usage.t', 'tenant'],
  ['Usage.c', 'class'],
  ['Usage.o', 'line_object_id'],
  ['Usage.n', 'nonce'],
  ['Usage.k', 'line_kind'],
  ['Usage.rr', 'firsts'],
  ['Usage.rw', 'second'],
  ['Usage.db', 'bytes'],
];

type Named = readonly [field: string, name: string, read?: string];

/** Also has columns that nothing maps, called as names of the queries. */
function ownNames(table: string, names: readonly Named[]): string {
  const columns = names.map(
    ([field, name, read = '?']) => `${read.replace('?', `\`${field}\``)} AS ${name}`,
  );
  return `CREATE TABLE logs.own_names ENGINE = MergeTree ORDER BY tuple() AS
    SELECT ${columns.join(', ')}, 'no' AS records, 'no' AS section, 7 AS is_in_part FROM ${table}`;
}

function mappingOf(names: readonly Named[]): Mapping {
  const columns = Object.fromEntries(names.map(([field, name]) => [field, name]));
  return { columns, timeUnit: 'ns' };
}

/** Tables of today's engine, and in how many requests a day of them is asked. */
const ASKED = [
  ...([['good', 1] as const, ['json', 1] as const, ['own_names', 1] as const] as const),
  ...runs([], [['good', 4] as const, ['json', 3] as const]),
];

describe.skipIf(CHDB === undefined)("today's ClickHouse, with Logpush as it comes", () => {
  test('a table by the printed DDL, and one with JSON alone', {
    timeout,
  }, async () => {
    const { port, run, close } = await startChdb(join(folder, 'chdb'));
    try {
      await run('CREATE DATABASE logs');
      await run(ddl({ database: 'logs', table: 'good' }).split(';')[0] as string);
      for (const lines of linesOf(eventsOf(EVENTS, 2), recordOf))
        await run('INSERT INTO logs.good FORMAT JSONEachRow', lines);
      await run(`CREATE TABLE logs.json ENGINE = MergeTree ORDER BY tuple() AS
        SELECT EventTimestampMs, EventType, ScriptName, Entrypoint, DispatchNamespace, Outcome,
          WallTimeMs, CPUTimeMs, Event, Exceptions, Logs FROM logs.good`);
      const names = OWN_NAMES.filter(([field]) => field !== 'DurableObjectId');
      await run(ownNames('logs.good', names));
      for (const [table, parts] of ASKED) {
        const { files } = await askDays(`clickhouse://127.0.0.1:${port}/logs.${table}`, {
          ...{
            env: {},
            day: DAYS,
            account: ACCOUNT,
            spool: join(folder, 'chdb-asked'),
            patience: HASTE,
          },
          parts,
          ...(table === 'own_names' ? { mapping: mappingOf(names) } : {}),
        });
        expect(await contentOf(files.map(({ path }) => path))).toEqual(expected);
      }
    } finally {
      close();
    }
  });
});
