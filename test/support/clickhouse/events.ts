// Seeded events of a chat platform with usage lines, as a Logpush file has them and as a row of a
// table has them.
import { appendFileSync } from 'node:fs';
import { Random } from '../random.ts';

/** A usage line in a record's log. */
interface Line {
  said: number;
  usage: Readonly<Record<string, string | number>>;
}

export interface LoggedEvent {
  at: number;
  type: string;
  script: string;
  entrypoint: string;
  namespace: string;
  outcome: string;
  wall: number;
  cpu: number;
  status: number;
  ray: string;
  lines: Line[];
  /** Lines of the log that are no usage line. */
  others: number;
  isCut: boolean;
}

const HOUR = 3_600_000;

/** Midnight of 2026-10-20, the first day of the events. */
export const FIRST_DAY = Date.UTC(2026, 9, 20);

const TENANTS = ['acme', 'globex', 'o\'hara "quoted"', 'tab\there', 'ünï, comma', ''];
const CLASSES = ['Room', 'Editor', 'Presence'];

/**
 * Events of some days, with what is hard in them: islands that touch at an hour and at midnight,
 * events of no duration, sockets that stay open, lines that name another hour or object, a version
 * of lines that is not read, negative numbers, records that are stored twice.
 */
export function* eventsOf(count: number, days: number, seed = 19): Generator<LoggedEvent> {
  const random = new Random(seed);
  let made = 0;
  while (made < count) {
    const event = eventOf(random, days, made);
    made += 1;
    yield event;
    const hasNonce = event.lines[0]?.usage.n !== undefined && event.lines[0].usage.v === 1;
    if (made < count && random.chance(hasNonce ? 0.01 : 0.005)) {
      made += 1;
      yield event;
    }
  }
}

function eventOf(random: Random, days: number, number: number): LoggedEvent {
  const isObject = random.chance(0.8);
  const room = random.int(0, 199);
  const entrypoint = isObject ? (CLASSES[room % 3] as string) : random.chance(0.1) ? 'Named' : '';
  const at = timeOf(random, days);
  const type = isObject
    ? random.pick([
        'fetch',
        'hibernatable_web_socket',
        'hibernatable_web_socket',
        'alarm',
        'worker_rpc',
      ])
    : random.pick(['fetch', 'fetch', 'scheduled', 'queue', 'novel']);
  const isUpgrade = type === 'fetch' && isObject && random.chance(0.2);
  const isHours = random.chance(0.01);
  return {
    at,
    type,
    script: isObject ? 'chat' : random.pick(['edge', 'user-worker', '']),
    entrypoint,
    namespace: !isObject && random.chance(0.3) ? 'customers' : '',
    outcome: random.chance(0.02) ? 'exception' : 'ok',
    wall:
      isUpgrade || isHours ? random.int(60_000, 3 * HOUR) : random.pick([0, 1, 5, 700, 30_000, -3]),
    cpu: random.int(0, 40),
    status: isUpgrade ? 101 : 200,
    ray: `ray${number}`,
    lines: usageOf(random, at, { room, isObject, number }),
    others: random.int(0, 2),
    isCut: random.chance(0.001),
  };
}

/** Mostly any millisecond; often one at which others start or end too. */
function timeOf(random: Random, days: number): number {
  const hour = FIRST_DAY + random.int(0, days * 24 - 1) * HOUR;
  if (random.chance(0.05)) return hour;
  if (random.chance(0.05)) return hour + HOUR - random.pick([1, 5, 700, 30_000]);
  return hour + random.int(0, HOUR - 1);
}

function usageOf(
  random: Random,
  at: number,
  { room, isObject, number }: { room: number; isObject: boolean; number: number },
): Line[] {
  const count = random.pick(isObject ? [0, 1, 1, 1, 2, 3] : [0, 0, 0, 1]);
  return Array.from({ length: count }, (_, i) => {
    const isOther = i > 0 && random.chance(0.3);
    const object = (isOther ? room + 1 : room).toString(16).padStart(64, '0');
    return {
      said: at + random.pick([0, 0, 3, 1_000, HOUR]),
      usage: {
        v: random.chance(0.97) ? 1 : 2,
        t: random.pick(TENANTS),
        c: CLASSES[room % 3] as string,
        ...(isObject || random.chance(0.5) ? { o: object } : {}),
        ...(random.chance(0.9) ? { n: `nonce${number}-${i}` } : {}),
        k: random.pick(['ws', 'http', 'alarm']),
        rr: random.int(-5, 500),
        rw: random.int(-1, 20),
        ...(random.chance(0.7) ? { db: 4096 * random.int(-9, 900) } : {}),
      },
    };
  });
}

/** The record as Logpush writes it. */
export function recordOf(event: LoggedEvent): Record<string, unknown> {
  const { at, lines, others, isCut } = event;
  const logs = lines.map(({ said, usage }) => ({
    Level: 'log',
    Message: [JSON.stringify({ usage })],
    TimestampMs: said,
  }));
  const plain = Array.from({ length: others }, () => {
    return { Level: 'log', Message: ['handled "it"'], TimestampMs: at };
  });
  const cut = { Level: 'log', Message: ['<<<Logpush: messages truncated>>>'], TimestampMs: at };
  return {
    CPUTimeMs: event.cpu,
    DispatchNamespace: event.namespace,
    Entrypoint: event.entrypoint,
    Event: { RayID: event.ray, Response: { Status: event.status } },
    EventTimestampMs: at,
    EventType: event.type,
    Exceptions: [],
    Logs: [...logs, ...plain, ...(isCut ? [cut] : [])],
    Outcome: event.outcome,
    ScriptName: event.script,
    WallTimeMs: event.wall,
  };
}

/** The row of a table whose usage lines are columns. */
export function rowOf(event: LoggedEvent): Record<string, unknown> {
  const texts = (key: string) => event.lines.map(({ usage }) => String(usage[key] ?? ''));
  const wholes = (key: string, none: number) => event.lines.map(({ usage }) => usage[key] ?? none);
  return {
    EventTimestampMs: event.at,
    EventType: event.type,
    ScriptName: event.script,
    Entrypoint: event.entrypoint,
    DispatchNamespace: event.namespace,
    Outcome: event.outcome,
    WallTimeMs: event.wall,
    CPUTimeMs: event.cpu,
    Status: event.status,
    LogLines: event.lines.length + event.others + (event.isCut ? 1 : 0),
    IsTruncated: event.isCut ? 1 : 0,
    'Usage.at': event.lines.map(({ said }) => said),
    ...Object.fromEntries(
      ['v', 't', 'c', 'o', 'n', 'k'].map((key) => [`Usage.${key}`, texts(key)]),
    ),
    'Usage.rr': wholes('rr', 0),
    'Usage.rw': wholes('rw', 0),
    'Usage.db': wholes('db', -1),
  };
}

/** Writes events as lines of JSON. */
export function writeLines(
  path: string,
  events: Iterable<LoggedEvent>,
  form: (event: LoggedEvent) => unknown,
): void {
  for (const lines of linesOf(events, form)) appendFileSync(path, lines);
}

/** Events as lines of JSON, a few thousand at a time. */
export function* linesOf(
  events: Iterable<LoggedEvent>,
  form: (event: LoggedEvent) => unknown,
): Generator<string> {
  let lines: string[] = [];
  const text = () => lines.map((line) => `${line}\n`).join('');
  for (const event of events) {
    if (lines.push(JSON.stringify(form(event))) < 10_000) continue;
    yield text();
    lines = [];
  }
  if (lines.length > 0) yield text();
}
