import { EXIT, FlaretallyError, usageError } from './errors.ts';
import type { Database } from './store/database.ts';

/** What `--period` says: a month in which the period starts, or exact days, the end exclusive. */
export type PeriodWish = { month: string } | { startsOn: string; endsOn: string };

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
  /** Instants, UTC: midnight but where the anchor falls inside a day. */
  starts_at: string;
  ends_at: string;
  usage_complete_at: string;
  is_complete: boolean;
  /** Whether any log of the account was written in it. */
  has_logs: boolean;
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const RANGE = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/;

/**
 * Reads the value of `--period`.
 * @throws FlaretallyError E_PERIOD_SYNTAX
 */
export function parsePeriod(text: string): PeriodWish {
  if (MONTH.test(text)) return { month: text };
  const [, startsOn = '', endsOn = ''] = RANGE.exec(text) ?? [];
  if (isDay(startsOn) && isDay(endsOn) && startsOn < endsOn) return { startsOn, endsOn };
  throw usageError(
    'E_PERIOD_SYNTAX',
    `"${text}" is not a billing period`,
    'write 2026-10 for the one that starts in that month, or 2026-10-04..2026-11-04, end exclusive',
  );
}

/**
 * The period that is meant: by default the newest with an invoice, else the newest with
 * usage, else with logs.
 * @throws FlaretallyError E_ACCOUNT_NEEDED, E_PERIOD_UNKNOWN, E_PERIOD_SEVERAL
 */
export async function choosePeriod(
  db: Database,
  account: string | undefined,
  wish: PeriodWish | undefined,
): Promise<Period> {
  const all = await db.rows<Period>('select * from report.periods order by account, starts_on');
  const own = await periodsOfAccount(all, account);
  const fitting = own.filter((period) => fits(period, wish));
  if (wish === undefined) {
    const best =
      own.findLast((p) => p.invoices !== '0') ??
      own.findLast((p) => p.datasets !== '0') ??
      own.findLast((p) => p.has_logs);
    if (best) return best;
  }
  const [first, second] = fitting;
  if (first && !second) return first;
  const names = own.map((p) => `${p.starts_on}..${p.ends_on}`).join(', ') || 'none';
  throw usageError(
    first ? 'E_PERIOD_SEVERAL' : 'E_PERIOD_UNKNOWN',
    first ? 'two billing periods start in that month' : 'there is no such billing period',
    `periods known: ${names}; load usage or the invoice of another, or give it as FROM..TO`,
  );
}

async function periodsOfAccount(all: readonly Period[], account: string | undefined) {
  const accounts = [...new Set(all.map((period) => period.account))];
  const chosen = account ?? (accounts.length === 1 ? accounts[0] : undefined);
  if (chosen === undefined && accounts.length > 1) {
    throw usageError(
      'E_ACCOUNT_NEEDED',
      'the database knows several accounts',
      `name one with --account: ${accounts.join(', ')}`,
    );
  }
  if (account !== undefined && accounts.length > 0 && !accounts.includes(account)) {
    throw usageError(
      'E_ACCOUNT_UNKNOWN',
      `the database knows nothing of account ${account}`,
      `accounts: ${accounts.join(', ')}`,
    );
  }
  return all.filter((period) => period.account === chosen);
}

function fits(period: Period, wish: PeriodWish | undefined): boolean {
  if (wish === undefined) return false;
  if ('month' in wish) return period.starts_on.startsWith(wish.month);
  return period.starts_on === wish.startsOn && period.ends_on === wish.endsOn;
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** @throws FlaretallyError E_PERIOD_EMPTY when nothing was metered or logged in the period */
export function requireUsage(period: Period, covered: readonly { days_complete: string }[]): void {
  if (period.has_logs || covered.some(({ days_complete }) => days_complete !== '0')) return;
  throw new FlaretallyError({
    code: 'E_PERIOD_EMPTY',
    what: `there is no usage of ${period.starts_on}..${period.ends_on}`,
    why: 'no saved answer and no log covers a day of it',
    fix: 'load its usage, or see the invoice alone with --allow-incomplete',
    exit: EXIT.incomplete,
  });
}
