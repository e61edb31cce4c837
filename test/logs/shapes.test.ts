// Records as exporters, jq and wrangler write them: the same events, however they stand in a file.
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { kindsOf } from '../../src/load/kinds.ts';
import { inspect } from '../../src/sources/files.ts';
import { temporary } from '../support/temp.ts';
import { LogDatabase } from './log-database.ts';

const AT = Date.UTC(2026, 9, 20);
const logpush = (i: number, time: unknown = AT + i * 60_000) => ({
  CPUTimeMs: 2,
  Entrypoint: 'Room',
  Event: { RayID: `${i}`, Response: { Status: 200 } },
  EventTimestampMs: time,
  EventType: 'fetch',
  Logs: [{ Message: ['{"say":"}{"}'], TimestampMs: AT }],
  Outcome: 'ok',
  ScriptName: 'game',
  WallTimeMs: 9,
});
const tail = (i: number) => ({
  eventTimestamp: AT + i * 60_000,
  outcome: 'ok',
  scriptName: 'game',
  entrypoint: 'Room',
  event: { request: { url: 'https://x.example/' }, response: { status: 200 } },
  logs: [],
  cpuTime: 2,
  wallTime: 9,
});
const RECORDS = [0, 1, 2].map((i) => logpush(i));
const timed = (time: (ms: number) => unknown) =>
  lines([0, 1, 2].map((i) => logpush(i, time(AT + i * 60_000))));
const lines = (records: unknown[]) => records.map((one) => JSON.stringify(one)).join('\n');
const spread = (records: unknown[]) =>
  records.map((one) => JSON.stringify(one, null, 2)).join('\n');

let database: LogDatabase;
beforeAll(async () => {
  database = await LogDatabase.open();
});
afterAll(() => database.close());

test.each([
  ['a line each', lines(RECORDS)],
  ['an array', JSON.stringify(RECORDS)],
  ['an array, a line each', `[\n${lines(RECORDS).replaceAll('\n', ',\n')}\n]`],
  ['an indented array', JSON.stringify(RECORDS, null, 2)],
  ['indented', spread(RECORDS)],
  ['wrangler tail --format json', spread([0, 1, 2].map(tail))],
  ['an array of trace items', JSON.stringify([0, 1, 2].map(tail))],
  ['seconds', timed((ms) => ms / 1000)],
  ['nanoseconds', lines(RECORDS).replaceAll(/(EventTimestampMs":\d{13})/g, '$1000000')],
  ['milliseconds as text', timed(String)],
  ['RFC 3339', timed((ms) => new Date(ms).toISOString())],
  [
    'RFC 3339 with an offset',
    timed((ms) => new Date(ms + 7_200_000).toISOString().replace('Z', '+02:00')),
  ],
])('%s', async (name, text) => {
  const path = join(temporary(onTestFinished), `${name.replaceAll(/\W/g, '')}.log`);
  writeFileSync(path, text);
  const [digest = ''] = await database.load([path]);
  expect(
    await database.rows(`select events::varchar as events, rejects::varchar as rejects,
      first_event_at::varchar as first, last_event_at::varchar as last
      from raw.log_files where load_id = '${digest}'`),
  ).toEqual([
    { events: '3', rejects: '0', first: '2026-10-20 00:00:00', last: '2026-10-20 00:02:00' },
  ]);
  await database.undo(digest);
});

test.each(['2026-10-20', '2026-10-20T00:00:00', 179245440000, 17924544, 'soon', 1.5, true, null])(
  'the time %j is none without doubt',
  async (time) => {
    const path = join(temporary(onTestFinished), 'events.log');
    writeFileSync(path, lines([logpush(0), logpush(1, time)]));
    const [digest = ''] = await database.load([path]);
    const of = (sql: string) => database.rows(`${sql} where load_id = '${digest}'`);
    expect(await of('select events::varchar as events from raw.log_files')).toEqual([
      { events: '1' },
    ]);
    expect(await of('select line::varchar as line, reason from raw.rejects')).toEqual([
      { line: '2', reason: expect.stringMatching(/^EventTimestampMs is no time/) },
    ]);
    await database.db.run('delete from raw.rejects');
    await database.undo(digest);
  },
);

const EVENT = {
  timestamp: '2026-10-20T00:01:27.334Z',
  $workers: {
    requestId: 'Z1',
    scriptName: 'check',
    outcome: 'ok',
    wallTimeMs: 9,
    cpuTimeMs: 1,
    event: { rpcMethod: 'ping' },
    entrypoint: 'Checker',
    executionModel: 'durableObject',
  },
  $metadata: { requestId: 'Z1', type: 'cf-worker' },
};

const TABLE = `EventTimestampMs,EventType,ScriptName,Outcome
${AT},fetch,game,ok
${AT + 1},fetch,game,ok
`;

test.each([
  ['batch_prefix', JSON.stringify({ batch: RECORDS }), 3],
  ['Workers Logs, a line each', lines([EVENT, EVENT]), 1],
  ['Workers Logs, indented', spread([EVENT]), 1],
  [
    'Workers Logs, as the API answers',
    JSON.stringify({ success: true, result: { events: { events: [EVENT] } } }),
    1,
  ],
  ['inside an event', lines(RECORDS.map((event) => ({ event, time: 1 }))), 3],
  ['inside a text', lines(RECORDS.map((one) => ({ message: JSON.stringify(one) }))), 3],
  ['separated by tabs', TABLE.replaceAll(',', '\t'), 2],
  ['separated by semicolons', TABLE.replaceAll(',', ';'), 2],
])('%s is named with the command that converts it', async (_, text, events) => {
  const work = temporary(onTestFinished);
  const path = join(work, 'logs.json');
  writeFileSync(path, text);
  const refused = await kindsOf([await inspect(path, true)], {}).catch((error) => error);
  expect(refused).toMatchObject({ code: 'E_KIND_UNKNOWN', exit: 2 });
  const [command, file = ''] = /^jq .* > (converted\.\w+)/.exec(refused.fix) ?? [];
  if (spawnSync('jq', ['--version']).status !== 0) return;
  execFileSync('sh', ['-c', `${command}`], { cwd: work });
  const [digest = ''] = await database.load([join(work, file)]);
  const [row] = await database.rows<{ events: string }>(
    `select events::varchar as events from raw.log_files where load_id = '${digest}'`,
  );
  expect(row).toEqual({ events: String(events) });
  await database.undo(digest);
});
