import { restFailure, succeed } from './answers.ts';
import type { World } from './graphql.ts';
import type { Answer } from './types.ts';

const DAY = 86_400_000;
const MOST_DAYS = { v1: 90, v2: 31 };

/** What the feed had before mid-2026; the last four were optional then and now. */
const SPRING_FIELDS = [
  'BillingCurrency',
  'BillingPeriodStart',
  'ChargePeriodEnd',
  'ChargePeriodStart',
  'ConsumedQuantity',
  'ConsumedUnit',
  'ContractedCost',
  'CumulatedContractedCost',
  'CumulatedPricingQuantity',
  'PricingQuantity',
  'ServiceName',
  'ServiceFamilyName',
  'SubscriptionId',
  'ZoneId',
  'ZoneName',
] as const;

type BillableRow = Readonly<Record<string, unknown>>;

/** A row of the feed in all of its 27 fields; a day's cost and quantity go into every synonym. */
export function billableRow(
  own: BillableRow & { ServiceName: string; BillingPeriodStart: string; ChargePeriodStart: string },
): BillableRow {
  const quantity = own.ConsumedQuantity ?? 0;
  const cost = own.ContractedCost ?? 0;
  const end = new Date(Date.parse(own.ChargePeriodStart) + DAY).toISOString();
  return {
    BilledCost: cost,
    BillingAccountId: '8f14e45fceea167a5a36dedd4bea2543',
    BillingAccountName: null,
    BillingCurrency: 'USD',
    ChargeCategory: 'Usage',
    ChargeClass: null,
    ChargeDescription: null,
    ChargePeriodEnd: `${end.slice(0, 19)}Z`,
    ConsumedQuantity: quantity,
    ConsumedUnit: '',
    ContractedCost: cost,
    CumulatedContractedCost: cost,
    CumulatedPricingQuantity: quantity,
    EffectiveCost: cost,
    HostProviderName: 'Cloudflare',
    InvoiceIssuerName: 'Cloudflare',
    ListCost: cost,
    PricingQuantity: quantity,
    PricingUnit: 'Count',
    ServiceProviderName: 'Cloudflare',
    ServiceFamilyName: 'Workers',
    SubscriptionId: null,
    ZoneId: null,
    ZoneName: null,
    ...own,
  };
}

type Search = Readonly<Record<string, string>>;

/**
 * The rated feed goes by the day a billing period starts: a range without that day is a success
 * without rows. Without dates it is the running period, of each subscription its own.
 */
export function answerBillableUsage(
  list: readonly object[],
  search: Search,
  { options, now }: World,
): Answer {
  const rows = list as readonly BillableRow[];
  const startOf = (row: BillableRow) => Date.parse(String(row.BillingPeriodStart));
  let kept: readonly BillableRow[];
  if (search.from === undefined && search.to === undefined) {
    const running = new Map<unknown, number>();
    for (const row of rows) {
      const best = running.get(row.SubscriptionId) ?? -Infinity;
      const start = startOf(row);
      if (start <= now.getTime() && start > best) running.set(row.SubscriptionId, start);
    }
    kept = rows.filter((row) => running.get(row.SubscriptionId) === startOf(row));
  } else {
    const range = rangeOf(search, now, MOST_DAYS.v1);
    if ('status' in range) return range;
    kept = rows.filter((row) => startOf(row) >= range.from && startOf(row) < range.to);
  }
  if (options.billableForm !== 'spring') return succeed(kept);
  const narrow = (row: BillableRow) =>
    Object.fromEntries(
      SPRING_FIELDS.filter((name) => name in row).map((name) => [name, row[name]]),
    );
  return succeed(kept.map(narrow));
}

/** Usage by the day it was charged for; without dates, the calendar month so far. */
export function answerUsageV2(list: readonly object[], search: Search, { now }: World): Answer {
  const month = `${now.toISOString().slice(0, 7)}-01`;
  const range = rangeOf({ from: month, ...search }, now, MOST_DAYS.v2);
  if ('status' in range) return range;
  const startOf = (row: object) => Date.parse(String((row as BillableRow).ChargePeriodStart));
  return succeed(list.filter((row) => startOf(row) >= range.from && startOf(row) < range.to));
}

/** `from` and `to` are days, both inside the range. */
function rangeOf(search: Search, now: Date, most: number): Answer | { from: number; to: number } {
  const to = search.to ?? now.toISOString().slice(0, 10);
  const from = search.from ?? to;
  const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!isDay(from) || !isDay(to)) return restFailure(400, 10001, 'from and to must be dates');
  const range = { from: Date.parse(from), to: Date.parse(to) + DAY };
  if (range.to <= range.from) return restFailure(400, 10001, 'from must not be after to');
  if (range.to - range.from > most * DAY) {
    return restFailure(400, 10001, `date range must not exceed ${most} days`);
  }
  return range;
}
