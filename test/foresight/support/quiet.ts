// Accounts on which nothing happens: weekly rhythm, noise, growth of up to 20 % a month, spikes and
// things that run now and then, each below any worth.
import type { Random } from '../../support/random.ts';

/** Dollars and allowance of a meter, as Cloudflare's pages say them: `usd` for each `per`. */
export const METERS = {
  'workers.requests': { sku: 'workers.requests', usd: 0.3, per: 1e6, included: 10e6 },
  'workers.cpu_us': { sku: 'workers.cpu_ms', usd: 0.02, per: 1e9, included: 30e9 },
  'd1.rows_read': { sku: 'd1.rows_read', usd: 0.001, per: 1e6, included: 25e9 },
  'd1.rows_written': { sku: 'd1.rows_written', usd: 1, per: 1e6, included: 50e6 },
  'kv.reads': { sku: 'kv.reads', usd: 0.5, per: 1e6, included: 10e6 },
  'kv.writes': { sku: 'kv.writes', usd: 5, per: 1e6, included: 1e6 },
  'durable_objects.active_us': {
    ...{ sku: 'durable_objects.duration', usd: 12.5 },
    ...{ per: 1e12 / 0.128, included: 4e11 / 0.128 },
  },
} as const;
export type Meter = keyof typeof METERS;

/** What one thing uses of a meter, a number a day. `level` is its mean day at the start. */
export interface Thing {
  name: string;
  meter: Meter;
  level: number;
  isSteady: boolean;
  days: number[];
}

/** Spikes and single runs are worth less than this a day at list prices: $3.00 in 30 days. */
const SMALL_USD = 0.1;

export function quietAccount(random: Random, length: number): Thing[] {
  const things = Array.from({ length: random.int(4, 9) }, (_, i) =>
    steadyThing(random, `thing-${i}`, length),
  );
  const seldom = Array.from({ length: random.int(1, 3) }, (_, i) =>
    seldomThing(random, `seldom-${i}`, length),
  );
  return [...things, ...seldom];
}

function steadyThing(random: Random, name: string, length: number): Thing {
  const meter = random.pick(Object.keys(METERS) as Meter[]);
  const month = 0.05 * 2000 ** random.next();
  const level = unitsOf(meter, month / 30);
  const weekend = 0.4 + 0.8 * random.next();
  const spread = 0.03 + 0.12 * random.next();
  const growth = 1 + 0.2 * random.next();
  const days = Array.from({ length }, (_, day) => {
    const rhythm = day % 7 >= 5 ? weekend : 1;
    const noise = Math.exp(spread * normal(random));
    const spike = random.chance(0.015) ? unitsOf(meter, SMALL_USD * random.next()) : 0;
    return level * rhythm * noise * growth ** (day / 30) + spike;
  });
  return { name, meter, level, isSteady: true, days };
}

function seldomThing(random: Random, name: string, length: number): Thing {
  const meter = random.pick(Object.keys(METERS) as Meter[]);
  const often = 0.03 + 0.2 * random.next();
  const level = unitsOf(meter, SMALL_USD * random.next());
  const days = Array.from({ length }, () => (random.chance(often) ? level * random.next() : 0));
  return { name, meter, level, isSteady: false, days };
}

function unitsOf(meter: Meter, usd: number): number {
  return (usd / METERS[meter].usd) * METERS[meter].per;
}

/** Mean 0, deviation 1 (Box and Muller). */
function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
  return radius * Math.cos(2 * Math.PI * random.next());
}

/** A steady thing whose level is three times as high from a day on. */
export interface Changed {
  things: Thing[];
  place: string;
  meter: Meter;
  day: number;
}

/** A quiet account with one change of level that costs $5.00 a month or more, or nothing. */
export function changedAccount(random: Random, length: number): Changed | undefined {
  const things = quietAccount(random, length);
  const day = random.int(14, length - 1);
  const steady = things.filter(({ isSteady }) => isSteady);
  const one = random.pick(steady);
  const { meter } = one;
  const ofMonth = (of: readonly Thing[]) =>
    of
      .filter((thing) => thing.meter === meter)
      .reduce((sum, thing) => sum + mean(thing.days.slice(Math.max(0, day - 28), day)) * 30, 0);
  const before = ofMonth(things);
  const more = 2 * ofMonth([one]);
  const { usd, per } = METERS[meter];
  // A little that tips a block is worth that little.
  const worth = Math.min(billOf(meter, before + more) - billOf(meter, before), (more / per) * usd);
  if (worth < 5) return undefined;
  one.days = one.days.map((used, i) => (i >= day ? used * 3 : used));
  return { things, place: one.name, meter, day };
}

function billOf(meter: Meter, used: number): number {
  const { usd, per, included } = METERS[meter];
  return Math.ceil(Math.max(0, used - included) / per) * usd;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, n) => sum + n, 0) / Math.max(1, numbers.length);
}
