import { FlaretallyError, usageError } from '../errors.ts';
import type { PeriodWish } from '../period.ts';
import { choosePeriod, instantOf } from '../reading/choose-period.ts';
import { dayOf, daysIn, type Span } from '../sources/cloudflare/time.ts';
import type { Database } from '../store/database.ts';

/** Half-open instants. */
export interface Bounds {
  startsAt: Date;
  endsAt: Date;
}

export interface BoundsWish {
  account: string;
  period?: PeriodWish | undefined;
  /** Day of the month on which periods start, if nothing else says so. */
  anchorDay?: number | undefined;
  now: Date;
}

const DAY_MS = 86_400_000;

/**
 * The bounds of the wanted period: those in the database, else given days or a given month, else by
 * the clock the last one or, by default, the running one. A bound on the anchor day has the
 * anchor's time of day.
 * @param stored what the database knows: see `knownBounds`
 * @param askAnchor reads the anchor from the billing API, if the database does not have it
 * @throws FlaretallyError E_PERIOD_UNKNOWN
 */
export async function boundsOf(
  wish: BoundsWish,
  stored: KnownBounds,
  askAnchor: () => Promise<Date | undefined>,
): Promise<Bounds> {
  if (stored.bounds && stored.anchor) return stored.bounds;
  const anchor = stored.anchor ?? (await askAnchor());
  if (stored.bounds) return atAnchor(stored.bounds, anchor);
  const { period, now } = wish;
  if (period && 'startsOn' in period) {
    const midnight = (on: string) => new Date(`${on}T00:00:00Z`);
    const days = { startsAt: midnight(period.startsOn), endsAt: midnight(period.endsOn) };
    return atAnchor(days, anchor);
  }
  const day = wish.anchorDay ?? anchor?.getUTCDate() ?? stored.day;
  if (period && 'month' in period)
    return atAnchor(monthly(new Date(`${period.month}-01`), 0, day ?? 1), anchor);
  if (day === undefined) throw unknown();
  const hasBegun = atAnchor(monthly(now, 0, day), anchor).startsAt <= now;
  const months = (hasBegun ? 0 : -1) - (period?.relative === 'last' ? 1 : 0);
  return atAnchor(monthly(now, months, day), anchor);
}

/**
 * Days can be requested once they have begun, and only with the period that they belong to.
 * @throws FlaretallyError E_AGAIN naming the first that cannot
 */
export function requireAskable(again: Span, { startsAt, endsAt }: Bounds, now: Date): void {
  const from = dayOf(startsAt.getTime());
  const to = dayOf(endsAt.getTime() - 1);
  for (const day of daysIn(again)) {
    const what = (why: string) => `--again cannot fetch ${day}, ${why}`;
    const fix = 'name the period of that day with --period, or name other days';
    if (day < from || day > to)
      throw usageError('E_AGAIN', what(`which is not in the period ${from} to ${to}`), fix);
    if (day > dayOf(now.getTime()))
      throw usageError('E_AGAIN', what('which has not started'), 'leave it out');
  }
}

/** The wanted period in a database, its anchor, and the day on which its periods start. */
export interface KnownBounds {
  bounds?: Bounds;
  anchor?: Date | undefined;
  /** Day of the month on which its periods start, if the database knows it. */
  day?: number | undefined;
}

/** Moves bounds at midnight of the anchor day to the anchor's time. */
function atAnchor({ startsAt, endsAt }: Bounds, anchor: Date | undefined): Bounds {
  if (!anchor) return { startsAt, endsAt };
  const move = (at: Date) => {
    const isAnchorDay = at.getTime() === anniversary(at, 0, anchor.getUTCDate()).getTime();
    return isAnchorDay ? new Date(at.getTime() + (anchor.getTime() % DAY_MS)) : at;
  };
  return { startsAt: move(startsAt), endsAt: move(endsAt) };
}

/**
 * The period and the anchor in the database. The anchor is there if the billing API has given it.
 * @throws FlaretallyError E_PERIOD_SEVERAL
 */
export async function knownBounds(
  db: Database,
  { account, period, now }: BoundsWish,
): Promise<KnownBounds> {
  const [row] = await db.rows<{ anchor_at: string }>(
    `select strftime(max(anchor_at), '%Y-%m-%dT%H:%M:%SZ') as anchor_at
     from staging.billing_anchors where account = $1 having max(anchor_at) is not null`,
    [account],
  );
  const [known] = await db.rows<{ anchor_day: number }>(
    'select anchor_day from params.anchors where account = $1 and not is_assumed',
    [account],
  );
  const stored = { anchor: row ? new Date(row.anchor_at) : undefined, day: known?.anchor_day };
  try {
    const wanted = period ?? { relative: 'current' };
    const { starts_at, ends_at } = await choosePeriod(db, { account, period: wanted, now });
    const bounds = { startsAt: instantOf(starts_at), endsAt: instantOf(ends_at) };
    return isNewest(bounds, wanted, now) ? { ...stored, bounds } : stored;
  } catch (error) {
    const code = error instanceof FlaretallyError ? error.code : '';
    if (!['E_PERIOD_UNKNOWN', 'E_ACCOUNT_UNKNOWN'].includes(code)) throw error;
    return stored;
  }
}

/** Whether no later period can have ended since: an old database has only old periods. */
function isNewest({ endsAt }: Bounds, wish: PeriodWish, now: Date): boolean {
  if (!('relative' in wish) || wish.relative === 'current') return true;
  const next = anniversary(endsAt, 1, endsAt.getUTCDate());
  return now.getTime() < next.getTime() + (endsAt.getTime() % DAY_MS);
}

/** The period from the anchor day `months` months after that of `at` to the next anchor day. */
function monthly(at: Date, months: number, day: number): Bounds {
  return { startsAt: anniversary(at, months, day), endsAt: anniversary(at, months + 1, day) };
}

/** The anchor day of a month; the last day if the month is too short. */
function anniversary(at: Date, months: number, day: number): Date {
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(day, last)));
}

function unknown(): FlaretallyError {
  return usageError(
    'E_PERIOD_UNKNOWN',
    'no billing period is known yet',
    'name one: --period 2026-10-04..2026-11-04, or --period 2026-10 --anchor-day 4',
  );
}
