// A second opinion on a bill, from the laws alone: day by day in BigInt, no SQL, nothing of src/.

/** A day's smallest units; messages (20 to a request) and hibernatable idle time apart. */
export type Counts = { units: bigint; messages: bigint; idleUs: bigint };
export type Kind = 'count' | 'requests' | 'duration' | 'storage' | 'cpu';
export type Price = Record<'picos' | 'per' | 'included', bigint> &
  Record<'from' | 'to', number> &
  Record<'rounding' | 'allowance', string>;
export type Scenario = Record<'wsRatio' | 'memoryMb' | 'mbPerGb' | 'bytesPerGb', bigint> &
  Record<'gbMonthDays' | 'rounding' | 'allowance' | 'neurons' | 'idle', string>;

export function numerator(kind: Kind, { units, messages, idleUs }: Counts, s: Scenario): bigint {
  if (kind === 'requests') return units * s.wsRatio + messages;
  return kind === 'duration' ? (units + (s.idle === 'billed' ? idleUs : 0n)) * s.memoryMb : units;
}

export function denominator(kind: Kind, s: Scenario, days: number): bigint {
  if (kind === 'storage') return s.bytesPerGb * (s.gbMonthDays === 'period' ? BigInt(days) : 30n);
  return { count: 1n, requests: s.wsRatio, duration: s.mbPerGb * 1_000_000n, cpu: 1000n }[kind];
}

/** Cents of each day's numerator over `d`; null when a day with usage has no price. */
export function charge(days: bigint[], from: number, d: bigint, book: Price[], s: Scenario) {
  let [top, bottom, count, key] = [0n, 1n, 0n, '']; // picodollars are top / bottom
  for (const [i, added] of days.entries()) {
    const p = book.find((row) => row.from <= from + i && from + i < row.to);
    if (!p && added === 0n) continue;
    if (!p) return null;
    const [block, own] = [p.per * d, [p.per, p.included, p.rounding, p.allowance].join()];
    if (own !== key) [count, key] = [0n, own];
    const quota = s.allowance === 'none' || p.allowance === 'none' ? 0n : p.included * d;
    const times = p.allowance !== 'day' ? 1n : s.neurons === 'daily' ? 0n : BigInt(days.length);
    const used = times > 0n ? added : added > quota ? added - quota : 0n;
    const fresh =
      billed(count + used - quota * times, p, d, s) - billed(count - quota * times, p, d, s);
    if (fresh > 0n) [top, bottom] = [top * block + fresh * p.picos * bottom, bottom * block];
    count += used;
  }
  return (2n * top + bottom * 10n ** 10n) / (2n * bottom * 10n ** 10n);
}

/** Blocks begun by what is over the allowance, times the block so that a part of one is whole. */
function billed(over: bigint, p: Price, d: bigint, s: Scenario): bigint {
  const [block, mode] = [p.per * d, p.rounding === 'block' ? s.rounding : p.rounding];
  if (over <= 0n || p.allowance === 'unlimited') return 0n;
  if (mode === 'none' || mode === 'pro_rata') return over;
  const up = mode === 'block' ? 2n * block - 1n : mode === 'nearest' ? block : 0n;
  return ((2n * over + up) / (2n * block)) * block;
}

/** Whole cents by largest remainder; equal remainders by name, a credit like the charge it undoes. */
export function split(cents: bigint, weights: ReadonlyMap<string, bigint>): Map<string, bigint> {
  const [size, sign] = cents < 0n ? [-cents, -1n] : [cents, 1n];
  const all = [...weights.values()].reduce((a, b) => a + b, 0n);
  const byRest = ([a, x]: [string, bigint], [b, y]: [string, bigint]) =>
    Number(((size * y) % all) - ((size * x) % all)) || (a < b ? -1 : 1);
  const left = [...weights.values()].reduce((rest, w) => rest - (size * w) / all, size);
  const share = (w: bigint, i: number) => sign * ((size * w) / all + (BigInt(i) < left ? 1n : 0n));
  return new Map([...weights].sort(byRest).map(([name, w], i) => [name, share(w, i)]));
}
