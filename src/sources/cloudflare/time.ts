/** Half-open, UTC, in milliseconds since 1970. */
export interface Span {
  start: number;
  end: number;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** `2026-10-04` */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

export function spanOfDay(day: string): Span {
  const start = Date.parse(`${day}T00:00:00Z`);
  return { start, end: start + DAY_MS };
}

/** `2026-10-04T09:00:00Z`: the form that the API uses. */
export function instant(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/**
 * Two halves of a span, cut at midnight or, within a day, at a whole hour. A single hour has no
 * halves.
 */
export function halve({ start, end }: Span): [Span, Span] | undefined {
  const unit = end - start > DAY_MS ? DAY_MS : HOUR_MS;
  const units = Math.floor((end - start) / unit);
  if (units < 2) return undefined;
  const middle = start + Math.ceil(units / 2) * unit;
  return [
    { start, end: middle },
    { start: middle, end },
  ];
}

/** The days of a span that begins and ends at midnight. */
export function daysIn({ start, end }: Span): string[] {
  const days: string[] = [];
  for (let at = start; at < end; at += DAY_MS) days.push(dayOf(at));
  return days;
}
