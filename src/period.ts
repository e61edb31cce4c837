import { usageError } from './errors.ts';

/**
 * The value of `--period`: a month in which the period starts, exact days with an exclusive end,
 * the newest ended period (`last`) or the running one (`current`).
 */
export type PeriodWish =
  | { month: string }
  | { startsOn: string; endsOn: string }
  | { relative: 'last' | 'current' };

/** A billing period of one account. Days are ISO dates; `endsOn` is exclusive. */
export interface Period {
  account: string;
  period_id: string;
  starts_on: string;
  ends_on: string;
  source: string;
  invoices: string;
  datasets: string;
  usage_complete_to: string;
  /** UTC times; midnight unless the period begins within a day. */
  starts_at: string;
  ends_at: string;
  usage_complete_at: string;
  /** For a running period: up to now. */
  is_complete: boolean;
  /** Whether rows of the tenant map match nothing because a list of names was refused. */
  is_unnamed: boolean;
  /** Whether any answer covers a day that belongs to this period alone. */
  has_usage: boolean;
  /** Whether any log of the account was written in it. */
  has_logs: boolean;
  /** Whether it is still running, by the clock of this run. */
  is_running: boolean;
  /** A sentence where it is longer than any billing period. */
  length_says: string | null;
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const RANGE = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/;

/**
 * Reads the value of `--period`.
 * @throws FlaretallyError E_PERIOD_SYNTAX
 */
export function parsePeriod(text: string): PeriodWish {
  if (text === 'last' || text === 'current') return { relative: text };
  if (MONTH.test(text)) return { month: text };
  const [, startsOn = '', endsOn = ''] = RANGE.exec(text) ?? [];
  if (isDay(startsOn) && isDay(endsOn) && startsOn < endsOn) return { startsOn, endsOn };
  throw usageError(
    'E_PERIOD_SYNTAX',
    `"${text}" is not a billing period`,
    'write 2026-10 for the one that starts in that month, 2026-10-04..2026-11-04 (end ' +
      'exclusive), last for the newest that has ended, or current for the one that runs',
  );
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
