import type { Partition } from '../rule-file.ts';
import { dayAfter, onCaptures, type Slice } from './slice.ts';
import type { Span } from './spans.ts';
import { type Key, partsOf } from './touched.ts';

/** Number of answer rows by partition, in order of time. */
export type RowsByKey = ReadonlyMap<Key, number>;

/** Groups of neighbouring keys that each have about `most` rows of answers. */
export function batchesOf(
  kind: Partition,
  keys: ReadonlySet<Key>,
  rows: RowsByKey,
  most: number,
): ReadonlySet<Key>[] {
  const known = [...rows.keys()].filter((key) => keys.has(key));
  const gone = [...keys].filter((key) => !rows.has(key));
  const sorted = kind === 'capture' ? [...known, ...gone] : [...keys].sort(byDay);
  return grouped(sorted, (key) => rows.get(key) ?? 0, most).map((group) => new Set(group));
}

/**
 * Slices that together cover every possible row, each with about `most` rows of answers. A slice
 * goes from one bound to the next and is not a list of known partitions. Empty if one slice would
 * do.
 */
export function tilesOf(
  kind: Partition,
  periods: readonly Span[],
  rows: RowsByKey,
  most: number,
): Slice[] {
  const groups =
    kind === 'capture'
      ? grouped([...rows.keys()], (key) => rows.get(key) ?? 0, most)
      : grouped(...byValue(rows), most);
  if (groups.length < 2) return [];
  if (kind === 'capture') return groups.map((ids) => ({ kind, capture: onCaptures(ids) }));
  const bounds = groups.map((group) => group[0] ?? '');
  return bounds.map((from, i) => tile(kind, periods, i === 0 ? undefined : from, bounds[i + 1]));
}

/** @param to exclusive; undefined is no bound, and the first slice also has rows without a key */
function tile(
  kind: 'day' | 'period',
  periods: readonly Span[],
  from: string | undefined,
  to: string | undefined,
): Slice {
  if (kind === 'day') return { kind, day: between('usage_on', from, to) };
  const isIn = ({ id }: Span) =>
    (from === undefined || id >= from) && (to === undefined || id < to);
  const ends = periods.filter(isIn).map((period) => period.to);
  const last = to === undefined ? undefined : ends.sort().at(-1);
  const day = between('usage_on', from, last && dayAfter(last));
  return { kind, period: between('period_id', from, to), day };
}

/** The days or periods of all accounts together, in order, with their rows. */
function byValue(rows: RowsByKey): [string[], (value: string) => number] {
  const sums = new Map<string, number>();
  for (const [key, own] of rows) {
    const [, value] = partsOf(key);
    sums.set(value, (sums.get(value) ?? 0) + own);
  }
  return [[...sums.keys()].sort(), (value) => sums.get(value) ?? 0];
}

/** Groups of neighbours with at most `most` rows each, or a single one with more. */
function grouped(keys: readonly string[], rowsOf: (key: string) => number, most: number) {
  const groups: string[][] = [];
  let held = Number.POSITIVE_INFINITY;
  for (const key of keys) {
    const own = rowsOf(key);
    if (held + own > most) groups.push([]);
    held = held + own > most ? own : held + own;
    groups.at(-1)?.push(key);
  }
  return groups;
}

function between(column: string, from: string | undefined, to: string | undefined): string {
  const start = from === undefined ? [] : [`${column} >= '${from}'`];
  const end = to === undefined ? [] : [`${column} < '${to}'`];
  const range = [...start, ...end].join(' and ') || 'true';
  return from === undefined ? `(${range} or ${column} is null)` : range;
}

/** Sorts by day or period first, so that neighbours are together. */
function byDay(a: Key, b: Key): number {
  const [inFirst, inSecond] = [a, b].map((key) => partsOf(key).reverse().join('\t'));
  return (inFirst ?? '') < (inSecond ?? '') ? -1 : 1;
}
