import type { RestList } from './list.ts';
import { DAY_MS, dayOf } from './time.ts';

/** Days for a request to the billing APIs, the last one inclusive. */
export interface DayRange {
  from: string;
  to: string;
}

/**
 * The rated feed has the day on which a billing period starts. A range without that day gives
 * nothing.
 */
const LOOK_BACK_DAYS = 45;
/** The longest range that was seen to be answered. */
const BILLING_DAYS = 90;
const CHARGE_DAYS = 31;

/**
 * The days to request a list for. For the rated feed the range starts well before the period, so
 * that it includes the anchor day. For the usage feed it is split into ranges of 31 days, the most
 * it allows. See https://developers.cloudflare.com/api/resources/billing/subresources/usage/
 */
export function rangesOf(
  { range }: RestList,
  period: { startsAt: Date; endsAt: Date },
  now: Date,
): (DayRange | undefined)[] {
  if (range === undefined) return [undefined];
  const start = Date.parse(dayOf(period.startsAt.getTime()));
  const last = Date.parse(dayOf(Math.min(period.endsAt.getTime() - 1, now.getTime())));
  if (range === 'billing') {
    const from = Math.max(start - LOOK_BACK_DAYS * DAY_MS, last - (BILLING_DAYS - 1) * DAY_MS);
    return [{ from: dayOf(from), to: dayOf(last) }];
  }
  const ranges: DayRange[] = [];
  for (let at = start; at <= last; at += CHARGE_DAYS * DAY_MS) {
    const to = Math.min(at + (CHARGE_DAYS - 1) * DAY_MS, last);
    ranges.push({ from: dayOf(at), to: dayOf(to) });
  }
  return ranges;
}
