import type { Partition } from '../rule-file.ts';
import { type Key, partsOf } from './touched.ts';

/** Some partitions of one kind, as conditions on the columns that divide a relation. */
export interface Slice {
  kind: Partition;
  /** On `account` and `usage_on`. */
  day?: string | undefined;
  /** On `account` and `period_id`. */
  period?: string | undefined;
  /** On `capture_id`. */
  capture?: string | undefined;
}

/** The columns that each condition uses. */
const NEEDED: Readonly<Record<Partition, readonly string[]>> = {
  period: ['account', 'period_id'],
  day: ['account', 'usage_on'],
  capture: ['capture_id'],
};

/**
 * The condition that selects the rows of a slice from a relation with these columns, as narrow as
 * the columns allow. Undefined if they allow none: then the relation is read whole.
 */
export function conditionOn(columns: ReadonlySet<string>, slice: Slice): string | undefined {
  for (const kind of ['period', 'day', 'capture'] as const) {
    const condition = slice[kind];
    const fits = NEEDED[kind].every((column) => columns.has(column));
    if (condition !== undefined && fits) return condition;
  }
  return undefined;
}

const MOST_RANGES = 4;

/** Days of accounts, as ranges: DuckDB skips row groups outside of a range without reading them. */
export function onDays(days: ReadonlySet<Key>): string {
  const ranges = [...byAccount(days)].flatMap(([account, own]) =>
    onDaysOf(own.sort()).map((condition) => `account = ${text(account)} and ${condition}`),
  );
  const all = [...days].map((key) => partsOf(key)[1]).sort();
  return anyOf(ranges, `usage_on between date '${all[0]}' and date '${all.at(-1)}'`);
}

/** Scattered days as a list, because many ranges take longer than they save. */
function onDaysOf(days: readonly string[]): string[] {
  const ranges = rangesOf(days);
  if (ranges.length > MOST_RANGES)
    return [`usage_on in (${days.map((day) => `date '${day}'`).join(', ')})`];
  return ranges.map(([from, to]) => `usage_on between date '${from}' and date '${to}'`);
}

export function onPeriods(periods: ReadonlySet<Key>): string {
  const each = [...byAccount(periods)].map(
    ([account, own]) => `account = ${text(account)} and period_id in (${own.map(text).join(', ')})`,
  );
  return anyOf(each, 'true');
}

export function onCaptures(captures: Iterable<string>): string {
  const all = [...captures].map(text);
  return all.length === 0 ? 'false' : `capture_id in (${all.join(', ')})`;
}

function anyOf(conditions: readonly string[], hull: string): string {
  if (conditions.length === 0) return 'false';
  if (conditions.length === 1) return conditions[0] ?? 'false';
  return `${hull} and (${conditions.map((one) => `(${one})`).join(' or ')})`;
}

/** Days or periods by account. */
export function byAccount(keys: ReadonlySet<Key>): Map<string, string[]> {
  const accounts = new Map<string, string[]>();
  for (const key of keys) {
    const [account, value] = partsOf(key);
    const own = accounts.get(account);
    if (own) own.push(value);
    else accounts.set(account, [value]);
  }
  return accounts;
}

/** Days in order as ranges without gaps, both ends included. */
function rangesOf(days: readonly string[]): [from: string, to: string][] {
  const ranges: [string, string][] = [];
  for (const day of days) {
    const last = ranges.at(-1);
    if (last && dayAfter(last[1]) === day) last[1] = day;
    else ranges.push([day, day]);
  }
  return ranges;
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
