// A chat platform with three tenants in the real workerd: what was driven is what was stored.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporary } from '../support/temp.ts';
import { runs, seeded } from '../support/tier.ts';
import { type Answers, CASES, drive, expectedEvents, expectedLines, TENANTS } from './drive.ts';
import { download, load, select } from './load.ts';
import { statement } from './sql.ts';
import { compile, eventsOf, type Stored, type Usage, usagesOf, World } from './world.ts';

let world: World;
let answers: Answers;
let objects: Map<string, string>;
let events: Stored[];
let usages: Usage[];

beforeAll(async () => {
  const folder = temporary(afterAll);
  compile(folder);
  world = new World(folder);
  answers = await drive(world);
  await world.settled();
  objects = await world.objects('tail');
  events = eventsOf(objects);
  usages = usagesOf(events);
});

afterAll(() => world?.dispose());

const linesOf = (tenant: string) => usages.filter(({ t }) => t === tenant);
const rows = ({ k, rr, rw }: Usage) => [k, rr, rw];
const idOf = (tenant: string) => linesOf(tenant)[0]?.o;

/** Whether a line is of a tenant's room rather than of a try of its own. */
const isRoom = ({ t, c }: Usage) =>
  TENANTS.some(([tenant]) => tenant === t) && ['ChatRoom', 'CallRoom', 'Old'].includes(c);

/** The kind of an event, told as the documentation of TraceItem has it. */
function kindOf(event: NonNullable<Stored['event']>): string | undefined {
  const { request, rpcMethod, scheduledTime, getWebSocketEvent } = event;
  if (request) return request.headers?.upgrade === 'websocket' ? 'upgrade' : 'http';
  if (getWebSocketEvent)
    return getWebSocketEvent.webSocketEventType === 'message' ? 'ws' : 'ws_end';
  return rpcMethod !== undefined ? 'rpc' : scheduledTime && 'alarm';
}

describe('the rooms of three tenants', () => {
  const mine = () => usages.filter(isRoom);

  test('work as if they were not metered', () => {
    for (const [tenant, n] of TENANTS) {
      const said = Array.from({ length: n }, () => 'heard');
      expect(answers.rooms[tenant]).toEqual({
        topic: 'topic 1',
        thrown: 'Error: thrown on purpose',
        heard: ['pong', ...said],
        called: said,
      });
    }
  });

  test('leave a line an event with the rows that SQLite counted', () => {
    const sums: Record<
      string,
      [lines: number, read: number | undefined, written: number | undefined]
    > = {};
    for (const { t, c, k, rr, rw } of mine()) {
      const [lines, read, written] = sums[`${t} ${c} ${k}`] ?? [0, undefined, undefined];
      const sum = (a?: number, b?: number) => (a === undefined ? b : a + (b ?? 0));
      sums[`${t} ${c} ${k}`] = [lines + 1, sum(rr, read), sum(rw, written)];
    }
    expect(sums).toEqual(expectedLines());
  });

  test('leave the events that logs have, and no other', () => {
    const ids = new Set(mine().map(({ o }) => o));
    const counts: Record<string, number> = {};
    for (const { entrypoint, durableObjectId, event } of events) {
      if (!ids.has(durableObjectId ?? '')) continue;
      const kind = `${entrypoint} ${kindOf(event ?? {})}`;
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    expect(counts).toEqual(expectedEvents());
  });

  test('lines name the objects that the runtime names', () => {
    const ids = new Set(events.map(({ durableObjectId }) => durableObjectId));
    expect(mine().filter(({ o }) => !ids.has(o) || !/^[0-9a-f]{64}$/.test(o))).toEqual([]);
    expect(new Set(mine().map(({ o }) => o)).size).toBe(9);
  });

  test('lines give the size of the database where there is one', () => {
    const sizes = mine().filter(({ c, db }) =>
      c === 'Old' ? db !== undefined : !(Number(db) > 0),
    );
    expect(sizes).toEqual([]);
  });
});

describe('rows', () => {
  test.each(CASES.map((one, i) => [...one, i] as const))('%s', (_, read, written, i) => {
    const own = events.find(
      ({ durableObjectId, event }) =>
        durableObjectId === idOf(`case-${i}`) && event?.rpcMethod === 'query',
    );
    expect(usagesOf(own ? [own] : []).map(rows)).toEqual([['rpc', read, written]]);
  });

  test('several statements in one exec are refused before any runs', () => {
    const refusal = answers.queries[CASES.findIndex(([sql]) => sql.includes(';'))];
    expect(refusal).toMatch(/2 statements in one exec\(\).*set multiple: 'split'/);
  });

  test('a cursor that is left after 2 of 100 has read 3', () => {
    const left = linesOf('peek').filter(({ rw }) => rw === 0);
    expect(left.map(rows)).toEqual([['rpc', 3, 0]]);
  });

  test('a cursor that the answer reads on counts on the line after', () => {
    expect(answers.stream).toBe('1\n2\n3\n4\n5\n');
    const [, read, next] = linesOf('stream')
      .map(rows)
      .sort((a, b) => `${b[2]}${b[0]}`.localeCompare(`${a[2]}${a[0]}`));
    expect([read, next]).toEqual([
      ['rpc', 4, 0],
      ['http', 1, 0],
    ]);
  });
});

describe('events that overlap in one object', () => {
  test('are kept apart by their handles, for three tenants', () => {
    const id = usages.find(({ c, t, rw }) => c === 'Board' && t === 'cedar' && rw === 3)?.o;
    const posts = usages.filter(({ o }) => o === id).map(({ t, rr, rw }) => [t, rr, rw]);
    // The first also creates the table.
    expect(posts.sort()).toEqual([
      ['acme', 1, 1 + 2],
      ['borealis', 0, 2],
      ['cedar', 0, 3],
    ]);
  });

  test('are kept apart by an AsyncLocalStorage', () => {
    const written = usages.filter(({ c }) => c === 'Diary').map(({ rw }) => rw);
    // The first also creates the table.
    expect(written.sort()).toEqual([1 + 2, 4, 9]);
  });

  test('else lose no row between them', () => {
    const slow = linesOf('slow');
    expect(slow.map(({ k }) => k)).toEqual(['http', 'http', 'http']);
    expect(slow.reduce((sum, { rw }) => sum + Number(rw), 0)).toBe(3 + 3 * 2);
  });

  test('a line rides on whichever event is current, so it says all by itself', () => {
    const board = events.filter(({ entrypoint }) => entrypoint === 'Board');
    expect(board.length).toBe(7);
    expect(usagesOf(board).length).toBe(6);
  });
});

test('statements outside of events go with the next line', () => {
  const lines = usages.filter(({ c, t, rw }) => c === 'Board' && t === 'cedar' && rw === 1 + 4);
  expect(lines).toHaveLength(1);
});

describe('splitting', () => {
  test('counts each statement and answers as the last', () => {
    expect(answers.batch).toEqual([{ body: 'last' }]);
    const [line] = linesOf('batch');
    expect(line).toMatchObject({ k: 'rpc', rw: 3 });
  });

  test('runs what the runtime would run of the whole', async () => {
    const texts = fc.sample(
      fc.array(statement, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('; ')),
      { numRuns: runs(30, 120), seed: seeded(4) },
    );
    for (let i = 0; i < texts.length; i += 10) {
      const results = await world.rpc('Board/splits/x', 'compare', texts.slice(i, i + 10));
      for (const { whole, parts } of results as { whole: unknown; parts: unknown }[]) {
        expect(parts).toEqual(whole);
        expect(whole).toBeInstanceOf(Array);
      }
    }
  });
});

describe('the Tail Worker', () => {
  test('writes an object a batch, in a folder a day, and nothing that is secret', () => {
    const written = [...objects];
    const name = /^trace-events\/(\d{8})\/\1T\d{6}Z_[0-9a-f-]{36}\.log\.gz$/;
    expect(written.filter(([key]) => !name.test(key))).toEqual([]);
    expect(written.filter(([, text]) => !text.endsWith('}\n'))).toEqual([]);
    expect(written.filter(([, text]) => /secret|"cf"|stack/.test(text))).toEqual([]);
  });

  test('says what came of an event', () => {
    const thrown = events.filter(({ outcome }) => outcome === 'exception');
    // What an RPC method throws is its caller's business: to the runtime all went well.
    expect(thrown.map(({ entrypoint, event }) => [entrypoint, Object.keys(event ?? {})])).toEqual([
      ['ChatRoom', ['request']],
    ]);
    expect(thrown[0]?.exceptions).toEqual([{ timestamp: expect.any(Number), name: 'Error' }]);
    expect(usagesOf(thrown).map(rows)).toEqual([['http', 3, 3 + 2]]);
  });

  // A runtime on its own measures no time: every duration is 0, so none is asserted here.
  test('has no durations from a local runtime', () => {
    expect(events.filter(({ wallTime, cpuTime }) => wallTime !== 0 || cpuTime !== 0)).toEqual([]);
  });

  const put = async (failures: number) =>
    JSON.parse(await world.fetch(`/?failures=${failures}`, 'flaky')) as {
      keys: string[];
      error?: string;
    };

  test('tries again under the same key, and leaves out an event that cannot be read', async () => {
    const { keys, error } = await put(2);
    expect(error).toBeUndefined();
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    const text = (await world.objects('flaky')).get(keys[0] ?? '') ?? '';
    const line = {
      eventTimestamp: 1795704388084,
      scriptName: 'chat',
      outcome: 'exception',
      event: {
        request: { method: 'GET', url: 'https://chat.example/acme' },
        response: { status: 200 },
      },
      exceptions: [{ timestamp: 1795704388084, name: 'Error' }],
      logs: [
        { timestamp: 2, level: 'log', message: ['{"usage":{"v":1}}'] },
        { timestamp: 3, level: 'log', message: [{ usage: { v: 1 } }] },
      ],
    };
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((one) => JSON.parse(one)),
    ).toEqual([line, line]);
  });

  test('shows a batch that could not be written as an exception', async () => {
    const { keys, error } = await put(3);
    expect(error).toBe('Error: R2 is busy');
    expect((await world.objects('flaky')).has(keys[0] ?? '')).toBe(false);
  });
});

describe('flaretally load', () => {
  let folder: string;

  beforeAll(async () => {
    folder = temporary(afterAll);
    download(objects, folder);
    expect(await load(folder)).toMatchObject({ code: 0 });
  });

  test('counts the events that were driven, by kind', async () => {
    const ids = usages.filter(isRoom).map(({ o }) => `'${o}'`);
    const rows = await select(
      folder,
      `select entrypoint || ' ' || kind as kind, sum(events) as events
       from staging.log_hours join raw.log_objects using (account, object_key)
       where object_id in (${ids}) group by all`,
    );
    expect(Object.fromEntries(rows.map(({ kind, events }) => [kind, Number(events)]))).toEqual(
      expectedEvents(),
    );
  });

  test('counts every line and row, by tenant, class and kind', async () => {
    const rows = await select(
      folder,
      `select tenant || ' ' || class || ' ' || kind as kind, sum(lines) as lines,
         sum(rows_read) as rows_read, sum(rows_written) as rows_written
       from staging.log_usage_hours group by all`,
    );
    const loaded = Object.fromEntries(
      rows.map(({ kind, lines, rows_read, rows_written }) => [
        kind,
        [lines, rows_read, rows_written].map(Number),
      ]),
    );
    for (const [kind, expected] of Object.entries(expectedLines()))
      expect(loaded[kind], kind).toEqual(expected.map((n) => n ?? 0));
    const total = rows.reduce((sum, { lines }) => sum + Number(lines), 0);
    expect(total).toBe(usages.length);
  });

  test('knows each object by the id that the runtime gives it', async () => {
    const rows = await select(folder, 'select object_id from raw.log_objects');
    const ids = new Set(events.map(({ durableObjectId }) => durableObjectId));
    expect(new Set(rows.map(({ object_id }) => object_id))).toEqual(ids);
  });
});
