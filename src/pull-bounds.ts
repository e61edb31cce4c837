import { existsSync } from 'node:fs';
import { FlaretallyError, usageError } from './errors.ts';
import { choosePeriod, type PeriodWish } from './period.ts';
import { openBooks } from './store/readable.ts';

/** Half-open instants. */
export interface Bounds {
  startsAt: Date;
  endsAt: Date;
}

export interface BoundsWish {
  db: string;
  account: string;
  period?: PeriodWish | undefined;
  /** Day of the month on which periods start, where nothing else says so. */
  anchorDay?: number | undefined;
  now: Date;
}

const DAY_MS = 86_400_000;

/**
 * The bounds of the period that is meant: those in the books, else days or a month that are given,
 * else the running one. A bound on the anchor day has the anchor's time of day.
 * @param askAnchor what the billing API says, asked where the books do not know
 * @throws FlaretallyError E_PERIOD_UNKNOWN, E_PERIOD_SEVERAL
 */
export async function boundsOf(
  wish: BoundsWish,
  askAnchor: () => Promise<Date | undefined>,
): Promise<Bounds> {
  const books: Books = existsSync(wish.db) ? await inBooks(wish) : {};
  if (books.bounds && books.anchor) return books.bounds;
  const anchor = books.anchor ?? (await askAnchor());
  if (books.bounds) return atAnchor(books.bounds, anchor);
  const { period, now } = wish;
  if (period && 'startsOn' in period) {
    const midnight = (on: string) => new Date(`${on}T00:00:00Z`);
    const days = { startsAt: midnight(period.startsOn), endsAt: midnight(period.endsOn) };
    return atAnchor(days, anchor);
  }
  const day = wish.anchorDay ?? anchor?.getUTCDate();
  if (period) return atAnchor(monthly(new Date(`${period.month}-01`), 0, day ?? 1), anchor);
  if (day === undefined) throw unknown();
  const running = atAnchor(monthly(now, 0, day), anchor);
  return running.startsAt <= now ? running : atAnchor(monthly(now, -1, day), anchor);
}

interface Books {
  bounds?: Bounds;
  anchor?: Date | undefined;
}

/** Bounds that are midnight of the anchor day, moved to the anchor's time. */
function atAnchor({ startsAt, endsAt }: Bounds, anchor: Date | undefined): Bounds {
  if (!anchor) return { startsAt, endsAt };
  const move = (at: Date) => {
    const isAnchorDay = at.getTime() === anniversary(at, 0, anchor.getUTCDate()).getTime();
    return isAnchorDay ? new Date(at.getTime() + (anchor.getTime() % DAY_MS)) : at;
  };
  return { startsAt: move(startsAt), endsAt: move(endsAt) };
}

/** What the books know of the period, and of the anchor where the billing API has said it. */
async function inBooks({ db: path, account, period }: BoundsWish): Promise<Books> {
  const db = await openBooks(path);
  try {
    const [row] = await db.rows<{ anchor_at: string }>(
      `select strftime(max(anchor_at), '%Y-%m-%dT%H:%M:%SZ') as anchor_at
       from staging.billing_anchors where account = $1 having max(anchor_at) is not null`,
      [account],
    );
    const anchor = row ? new Date(row.anchor_at) : undefined;
    try {
      const { starts_at, ends_at } = await choosePeriod(db, account, period);
      return { bounds: { startsAt: instantOf(starts_at), endsAt: instantOf(ends_at) }, anchor };
    } catch (error) {
      const code = error instanceof FlaretallyError ? error.code : '';
      if (!['E_PERIOD_UNKNOWN', 'E_ACCOUNT_UNKNOWN'].includes(code)) throw error;
      return { anchor };
    }
  } finally {
    db.close();
  }
}

function instantOf(at: string): Date {
  return new Date(`${at.replace(' ', 'T')}Z`);
}

/** From the anchor day of the month that is `months` after that of `at` to that of the next. */
function monthly(at: Date, months: number, day: number): Bounds {
  return { startsAt: anniversary(at, months, day), endsAt: anniversary(at, months + 1, day) };
}

/** The anchor day of a month, clamped to the end of short ones. */
function anniversary(at: Date, months: number, day: number): Date {
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(day, last)));
}

function unknown(): FlaretallyError {
  return usageError(
    'E_PERIOD_UNKNOWN',
    'no billing period is known yet',
    'give one: --period 2026-10-04..2026-11-04, or --period 2026-10 --anchor-day 4',
  );
}
