import { byAccount, dayAfter } from './slice.ts';
import { type Key, keyOf } from './touched.ts';

/** The days that a billing period or a saved answer covers. */
export interface Span {
  /** Id of the period or of the capture. */
  id: string;
  account: string;
  /** Null for a damaged answer without dates. */
  from: string;
  /** Inclusive. */
  to: string;
  rows: number;
}

/** Days of a longer span are not listed one by one: no period and no answer is that long. */
const MOST_DAYS = 1000;

export function isLong({ from, to }: Span): boolean {
  return Date.parse(to) - Date.parse(from) > MOST_DAYS * 86_400_000;
}

/** Whether a span has one of these days of its account. */
export function touching(days: ReadonlySet<Key>): (span: Span) => boolean {
  const own = byAccount(days);
  return ({ account, from, to }) =>
    (own.get(account) ?? []).some((day) => from <= day && day <= to);
}

/** All days of some spans, each with its account. */
export function daysOfAll(spans: readonly Span[]): Key[] {
  const keys: Key[] = [];
  for (const { account, from, to } of spans)
    for (let day = from; day !== null && day <= to; day = dayAfter(day))
      keys.push(keyOf(account, day));
  return keys;
}
