// A second calculation of forecasts, from the words of docs/foresight.md alone: BigInt, no SQL,
// nothing of src/. Days are numbers.

export type Known = ReadonlyMap<number, bigint>;
export type Method = 'weekday' | 'level';

/** What is known of a SKU up to a day, and the days of the period that are not known. */
export interface Series {
  known: Known;
  through: number;
  open: number[];
  method: Method;
}

/** The lower of the two in the middle. */
export function median(figures: readonly bigint[]): bigint {
  const sorted = [...figures].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? 0n;
}

/** To the nearest whole number, halves away from zero. */
export function nearest(n: bigint, d: bigint): bigint {
  return n < 0n ? -((-n + d / 2n) / d) : (n + d / 2n) / d;
}

/** The forecast of a whole day as of the end of another. */
export function dayForecast(known: Known, origin: number, day: number, method: Method): bigint {
  const seen = new Map([...known].filter(([on]) => on <= origin));
  if (method === 'level') return seen.get(origin) ?? 0n;
  const slope = slopeInTwelfths(seen, origin);
  const alike = [...seen]
    .filter(([on]) => (day - on) % 7 === 0 && on > origin - 28)
    .sort(([a], [b]) => b - a);
  if (alike.length === 0) {
    const recent = median([...seen].filter(([on]) => on > origin - 28).map(([, used]) => used));
    // It stands for the day of that weekday in the week up to the origin.
    const stand = origin - mod(origin - day, 7);
    alike.push([stand, recent]);
  }
  const moved = alike.map(([on, used]) =>
    nearest(used * 12n + slope * BigInt((day - on) / 7), 12n),
  );
  const figure = median([
    alike[0]?.[1] ?? 0n,
    median(alike.map(([, used]) => used)),
    median(moved),
  ]);
  return figure < 0n ? 0n : figure;
}

function slopeInTwelfths(seen: Known, origin: number): bigint {
  const slopes: bigint[] = [];
  for (const [later, used] of seen) {
    if (later <= origin - 28) continue;
    for (const weeks of [1, 2, 3, 4]) {
      const earlier = seen.get(later - 7 * weeks);
      if (earlier !== undefined) slopes.push((used - earlier) * BigInt(12 / weeks));
    }
  }
  return median(slopes);
}

/** What came over what was forecast, in millionths, by how many days earlier; or what came a day. */
export type Path = { ratio: bigint } | { daily: bigint };

export function pathsOf({ known, through, open, method }: Series): Map<number, Path> {
  const wanted = Math.max(0, ...open.map((day) => day - through));
  const paths = new Map<number, Path>();
  for (let back = 1; back <= 35 && wanted > 0; back += 1) {
    const origin = through - back;
    if ([...known.keys()].filter((on) => on <= origin).length < 14) continue;
    // What is stored cannot be continued from a day that is not known.
    if (method === 'level' && !known.has(origin)) continue;
    const days = Array.from({ length: Math.min(back, wanted) }, (_, i) => origin + 1 + i).filter(
      (day) => known.has(day),
    );
    if (days.length === 0) continue;
    const forecast = sum(days.map((day) => dayForecast(known, origin, day, method)));
    const came = sum(days.map((day) => known.get(day) ?? 0n));
    paths.set(back, pathOf(forecast, came, BigInt(days.length)));
  }
  return paths;
}

function pathOf(forecast: bigint, came: bigint, days: bigint): Path {
  if (forecast === 0n) return came === 0n ? { ratio: 1_000_000n } : { daily: nearest(came, days) };
  const ratio = nearest(came * 1_000_000n, forecast);
  return { ratio: ratio < 1_000_000_000n ? ratio : 1_000_000_000n };
}

/** The day of a path, from its forecast. */
export function onPath(forecast: bigint, path: Path | undefined): bigint {
  if (path === undefined) return forecast;
  return 'daily' in path ? path.daily : nearest(forecast * path.ratio, 1_000_000n);
}

/** The tenth percentile from either end, without leaving out the forecast. */
export function lowAndHigh(paths: readonly bigint[], base: bigint): [bigint, bigint] {
  const sorted = [...paths].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const place = Math.ceil(sorted.length / 10);
  const [low = base, high = base] = [sorted[place - 1], sorted[sorted.length - place]];
  return [low < base ? low : base, high > base ? high : base];
}

export function sum(numbers: readonly bigint[]): bigint {
  return numbers.reduce((a, b) => a + b, 0n);
}

function mod(n: number, d: number): number {
  return ((n % d) + d) % d;
}
