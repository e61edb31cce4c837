import { Refusal } from './answers.ts';
import { eventsOf } from './confidence.ts';
import { dimOf, rawValue } from './dims.ts';
import type { Selected } from './selection.ts';
import type { Metrics, Row } from './types.ts';

/** Rows of equal dimensions; `key` says which. */
export interface Group {
  key: string;
  rows: readonly Row[];
}

export type Section = 'sum' | 'max' | 'min' | 'avg' | 'quantiles' | 'uniq';
const SECTIONS: readonly string[] = ['sum', 'max', 'min', 'avg', 'quantiles', 'uniq'];

/** A raw dataset's rows stay apart; all others are grouped by the dimensions selected, if any. */
export function groupRows(
  rows: readonly Row[],
  dimensions: readonly Selected[],
  isRaw: boolean,
): Group[] {
  if (isRaw) return rows.map((row, i) => ({ key: `${row.at} ${i}`, rows: [row] }));
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = dimensions.map(({ field, args }) => dimOf(row, field, args)).join('\u0000');
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].map(([key, own]) => ({ key, rows: own }));
}

/** What a group says of a metric: sums added, maxima maxed, averages weighted by events. */
export function metricOf(section: Section, field: string, rows: readonly Row[]): number | bigint {
  if (section === 'uniq') return new Set(rows.flatMap((row) => row.uniq?.[field] ?? [])).size;
  if (section === 'avg') {
    const events = rows.reduce((total, row) => total + eventsOf(row), 0);
    if (events === 0) return field === 'sampleInterval' ? 1 : 0;
    return rows.reduce((total, row) => total + average(row, field) * eventsOf(row), 0) / events;
  }
  const only = rows.length === 1 && (rows[0]?.[section] as Metrics | undefined);
  if (only) return only[field] ?? 0;
  const values = rows.map((row) => (row[section] as Metrics | undefined)?.[field] ?? 0);
  if (section === 'sum') return add(values);
  const isMore = (a: number | bigint, b: number | bigint) => (section === 'min' ? b > a : a > b);
  return values.reduce((best, value) => (isMore(value, best) ? value : best));
}

function average(row: Row, field: string): number {
  return field === 'sampleInterval' ? (row.sampleInterval ?? 1) : Number(row.avg?.[field] ?? 0);
}

/** Exact for whole numbers of any size. */
function add(values: readonly (number | bigint)[]): number | bigint {
  const isWhole = values.every((value) => typeof value === 'bigint' || Number.isInteger(value));
  if (!isWhole) return values.reduce<number>((total, value) => total + Number(value), 0);
  const total = values.reduce<bigint>((sum, value) => sum + BigInt(value), 0n);
  return total <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(total) : total;
}

/**
 * Groups in the order asked for. Nothing is promised where nothing is asked: ties, and answers
 * without `orderBy`, come in an order that is the same each time and follows no dimension.
 * @throws Refusal
 */
export function orderGroups(
  groups: readonly Group[],
  orderBy: readonly string[],
  selected: readonly Selected[],
  isRaw: boolean,
): Group[] {
  const terms = orderBy.map((term) => {
    const name = term.replace(/_(ASC|DESC)$/, '');
    return { read: valueReader(name, selected, isRaw), sign: term.endsWith('_DESC') ? -1 : 1 };
  });
  return groups
    .map((group) => ({
      group,
      values: terms.map(({ read }) => read(group.rows)),
      shuffle: hash(group.key),
    }))
    .sort((a, b) => {
      for (const [i, { sign }] of terms.entries()) {
        const [left, right] = [a.values[i] ?? 0, b.values[i] ?? 0];
        if (left !== right) return left < right ? -sign : sign;
      }
      return a.shuffle - b.shuffle || (a.group.key < b.group.key ? -1 : 1);
    })
    .map(({ group }) => group);
}

function valueReader(name: string, selected: readonly Selected[], isRaw: boolean) {
  if (name === 'count') return (rows: readonly Row[]) => rows.reduce((n, r) => n + eventsOf(r), 0);
  const [section = '', field = ''] = name.split(/_(.*)/s);
  if (SECTIONS.includes(section) && field) {
    return (rows: readonly Row[]) => metricOf(section as Section, field, rows);
  }
  const dimension = selected.find((item) => item.field === name && item.section === 'dimensions');
  if (!isRaw && !dimension) {
    throw new Refusal('parse', `orderBy: "${name}" is not among the selected dimensions`);
  }
  return (rows: readonly Row[]) => rawValue(rows[0] as Row, name);
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return value;
}
