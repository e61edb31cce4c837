// A second calculation of a bill from the laws alone: day by day in BigInt, no SQL, nothing of
// src/.

/** A day's smallest units, with messages (20 to a request) and hibernatable idle time separate. */
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

/**
 * Cents of each day's numerator over `d`; null when a day with usage has no price. `ahead` is what
 * SKUs that take a shared allowance first add on each day, over the same `d`.
 */
export function charge(
  days: readonly bigint[],
  from: number,
  d: bigint,
  book: readonly Price[],
  s: Scenario,
  ahead: readonly bigint[] = [],
) {
  const ruled = days.flatMap((added, i) => {
    const p = book.find((row) => row.from <= from + i && from + i < row.to);
    return p || added > 0n ? [{ added, p, first: ahead[i] ?? 0n }] : [];
  });
  const counts: { p: Price; days: { added: bigint; p: Price; first: bigint }[] }[] = [];
  for (const { added, p, first } of ruled) {
    if (!p) return null;
    const last = counts.at(-1);
    if (last && termsOf(last.p) === termsOf(p)) last.days.push({ added, p, first });
    else counts.push({ p, days: [{ added, p, first }] });
  }
  const once = counts.filter(({ p }) => p.allowance === 'period' || p.allowance.endsWith('month'));
  // The period's allowance is reduced by what others took first and what earlier counts used.
  let gone = sum(once.flatMap((count) => count.days.map(({ first }) => first)));
  let [top, bottom] = [0n, 1n]; // picodollars are top / bottom
  for (const count of counts) {
    const isOnce = once.includes(count);
    const own = count.p.included * d;
    const isReset = count.p.allowance === 'day' && s.neurons === 'daily';
    const pooled = own * BigInt(count.days.length) - sum(count.days.map(({ first }) => first));
    let [left, over] = [isOnce ? own - gone : pooled, 0n];
    for (const { added, p, first } of count.days) {
      if (isReset) left = own - first;
      const isAll = p.allowance === 'unlimited';
      const free = isAll ? added : s.allowance === 'none' ? 0n : least(added, left);
      const fresh = billed(over + added - free, p, d, s) - billed(over, p, d, s);
      const block = p.per * d;
      [top, bottom] = [top * block + fresh * p.picos * bottom, bottom * block];
      over += added - free;
      left -= free;
      if (isOnce) gone += added;
    }
  }
  return (2n * top + bottom * 10n ** 10n) / (2n * bottom * 10n ** 10n);
}

/** A change of these starts a new count. */
function termsOf({ per, included, rounding, allowance }: Price): string {
  const isOpen = allowance === 'none' || allowance === 'unlimited';
  return [per, isOpen ? 0n : included, rounding, allowance].join();
}

/** How much of `added` is covered by the remaining allowance. */
function least(added: bigint, left: bigint): bigint {
  return left <= 0n ? 0n : added < left ? added : left;
}

/**
 * Started blocks of usage over the allowance, times the block size so that part blocks are whole
 * numbers.
 */
function billed(over: bigint, p: Price, d: bigint, s: Scenario): bigint {
  const [block, mode] = [p.per * d, p.rounding === 'block' ? s.rounding : p.rounding];
  if (mode === 'none' || mode === 'pro_rata') return over;
  const up = mode === 'block' ? 2n * block - 1n : mode === 'nearest' ? block : 0n;
  return ((2n * over + up) / (2n * block)) * block;
}

function sum(numbers: readonly bigint[]): bigint {
  return numbers.reduce((a, b) => a + b, 0n);
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
