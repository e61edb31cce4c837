import { byAccount, dayAfter } from './slice.ts';
import { type Key, keyOf } from './touched.ts';

/** The days of a billing period or of a saved answer. */
export interface Span {
  /** The period or the capture. */
  id: string;
  account: string;
  /** Null where a damaged answer does not tell. */
  from: string;
  /** Included. */
  to: string;
  rows: number;
}

/** Longer than any period or answer is: its days are not told one by one. */
const MOST_DAYS = 1000;

export function isLong({ from, to }: Span): boolean {
  return Date.parse(to) - Date.parse(from) > MOST_DAYS * 86_400_000;
}

/** Whether a span holds one of these days of its account. */
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
