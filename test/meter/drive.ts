// What the tests do to the platform, and what it must come to. Rows are those that the runtime was
// seen to count; `messages` has one index, so that an insert writes two.
import type { World } from './world.ts';

/** Tenants, each busier than the one before. */
export const TENANTS = [
  ['acme', 1],
  ['borealis', 2],
  ['cedar', 3],
] as const;

/** Statements after 14 messages: rows read and written. */
export const CASES: readonly [sql: string, read: number, written: number][] = [
  ['SELECT * FROM messages', 14, 0],
  ['SELECT count(*) FROM messages', 14, 0],
  ['SELECT * FROM messages ORDER BY body LIMIT 1', 28, 0],
  [`UPDATE messages SET author = 'x' WHERE id = 3`, 1, 2],
  [`UPDATE messages SET body = 'x' WHERE id = 3`, 1, 1],
  ['DELETE FROM messages WHERE id = 3', 1, 1],
  ['INSERT INTO messages(author) SELECT author FROM messages LIMIT 10', 20, 20],
  ['CREATE TABLE other(x)', 1, 2],
  // Refused by the meter, by SQLite, by a constraint: an exception tells no rows.
  ['INSERT INTO messages(id) VALUES (20); INSERT INTO messages(id) VALUES (21)', 0, 0],
  ['SELEC', 0, 0],
  ['INSERT INTO messages(id) VALUES (1)', 0, 0],
];

const BATCH = `INSERT INTO notes VALUES (';'); -- one
  INSERT INTO notes VALUES ('two'); INSERT INTO notes VALUES (?) RETURNING body;`;

export interface Answers {
  rooms: Record<string, { topic: unknown; thrown: unknown; heard: string[]; called: string[] }>;
  queries: unknown[];
  batch: unknown;
  stream: string;
}

type Call = [method: string, ...args: unknown[]];

/** A day at the platform; gives what callers were answered. */
export async function drive(world: World): Promise<Answers> {
  const [rooms, queries, stream] = await Promise.all([
    Promise.all(
      TENANTS.map(async ([tenant, n]) => [tenant, await room(world, tenant, n)] as const),
    ),
    Promise.all(CASES.map(([sql], i) => afterMessages(world, `case-${i}`, 14, 'query', sql))),
    streamed(world),
    afterMessages(world, 'peek', 100, 'peek', 2),
    world.fetch('/ChatRoom/failing/x/fail'),
    ...TENANTS.map(() => world.fetch('/ChatRoom/slow/x/slow')),
    world.overlapping(
      'Board/all/notes',
      'post',
      TENANTS.map(([tenant, n]) => [tenant, n]),
    ),
    world.overlapping(
      'Diary/all/notes',
      'write',
      TENANTS.map(([, n]) => [n * n]),
    ),
  ]);
  await world.rpc('Board/outside/notes', 'post', 'acme', 1);
  await world.rpc('Board/outside/notes', 'mutter', 4);
  await world.rpc('Board/outside/notes', 'post', 'cedar', 1);
  const batch = await world.rpc('Board/outside/notes', 'batch', BATCH, 'last');
  return { rooms: Object.fromEntries(rooms), queries, batch, stream };
}

async function afterMessages(world: World, name: string, messages: number, ...call: Call) {
  await world.rpc(`ChatRoom/${name}/x`, 'fill', messages);
  return world.rpc(`ChatRoom/${name}/x`, ...call);
}

async function streamed(world: World): Promise<string> {
  await world.rpc('ChatRoom/stream/x', 'fill', 5);
  const text = await world.fetch('/ChatRoom/stream/x/stream');
  await world.rpc('ChatRoom/stream/x', 'query', 'SELECT 1');
  return text;
}

async function room(world: World, tenant: string, n: number) {
  const chat = `ChatRoom/${tenant}/lobby`;
  const many = (what: string) => Array.from({ length: n }, () => what);
  for (const path of many(`/${chat}/say?token=secret`)) await world.fetch(path);
  for (const author of many('ann')) await world.rpc(chat, 'say', author);
  await world.rpc(chat, 'sayTwice', 'ann');
  const topic = await world.rpc(chat, 'topic');
  const thrown = await world.rpc(chat, 'explode');
  const heard = await world.socket(chat, ['ping', ...many('hello')]);
  const called = await world.socket(`CallRoom/${tenant}/lobby`, many('hello'));
  await world.rpc(chat, 'wake');
  for (const path of many(`/Old/${tenant}/lobby`)) await world.fetch(path);
  return { topic, thrown, heard, called };
}

const busy = TENANTS.reduce((sum, [, n]) => sum + n, 0);

/** What the usage lines of the tenants' rooms must add up to: lines, rows read, rows written. */
export function expectedLines(): Record<string, (number | undefined)[]> {
  const all = TENANTS.map(([tenant, n]) => ({
    // The constructor makes table and index; its rows go with the first line.
    [`${tenant} ChatRoom http`]: [n, 3, 3 + 2 * n],
    // say, sayTwice, topic, explode, wake
    [`${tenant} ChatRoom rpc`]: [n + 4, 0, 2 * n + 4 + 2],
    [`${tenant} ChatRoom alarm`]: [1, 2, 1],
    [`${tenant} ChatRoom upgrade`]: [1, 0, 0],
    // The runtime answers `ping` by itself: no event, no line.
    [`${tenant} ChatRoom ws`]: [n, 0, 2 * n],
    [`${tenant} ChatRoom ws_end`]: [1, 0, 0],
    [`${tenant} CallRoom upgrade`]: [1, 1, 2],
    [`${tenant} CallRoom ws`]: [n, 0, n],
  }));
  // Not stored in SQLite: no rows, which is not zero rows. Its tenant is one fixed word.
  const old = { 'acme Old http': [busy, undefined, undefined] };
  return Object.assign(old, ...all);
}

/** Events that the tenants' rooms must leave in the logs. */
export function expectedEvents(): Record<string, number> {
  const rooms = TENANTS.length;
  return {
    'ChatRoom http': busy,
    'ChatRoom rpc': busy + 4 * rooms,
    'ChatRoom alarm': rooms,
    'ChatRoom upgrade': rooms,
    'ChatRoom ws': busy,
    'ChatRoom ws_end': rooms,
    // Messages of accepted sockets leave none.
    'CallRoom upgrade': rooms,
    'Old http': busy,
  };
}
