// An invoice by hand: the price pages as one table, and the formula in whole numbers. It shares no
// code with the rules and was written from the pages, not from the price book.
import { readFileSync } from 'node:fs';
import { daysOf, type Fact, type Period } from './world.ts';

/** A line of an invoice: `used / over` units, of which `billable / over` cost something. */
export interface Line {
  sku: string;
  /** Whether no analytics count it. */
  isFeed: boolean;
  /** Whether it is billed on all days, on some, or not at all. */
  billed: 'whole' | 'part' | 'never';
  usd: string;
  per: bigint;
  used: bigint;
  billable: bigint;
  over: bigint;
  cents: bigint;
  /** What each owner used of it. */
  weights: ReadonlyMap<string, bigint>;
}

/** Prices of the paid plan; `counts` says what one of each kind of fact is worth, over `over`. */
const PRICES = readFileSync(new URL('prices.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [sku = '', usd = '', per = '', included = '', over = '', ...rest] = line.split(',');
    const [rounding = '', from = '', to = '', counts = ''] = rest;
    const worths = counts.split(' ').map((count): [string, bigint] => {
      const [kind = '', worth = '1'] = count.split('*');
      return [kind, BigInt(worth)];
    });
    return {
      sku,
      usd,
      per,
      included,
      over,
      rounding,
      from,
      to: to || '9',
      worths: new Map(worths),
    };
  });

/** The usage lines of one period. */
export function invoice(world: readonly Fact[], { startsOn, endsOn }: Period): Line[] {
  const days = BigInt(daysOf(startsOn, endsOn).length);
  const own = world.filter(({ on }) => startsOn <= on && on < endsOn);
  return PRICES.map(({ sku, usd, per, included, rounding, from, to, worths, ...price }) => {
    const weights = new Map<string, bigint>();
    for (const { on, kind, of, n } of own) {
      const worth = worths.get(kind) ?? 0n;
      // Before its first price usage is free and takes nothing of the allowance.
      if (from <= on && on < to) weights.set(of, (weights.get(of) ?? 0n) + n * worth);
    }
    const over = product(price.over, days);
    const used = [...weights.values()].reduce((sum, n) => sum + n, 0n);
    const rest = used - product(included, days) * over;
    const billable = rest > 0n ? rest : 0n;
    const cents = amount(usd, rounding, billable, BigInt(per) * over);
    const isFeed = [...worths.keys()].some((kind) => kind.startsWith('feed.'));
    const part = from > startsOn || to < endsOn ? 'part' : 'whole';
    const billed = from >= endsOn || to <= startsOn ? 'never' : part;
    return { sku, isFeed, billed, usd, per: BigInt(per), used, billable, over, cents, weights };
  });
}

/** Whole blocks times the price, to the cent; some are priced by the fraction. */
function amount(usd: string, rounding: string, billable: bigint, block: bigint): bigint {
  const [whole = '', part = ''] = usd.split('.');
  // In hundred-millionths of a dollar: a cent has a million.
  const price = BigInt(whole + part.padEnd(8, '0'));
  if (rounding === 'none') return halfUp(billable * price, block * 1_000_000n);
  const blocks = rounding === 'nearest' ? halfUp(billable, block) : (billable + block - 1n) / block;
  return halfUp(blocks * price, 1_000_000n);
}

export function halfUp(n: bigint, d: bigint): bigint {
  return (2n * n + d) / (2n * d);
}

/** `10000*days`, or a number alone. */
function product(text: string, days: bigint): bigint {
  const [number = '', unit] = text.split('*');
  return BigInt(number) * (unit === 'days' ? days : 1n);
}
