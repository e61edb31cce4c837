import { usageError } from '../errors.ts';
import { hasOps } from '../ops/schema.ts';
import type { PeriodWish } from '../period.ts';
import type { Database } from '../store/database.ts';

/** A row of `ops.closes`, and whether it was opened again. */
export interface Close {
  account: string;
  period_id: string;
  version: number;
  close_number: number;
  starts_on: string;
  ends_on: string;
  closed_at: string;
  reason: string | null;
  inputs: string;
  inputs_digest: string;
  rules_digest: string;
  results_digest: string;
  flaretally_version: string;
  duckdb_version: string;
  is_reopened: boolean;
  /** Whether `prune` has removed the rows that it was computed from. */
  is_pruned: boolean;
}

export interface CloseWish {
  account?: string | undefined;
  period: PeriodWish;
}

const CLOSES = `
  select c.*, r.version is not null as is_reopened,
    c.starts_on < coalesce((select max(kept_from_on) from ops.prunes), c.starts_on) as is_pruned
  from ops.closes as c left join ops.reopens as r using (account, period_id, version)`;

/**
 * The newest version of a close.
 * @throws FlaretallyError E_CLOSE_UNKNOWN naming the closed periods, E_ACCOUNT_NEEDED
 */
export async function findClose(db: Database, wish: CloseWish): Promise<Close> {
  const all = (await hasOps(db, 'closes'))
    ? await db.rows<Close>(
        `${CLOSES} where c.account = coalesce($1, c.account)
         order by c.starts_on desc, c.version desc, c.account`,
        [wish.account ?? null],
      )
    : [];
  const [first, ...others] = all.filter((close) => fits(close, wish.period));
  if (!first) throw unknown(all);
  const another = others.find(({ account }) => account !== first.account);
  if (!another) return first;
  throw usageError(
    'E_ACCOUNT_NEEDED',
    'several accounts have a close of that period',
    `name one with --account: ${first.account}, ${another.account}`,
  );
}

function fits({ starts_on, ends_on }: Close, wish: PeriodWish): boolean {
  if ('relative' in wish) return wish.relative === 'last';
  if ('month' in wish) return starts_on.startsWith(wish.month);
  return starts_on === wish.startsOn && ends_on === wish.endsOn;
}

function unknown(all: readonly Close[]) {
  const names = [...new Set(all.map((close) => `${close.starts_on}..${close.ends_on}`))];
  return usageError(
    'E_CLOSE_UNKNOWN',
    'that period was not closed',
    names.length === 0
      ? 'no period was closed yet: flaretally close 2026-10'
      : `closed periods: ${names.join(', ')}`,
  );
}
