// A second opinion on a bill, from the laws alone: BigInt ratios, no SQL, nothing of src/. It goes
// day by day where the rules go segment by segment. Days are numbers; ends are exclusive.

/** A day's smallest units; messages (20 to a request) and hibernatable idle time apart. */
export type Counts = { units: bigint; messages: bigint; idleUs: bigint };
export type Kind = 'count' | 'requests' | 'duration' | 'storage' | 'cpu';
export type Price = { from: number; to: number; picos: bigint; per: bigint; included: bigint } & {
  rounding: 'block' | 'none' | 'nearest';
  allowance: 'period' | 'day' | 'calendar_month' | 'none' | 'unlimited';
};
export type Scenario = Record<'wsRatio' | 'memoryMb' | 'mbPerGb' | 'bytesPerGb', bigint> & {
  gbMonthDays: '30' | 'period';
  rounding: 'block' | 'pro_rata' | 'floor';
  allowance: 'included' | 'none';
  idle: 'free' | 'billed';
};

export function numerator(kind: Kind, { units, messages, idleUs }: Counts, s: Scenario): bigint {
  if (kind === 'requests') return units * s.wsRatio + messages;
  return kind === 'duration' ? (units + (s.idle === 'billed' ? idleUs : 0n)) * s.memoryMb : units;
}

export function denominator(kind: Kind, s: Scenario, days: number): bigint {
  const storage = s.bytesPerGb * (s.gbMonthDays === 'period' ? BigInt(days) : 30n);
  const duration = s.mbPerGb * 1_000_000n;
  return { count: 1n, requests: s.wsRatio, duration, storage, cpu: 1000n }[kind];
}

/** The charge in cents for each day's numerator over `d`; null when a day with usage has no price. */
export function charge(days: bigint[], from: number, d: bigint, book: Price[], s: Scenario) {
  let [top, bottom, running, key] = [0n, 1n, 0n, '']; // picodollars as top / bottom
  for (const [i, added] of days.entries()) {
    const price = book.find((row) => row.from <= from + i && from + i < row.to);
    if (!price && added > 0n) return null;
    if (!price) continue;
    const own = [price.per, price.included, price.rounding, price.allowance].join();
    if (own !== key) [running, key] = [0n, own];
    const block = price.per * d;
    const fresh =
      blocks(running + added, price, d, s, days.length) - blocks(running, price, d, s, days.length);
    running += added;
    [top, bottom] = [top * block + fresh * price.picos * bottom, bottom * block];
  }
  const cent = bottom * 10_000_000_000n;
  return (2n * top + cent) / (2n * cent);
}

/** Blocks of a running count, times the block so that a part of one is whole. */
function blocks(count: bigint, p: Price, d: bigint, s: Scenario, days: number): bigint {
  if (p.allowance === 'unlimited') return 0n;
  const times = { period: 1, calendar_month: 1, day: days, none: 0 }[p.allowance];
  const over = count - (s.allowance === 'none' ? 0n : p.included * BigInt(times) * d);
  const [block, mode] = [p.per * d, p.rounding === 'block' ? s.rounding : p.rounding];
  if (over <= 0n || mode === 'none' || mode === 'pro_rata') return over > 0n ? over : 0n;
  const whole = { block: over + block - 1n, floor: over, nearest: (2n * over + block) / 2n }[mode];
  return (whole / block) * block;
}

/** Whole cents by largest remainder; equal remainders by name, a credit like the charge it undoes. */
export function split(cents: bigint, weights: ReadonlyMap<string, bigint>): Map<string, bigint> {
  const all = [...weights.values()].reduce((a, b) => a + b, 0n);
  const [size, sign] = cents < 0n ? [-cents, -1n] : [cents, 1n];
  const rows = [...weights].map(([name, w]) => ({
    name,
    base: (size * w) / all,
    rest: (size * w) % all,
  }));
  rows.sort((a, b) => (a.rest === b.rest ? (a.name < b.name ? -1 : 1) : a.rest < b.rest ? 1 : -1));
  const left = size - rows.reduce((sum, row) => sum + row.base, 0n);
  return new Map(
    rows.map(({ name, base }, i) => [name, sign * (base + (BigInt(i) < left ? 1n : 0n))]),
  );
}
