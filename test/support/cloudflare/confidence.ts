import type { Row } from './types.ts';

export interface Interval {
  estimate: number;
  lower: number;
  upper: number;
  sampleSize: number;
  isValid: boolean;
}

/** Events behind a row. */
export function eventsOf(row: Row): number {
  return row.count ?? Number(row.sum?.requests ?? 1);
}

/**
 * The interval of a sum over rows that kept one event in `sampleInterval`. Each of a row's events
 * bears the same part of its value, so the variance of the row's estimate is value^2 / events x
 * (interval - 1): none where everything was kept.
 */
export function interval(
  rows: readonly Row[],
  read: (row: Row) => number,
  level: number,
): Interval {
  let [estimate, variance, sampleSize] = [0, 0, 0];
  for (const row of rows) {
    const [value, events, every] = [read(row), eventsOf(row), row.sampleInterval ?? 1];
    estimate += value;
    if (events > 0) variance += (value * value * (every - 1)) / events;
    sampleSize += Math.round(events / every);
  }
  const half = quantile(level) * Math.sqrt(variance);
  const isValid = variance === 0 || sampleSize >= 30;
  return { estimate, lower: estimate - half, upper: estimate + half, sampleSize, isValid };
}

/** Two-sided normal quantile by Winitzki's inverse of erf: 1.96 at 0.95. */
function quantile(level: number): number {
  const a = 0.147;
  const log = Math.log(1 - level * level);
  const b = 2 / (Math.PI * a) + log / 2;
  return Math.SQRT2 * Math.sqrt(Math.sqrt(b * b - log / a) - b);
}
