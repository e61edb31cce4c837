import { usageError } from '../../errors.ts';
import { daySpan } from '../../sources/inputs/days.ts';

/** The value of `--anchor-day`. @throws FlaretallyError E_ANCHOR_DAY */
export function anchorDay(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^([1-9]|[12]\d|3[01])$/.test(text)) return Number(text);
  throw usageError('E_ANCHOR_DAY', `"${text}" is not a day of the month`, 'write 1 to 31');
}

/** The value of `--again`: half-open midnights. @throws FlaretallyError E_DAY */
export function daysAgain(text: string | undefined): { start: number; end: number } | undefined {
  if (text === undefined) return undefined;
  const { first, end } = daySpan(text);
  return { start: first, end };
}

/**
 * `2026-10-17`, or `2026-10-17..2026-10-20`: the end is exclusive.
 * @throws FlaretallyError E_DAY
 */
export function halfOpenDays(text: string): { fromOn: string; toOn: string } {
  const { first, end } = daySpan(text);
  const dayOf = (instant: number) => new Date(instant).toISOString().slice(0, 10);
  return { fromOn: dayOf(first), toOn: dayOf(end) };
}
