// @module-tag journey
// The same events, whichever surface and format delivers them, become the same sums.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Database } from '../../src/store/database.ts';
import { temporary } from '../support/temp.ts';
import {
  type Event,
  LogDatabase,
  logpush,
  ndjson,
  objectId,
  START,
  trace,
  usage,
} from './log-database.ts';

const room = { entrypoint: 'ChatRoom', object: objectId(7) };
const said = (n: string, k: string) =>
  usage({ t: 'acme', c: 'ChatRoom', o: objectId(7), n, k, rr: 3, rw: 1, db: 12_288 });

const EVENTS: Event[] = [
  { at: START, ray: 'a1' },
  { at: START + 1000, ...room, ray: 'a2', status: 101, wall: 60_000, logs: [[said('n1', 'http')]] },
  {
    at: START + 2000,
    ...room,
    type: 'hibernatable_web_socket',
    logs: [['seen', JSON.stringify(said('n2', 'ws'))]],
  },
  {
    at: START + 2003,
    ...room,
    type: 'hibernatable_web_socket',
    logs: [[JSON.stringify(said('n3', 'ws')), 'seen']],
  },
  { at: START + 4000, ...room, type: 'worker_rpc', logs: [[said('n4', 'rpc')]] },
  {
    at: START + 3_600_000,
    ...room,
    type: 'alarm',
    outcome: 'exception',
    logs: [[said('n5', 'alarm')]],
  },
  { at: START + 3_600_001, type: 'scheduled' },
];

let database: LogDatabase;
const folder = temporary(afterAll);

beforeEach(async () => {
  database = await LogDatabase.open();
});
afterEach(() => database.close());

const HOURS = `select hour_at::varchar as hour, h.entrypoint, is_object, kind, outcome, events, wall_ms,
  o.object_id from staging.log_hours as h left join staging.log_objects as o using (object_key)
  order by all`;

const EXPECTED = [
  ['2026-10-20 00:00:00', '', false, 'http', 'ok', '1', '5', null],
  ['2026-10-20 00:00:00', 'ChatRoom', true, 'rpc', 'ok', '1', '5', objectId(7)],
  ['2026-10-20 00:00:00', 'ChatRoom', true, 'upgrade', 'ok', '1', '60000', objectId(7)],
  ['2026-10-20 00:00:00', 'ChatRoom', true, 'ws', 'ok', '2', '10', objectId(7)],
  ['2026-10-20 01:00:00', '', false, 'scheduled', 'ok', '1', '5', null],
  ['2026-10-20 01:00:00', 'ChatRoom', true, 'alarm', 'exception', '1', '5', objectId(7)],
];

async function convert(form: string): Promise<string> {
  const raw = ndjson(folder, 'events.log', EVENTS.map(logpush));
  const path = join(folder, `as-${form}`);
  if (form === 'raw') return raw;
  if (form === 'tail') return ndjson(folder, 'tail.log', EVENTS.map(trace));
  if (form === 'gzip') {
    writeFileSync(path, gzipSync(readFileSync(raw)));
    return path;
  }
  const db = await Database.open(':memory:');
  const lines = `read_csv('${raw}', columns = {l: 'VARCHAR'}, delim = '\x01', quote = '', escape = '',
    header = false, auto_detect = false)`;
  const fields = `select l->>'$.EventTimestampMs' as EventTimestampMs, l->>'$.EventType' as EventType,
    l->>'$.ScriptName' as ScriptName, l->>'$.Entrypoint' as Entrypoint, l->>'$.Outcome' as Outcome,
    l->>'$.WallTimeMs' as WallTimeMs, l->>'$.CPUTimeMs' as CPUTimeMs,
    l->>'$.DispatchNamespace' as DispatchNamespace, l->>'$.Event' as Event, l->>'$.Logs' as Logs,
    l->>'$.Exceptions' as Exceptions from ${lines}`;
  const nested = `select * from read_json('${raw}', format = 'newline_delimited')`;
  const copies: Record<string, string> = {
    zstd: `copy (select l from ${lines}) to '${path}' (format csv, compression zstd, header false,
      delimiter '\x01', quote '', escape '')`,
    csv: `copy (${fields}) to '${path}' (format csv, header true)`,
    parquet: `copy (${fields}) to '${path}' (format parquet)`,
    'nested-parquet': `copy (${nested}) to '${path}' (format parquet)`,
  };
  await db.run(copies[form] ?? '');
  db.close();
  return path;
}

describe.each(['raw', 'gzip', 'zstd', 'csv', 'parquet', 'nested-parquet', 'tail'])('%s', (form) => {
  test('is told by its bytes and gives the same sums', async () => {
    await database.load([await convert(form)]);
    expect((await database.rows(HOURS)).map((row) => Object.values(row))).toEqual(EXPECTED);
    expect(
      await database.rows(`select class, tenant, kind, lines, rows_read, rows_written, database_bytes
        from staging.log_usage_hours order by hour_at, kind`),
    ).toEqual(
      [
        ['http', '1'],
        ['rpc', '1'],
        ['ws', '2'],
        ['alarm', '1'],
      ].map(([kind, lines]) => ({
        class: 'ChatRoom',
        tenant: 'acme',
        kind,
        lines,
        rows_read: String(3 * Number(lines)),
        rows_written: lines,
        database_bytes: '12288',
      })),
    );
    expect(
      await database.rows(`select is_upgrade, starts_ms - ${START} as s, ends_ms - ${START} as e
        from staging.log_intervals order by all`),
    ).toEqual([
      { is_upgrade: false, s: '2000', e: '2008' },
      { is_upgrade: false, s: '4000', e: '4005' },
      { is_upgrade: false, s: '3600000', e: '3600005' },
      { is_upgrade: true, s: '1000', e: '61000' },
    ]);
    expect(await database.rows('select * from raw.rejects')).toEqual([]);
  });
});

test('an event told by both surfaces counts once where its usage line has a nonce', async () => {
  await database.load([await convert('raw')]);
  await database.load([await convert('tail')]);
  const [row] = await database.rows('select sum(lines)::varchar as n from staging.log_usage_hours');
  expect(row).toEqual({ n: '5' });
});

test('kinds and fields that nothing knows are counted and named', async () => {
  const odd = { ...logpush({ at: START, type: 'dream' }), Colo: 'AMS' };
  const trimmed: Record<string, unknown> = { ...odd };
  delete trimmed.WallTimeMs;
  await database.load([ndjson(folder, 'odd.log', [odd]), ndjson(folder, 'trim.log', [trimmed])]);
  expect(
    await database.rows(
      'select what, name, files, occurrences from staging.log_unknowns order by all',
    ),
  ).toEqual([
    { what: 'field', name: 'Colo', files: '2', occurrences: null },
    { what: 'kind', name: 'dream', files: '2', occurrences: '2' },
    { what: 'missing field', name: 'WallTimeMs', files: '1', occurrences: null },
  ]);
  expect(await database.rows('select kind, events from staging.log_hours')).toEqual([
    { kind: 'dream', events: '2' },
  ]);
});

test('a usage line is its own: tenant, object and hour are not those of the record', async () => {
  const late = { at: START + 3_599_000, ...room, saidAt: START + 3_600_500 };
  const other = usage({ t: 'borealis', c: 'Inventory', o: objectId(9), n: 'x', k: 'alarm', rr: 8 });
  await database.load([
    ndjson(folder, 'borrowed.log', [
      logpush({ ...late, type: 'alarm', logs: [[other], [said('y', 'ws')]] }),
    ]),
  ]);
  expect(
    await database.rows(`select hour_at::varchar as h, tenant, class, object_id, rows_read
      from staging.log_usage_hours join staging.log_objects using (object_key) order by tenant`),
  ).toEqual([
    {
      h: '2026-10-20 01:00:00',
      tenant: 'acme',
      class: 'ChatRoom',
      object_id: objectId(7),
      rows_read: '3',
    },
    {
      h: '2026-10-20 01:00:00',
      tenant: 'borealis',
      class: 'Inventory',
      object_id: objectId(9),
      rows_read: '8',
    },
  ]);
  expect(
    await database.rows('select hour_at::varchar as h, object_key from staging.log_hours'),
  ).toEqual([{ h: '2026-10-20 00:00:00', object_key: null }]);
});

test('what only looks like a usage line is none', async () => {
  const logs = [['the "usage" of it'], ['{"usage":'], [{ usage: 5 }], [usage({ v: 2, t: 'acme' })]];
  await database.load([ndjson(folder, 'alike.log', [logpush({ at: START, logs })])]);
  const rows = await database.rows('select tenant, lines from staging.log_usage_hours');
  expect(rows.filter(({ tenant }) => tenant !== null)).toEqual([]);
  expect(await database.rows('select events from staging.log_hours')).toEqual([{ events: '1' }]);
});

test('truncated messages are counted', async () => {
  const cut = logpush({ at: START, logs: [['fine'], ['<<<Logpush: messages truncated>>>']] });
  const traced = { ...trace({ at: START + 1 }), truncated: true };
  await database.load([ndjson(folder, 'cut.log', [cut]), ndjson(folder, 'cut-tail.log', [traced])]);
  expect(
    await database.rows(
      'select surface, truncated_records as n from staging.log_files order by all',
    ),
  ).toEqual([
    { surface: 'logpush', n: '1' },
    { surface: 'tail', n: '1' },
  ]);
});
