import { readCatalog } from '../../src/rules/catalog.ts';
import { declare } from '../../src/rules/declare.ts';
import { Database } from '../../src/store/database.ts';
import { insertRows } from '../../src/store/insert.ts';

/** A span of activity in milliseconds since 1970, the end exclusive, as one file has it. */
export interface Span {
  file: number;
  from: number;
  to: number;
  isUpgrade: boolean;
}

/** An object's spans, and what its class decides. */
export interface Case {
  spans: readonly Span[];
  mode: 'hibernation' | 'accept' | 'perhaps accept';
  baseTail: number;
  highTail: number;
  idleTail: number;
}

/** Milliseconds of an object's day. */
export interface Day {
  day: number;
  low: number;
  base: number;
  high: number;
  idle: number;
}

const DAY_MS = 86_400_000;
const CLASSES =
  'logs.object_classes (object_key integer, has_upgrades boolean, is_guessed_accept boolean, ' +
  'base_tail_ms bigint, high_tail_ms bigint, idle_tail_ms bigint)';
const VIEWS = [
  'staging.log_spans',
  'staging.log_intervals',
  'logs.spans_with_reach',
  'logs.least_days',
  'logs.object_days',
];

/** The rules of the union themselves, over tables that hold what a test says. */
export async function openSpans(): Promise<Database> {
  const db = await Database.open(':memory:');
  const catalog = readCatalog();
  await declare(db, catalog);
  await db.run(`create table ${CLASSES}`);
  for (const view of VIEWS) {
    const rule = catalog.rules.find(({ relation }) => relation === view);
    await db.run(`create view ${view} as ${rule?.sql}`);
  }
  await insertRows(db, 'raw.log_places', [
    { place_key: 1, account: 'a', script: 's', entrypoint: 'Room', dispatch_namespace: '' },
  ]);
  return db;
}

/** Days of each case, an object a case. */
export async function daysOf(db: Database, cases: readonly Case[]): Promise<Day[][]> {
  await db.run('delete from raw.log_intervals');
  await db.run('delete from logs.object_classes');
  const spans = cases.flatMap(({ spans }, object_key) =>
    spans.map(({ file, from, to, isUpgrade }) => {
      const place = { load_key: file, object_key, place_key: 1, is_upgrade: isUpgrade };
      return { ...place, starts_ms: from, ends_ms: to };
    }),
  );
  const classes = cases.map(({ mode, baseTail, highTail, idleTail }, object_key) => {
    const tails = { base_tail_ms: baseTail, high_tail_ms: highTail, idle_tail_ms: idleTail };
    const sockets = {
      has_upgrades: mode !== 'hibernation',
      is_guessed_accept: mode === 'perhaps accept',
    };
    return { object_key, ...sockets, ...tails };
  });
  await insertRows(db, 'raw.log_intervals', spans);
  await insertRows(db, 'logs.object_classes', classes);
  const rows = await db.rows<Record<string, string>>(
    `select object_key, date_diff('day', date '1970-01-01', usage_on) as day, low_ms, base_ms,
       high_ms, idle_ms
     from logs.object_days order by object_key, day`,
  );
  return cases.map((_, object) =>
    rows
      .filter((row) => Number(row.object_key) === object)
      .map((row) => {
        const ms = (name: string) => Number(row[`${name}_ms`]);
        const idle = ms('idle');
        return { day: Number(row.day), low: ms('low'), base: ms('base'), high: ms('high'), idle };
      }),
  );
}

/** The same by brute force: every millisecond that a span or its tail covers, ticked off in a set. */
export function daysByTicks({ spans, mode, ...tails }: Case): Day[] {
  const counted = (isLeast: boolean) =>
    spans.filter(
      ({ isUpgrade }) => !isUpgrade || mode === 'accept' || (mode === 'perhaps accept' && !isLeast),
    );
  const low = ticks(counted(true), 0);
  const base = ticks(counted(false), tails.baseTail);
  const high = ticks(counted(false), tails.highTail);
  const idle = ticks(counted(false), tails.idleTail);
  const on = (day: number, set: ReadonlySet<number>) =>
    [...set].filter((ms) => Math.floor(ms / DAY_MS) === day).length;
  const days = new Set([...high].map((ms) => Math.floor(ms / DAY_MS)));
  return [...days].sort().map((day) => {
    const idleMs = Math.max(0, on(day, idle) - on(day, base));
    return { day, low: on(day, low), base: on(day, base), high: on(day, high), idle: idleMs };
  });
}

export function ticks(spans: readonly Pick<Span, 'from' | 'to'>[], tail: number): Set<number> {
  const set = new Set<number>();
  for (const { from, to } of spans) for (let ms = from; ms < to + tail; ms++) set.add(ms);
  return set;
}
