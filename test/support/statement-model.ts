// What a statement is, for the calculator of allocation policies and for the rules alike. Amounts
// are whole cents, days are numbers since the period began, quantities are whole numbers.

export const FIRST_ON = '2026-10-04';
export const DAYS = 31;

/** Use of one tenant on one day. */
export interface Use {
  sku: string;
  tenant: string;
  day: number;
  total: bigint;
  /** `alone`: a resource of the tenant; `shared`: by weights of the map; `logs`; `nobody`. */
  by: 'alone' | 'shared' | 'logs' | 'nobody';
}

/** A price from a day to before another, in picodollars for `per` units. */
export interface Segment {
  from: number;
  to: number;
  picos: bigint;
  per: bigint;
}

/** A SKU as it is priced: `numerator` over `denominator` of the total is its quantity. */
export interface Priced {
  sku: string;
  numerator: bigint;
  denominator: bigint;
  segments: readonly Segment[];
  charge: bigint | null;
  /** What is over the allowance: quantity times `block`, block, picodollars. */
  billed: readonly { billable: bigint; block: bigint; picos: bigint }[];
}

export interface Line {
  key: string;
  sku: string | null;
  predicted: bigint | null;
  invoiced: bigint | null;
}

/** A line of policies.csv; days as in the file, relative to the first day of the period. */
export interface Policy {
  subject: string;
  policy: string;
  tenant?: string;
  billionths?: bigint;
  from?: number;
  to?: number;
}

export interface Statement {
  account: string;
  hasInvoice: boolean;
  skus: readonly Priced[];
  uses: readonly Use[];
  lines: readonly Line[];
  others: readonly { kind: string; description: string; cents: bigint }[];
  policies: readonly Policy[];
}

export const PLANS = [
  'chosen',
  'proportional',
  'even',
  'weights',
  'direct_only',
  'platform_keeps_allowance',
] as const;
export type Plan = (typeof PLANS)[number];

/** Cents by `basis line tenant component`, without those of $0.00. */
export type Parts = Map<string, bigint>;
