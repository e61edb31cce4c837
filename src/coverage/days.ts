// Days of a dataset as named for `flaretally coverage`, and the accepted ones among them.
import { usageError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { closest } from '../words/suggest.ts';

/** Days of one dataset; `toOn` is the day after the last. */
export interface CoverageWish {
  db: string;
  account?: string | undefined;
  dataset: string;
  fromOn: string;
  toOn: string;
  queries?: string | undefined;
  now: Date;
  signal?: AbortSignal | undefined;
}

/** The named days for which a relation has rows of the dataset. */
export async function daysOf(db: Database, relation: string, account: string, wish: CoverageWish) {
  const rows = await db.rows<{ usage_on: string }>(
    `select distinct usage_on from ${relation}
     where account = $1 and dataset = $2 and usage_on >= $3::date and usage_on < $4::date
     order by usage_on`,
    [account, wish.dataset, wish.fromOn, wish.toOn],
  );
  return rows.map(({ usage_on }) => usage_on);
}

/** Days accepted before and not named stay accepted. */
export async function cutOut(
  db: Database,
  account: string,
  { dataset, fromOn, toOn }: CoverageWish,
) {
  const touched = `account = $1 and dataset = $2 and from_on < $4::date and to_on > $3::date`;
  const values = [account, dataset, fromOn, toOn];
  await db.run(
    `create or replace temp table kept_acceptances as
     select * replace (least(to_on, $3::date) as to_on) from raw.coverage_acceptances
     where ${touched} and from_on < $3::date
     union all
     select * replace (greatest(from_on, $4::date) as from_on) from raw.coverage_acceptances
     where ${touched} and to_on > $4::date`,
    values,
  );
  await db.run(`delete from raw.coverage_acceptances where ${touched}`, values);
  await db.run('insert into raw.coverage_acceptances from kept_acceptances');
}

/** @throws FlaretallyError E_DATASET_UNKNOWN */
export async function requireDataset(db: Database, dataset: string): Promise<void> {
  const rows = await db.rows<{ dataset: string }>('select dataset from ref.datasets');
  const names = rows.map((row) => row.dataset);
  if (names.includes(dataset)) return;
  const near = closest(dataset, names);
  throw usageError(
    'E_DATASET_UNKNOWN',
    `there is no dataset "${dataset}"`,
    near === undefined ? `datasets: ${names.join(', ')}` : `did you mean ${near}?`,
  );
}

/** @throws FlaretallyError E_ACCOUNT_NEEDED, E_ACCOUNT_UNKNOWN */
export async function accountOf(db: Database, { account }: CoverageWish): Promise<string> {
  const rows = await db.rows<{ account: string }>('select account from params.accounts');
  const names = rows.map((row) => row.account);
  const chosen = account ?? (names.length === 1 ? names[0] : undefined);
  if (chosen !== undefined && names.includes(chosen)) return chosen;
  throw usageError(
    chosen === undefined ? 'E_ACCOUNT_NEEDED' : 'E_ACCOUNT_UNKNOWN',
    chosen === undefined
      ? 'the database has several accounts'
      : `the database has no account ${chosen}`,
    `name one with --account: ${names.join(', ')}`,
  );
}

/** The error that names the suspect days of the dataset instead. */
export async function notSuspect(db: Database, account: string, wish: CoverageWish) {
  const all = { ...wish, fromOn: '0001-01-01', toOn: '9999-12-31' };
  const others = await daysOf(db, 'usage.suspect_days', account, all);
  return usageError(
    'E_COVERAGE_DAY',
    `no day of ${wish.dataset} ${spanOf(wish)} is suspect`,
    others.length === 0
      ? 'that dataset has no suspect day: flaretally report coverage_slots lists suspect days'
      : `suspect days are ${others.join(', ')}`,
  );
}

/** The days in words. */
export function spanOf({ fromOn, toOn }: CoverageWish): string {
  return dayAfter(fromOn) === toOn ? `on ${fromOn}` : `in ${fromOn}..${toOn}`;
}

/** The day after a day. */
export function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}
