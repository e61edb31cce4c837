import { usageError } from '../../errors.ts';
import { type PeriodWish, parsePeriod } from '../../period.ts';

/**
 * The day or month with which the periods of a list begin.
 * @throws FlaretallyError E_LIST_PERIOD
 */
export function startOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const wish = parsePeriod(text);
  if ('month' in wish) return wish.month;
  if ('startsOn' in wish) return wish.startsOn;
  throw usageError('E_LIST_PERIOD', `"${text}" names no month`, 'write 2026-10');
}

/** @throws FlaretallyError E_REASON_NEEDED */
export function requireReason(command: string, reason: string | undefined): string {
  if (reason?.trim()) return reason;
  throw usageError(
    'E_REASON_NEEDED',
    `${command} needs --reason`,
    'say why, in quotes; it is kept',
  );
}

/** The period of a close. @throws FlaretallyError E_CLOSE_PERIOD, E_PERIOD_SYNTAX */
export function closedPeriod(command: string, text: string | undefined): PeriodWish {
  if (text !== undefined) return parsePeriod(text);
  throw usageError('E_CLOSE_PERIOD', `${command} needs a period`, `${command} 2026-10`);
}

/** A closed period in words. */
export function closeSays(close: { account: string; starts_on: string; ends_on: string }): string {
  return `Account ${close.account}, ${close.starts_on} to ${close.ends_on} UTC (end exclusive)`;
}
