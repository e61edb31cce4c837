import { EXIT, FlaretallyError, usageError } from '../errors.ts';
import type { Period, PeriodWish } from '../period.ts';
import type { Database } from '../store/database.ts';

/** Reads the periods of the database. */
export const PERIODS = 'report.periods';

/** Which period is wanted, and at what time. */
export interface PeriodQuestion {
  account?: string | undefined;
  period?: PeriodWish | undefined;
  now: Date;
}

/**
 * The wanted period. The default is the newest with an invoice, else the newest that has ended and
 * has usage (or logs), else the running one.
 * @throws FlaretallyError E_ACCOUNT_NEEDED, E_PERIOD_UNKNOWN, E_PERIOD_SEVERAL
 */
export async function choosePeriod(
  db: Database,
  { account, period: wish, now }: PeriodQuestion,
): Promise<Period> {
  const found = await db.rows<Period>(`select * from ${PERIODS} order by account, starts_on`);
  const all = found.map((period) => ({ ...period, is_running: isInside(now, period) }));
  const own = periodsOfAccount(all, account);
  const [first, second] = meant(own, wish, now);
  if (first && !second) return first;
  const names = own.map((p) => `${p.starts_on}..${p.ends_on}`).join(', ') || 'none';
  throw usageError(
    first ? 'E_PERIOD_SEVERAL' : 'E_PERIOD_UNKNOWN',
    first ? 'two billing periods start in that month' : unknownSays(wish),
    `known periods: ${names}; to add one, load its usage or invoice, or give it to reconcile as ` +
      'FROM..TO',
  );
}

/** The periods that match the request, or the default. */
function meant(own: readonly Period[], wish: PeriodWish | undefined, now: Date): Period[] {
  const ended = own.filter((period) => instantOf(period.ends_at) <= now);
  if (wish === undefined) return [byDefault(own, ended)].filter((period) => period !== undefined);
  if (!('relative' in wish)) return own.filter((period) => fits(period, wish));
  return wish.relative === 'last' ? ended.slice(-1) : own.filter((p) => p.is_running).slice(-1);
}

function byDefault(own: readonly Period[], ended: readonly Period[]): Period | undefined {
  const invoiced = own.findLast(({ invoices }) => invoices !== '0');
  const used = [ended, own].flatMap((some) => [
    some.findLast(({ has_usage }) => has_usage),
    some.findLast(({ has_logs }) => has_logs),
  ]);
  return invoiced ?? used.find((period) => period !== undefined);
}

function unknownSays(wish: PeriodWish | undefined): string {
  if (wish === undefined) return 'no billing period has an invoice or usage';
  if (!('relative' in wish)) return 'there is no such billing period';
  return wish.relative === 'last'
    ? 'no known billing period has ended'
    : 'no known billing period is running';
}

/** A UTC time in the database's form. */
export function instantOf(at: string): Date {
  return new Date(`${at.replace(' ', 'T')}Z`);
}

function isInside(now: Date, { starts_at, ends_at }: Period): boolean {
  return instantOf(starts_at) <= now && now < instantOf(ends_at);
}

function periodsOfAccount(all: readonly Period[], account: string | undefined) {
  const accounts = [...new Set(all.map((period) => period.account))];
  const chosen = account ?? (accounts.length === 1 ? accounts[0] : undefined);
  if (chosen === undefined && accounts.length > 1) {
    throw usageError(
      'E_ACCOUNT_NEEDED',
      'the database has several accounts',
      `name one with --account: ${accounts.join(', ')}`,
    );
  }
  if (account !== undefined && accounts.length > 0 && !accounts.includes(account)) {
    throw usageError(
      'E_ACCOUNT_UNKNOWN',
      `the database has no account ${account}`,
      `name one of its accounts with --account (${accounts.join(', ')}), or unset ` +
        'CLOUDFLARE_ACCOUNT_ID',
    );
  }
  return all.filter((period) => period.account === chosen);
}

type DatedWish = Exclude<PeriodWish, { relative: string }>;

function fits(period: Period, wish: DatedWish): boolean {
  if ('month' in wish) return period.starts_on.startsWith(wish.month);
  return period.starts_on === wish.startsOn && period.ends_on === wish.endsOn;
}

/** How much of a period is known of a meter, and the field that its answers do not have. */
export interface MeterDays {
  days_complete: string;
  lacks: string | null;
}

/**
 * Refuses a period of which no usage is known; the error names the newest that has some. Where
 * answers lack a field or a row of them was rejected, no day may be complete: the findings of the
 * period say so.
 * @param closes what is known of its close: results of a pruned period are kept there
 * @throws FlaretallyError E_PERIOD_EMPTY when nothing was metered or logged in the period
 */
export async function requireUsage(
  db: Database,
  period: Period,
  covered: readonly MeterDays[],
  closes: readonly string[],
): Promise<void> {
  if (period.has_logs || period.has_usage) return;
  if (covered.some(({ days_complete, lacks }) => days_complete !== '0' || lacks)) return;
  const all = await db.rows<Period>(`select * from ${PERIODS} order by account, starts_on`);
  const used = periodsOfAccount(all, period.account).findLast((p) => p.has_usage || p.has_logs);
  const other = used ? `, take --period ${used.starts_on}..${used.ends_on}, which has some` : '';
  throw new FlaretallyError({
    code: 'E_PERIOD_EMPTY',
    what: `there is no usage in ${period.starts_on}..${period.ends_on}`,
    why: ['no saved answer and no log covers a day of it', ...closes].join('\n'),
    fix: `load its usage${other}, or show the invoice alone with --allow-incomplete`,
    exit: EXIT.incomplete,
  });
}
