// What a person decides about suspect days: they show nothing because there was nothing.
import { decide } from '../build/on-loaded.ts';
import { usageError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { insertRows } from '../store/insert.ts';
import {
  accountOf,
  type CoverageWish,
  cutOut,
  dayAfter,
  daysOf,
  notSuspect,
  requireDataset,
  spanOf,
} from './days.ts';

/**
 * Accepts the suspect days among those named and returns them. Accepting a day again changes its
 * reason.
 * @throws FlaretallyError E_DATASET_UNKNOWN, E_ACCOUNT_NEEDED, E_COVERAGE_DAY if none is suspect
 */
export async function acceptDays(wish: CoverageWish, reason: string): Promise<string[]> {
  return onDatabase('accept', wish, async (db, account) => {
    const suspect = await daysOf(db, 'usage.suspect_days', account, wish);
    if (suspect.length === 0) throw await notSuspect(db, account, wish);
    await cutOut(db, account, wish);
    const { dataset, now } = wish;
    const accepted_at = now.toISOString().replace('Z', '');
    // Only days that are suspect now. A day that is lost later was not reviewed.
    const rows = suspect.map((from_on) => ({ from_on, to_on: dayAfter(from_on) }));
    await insertRows(
      db,
      'raw.coverage_acceptances',
      rows.map((days) => ({ account, dataset, ...days, reason, accepted_at })),
    );
    return suspect;
  });
}

/**
 * Withdraws the acceptance of the named days and returns them.
 * @throws FlaretallyError E_DATASET_UNKNOWN, E_ACCOUNT_NEEDED, E_COVERAGE_DAY: none is accepted
 */
export async function withdrawDays(wish: CoverageWish): Promise<string[]> {
  return onDatabase('withdraw', wish, async (db, account) => {
    const accepted = await daysOf(db, 'staging.coverage_acceptances', account, wish);
    if (accepted.length === 0) {
      throw usageError(
        'E_COVERAGE_DAY',
        `no day of ${wish.dataset} ${spanOf(wish)} was accepted`,
        'flaretally report coverage_acceptances lists accepted days',
      );
    }
    await cutOut(db, account, wish);
    return accepted;
  });
}

/** Runs the rules before, to know which days are suspect, and after. */
async function onDatabase(
  verb: string,
  wish: CoverageWish,
  change: (db: Database, account: string) => Promise<string[]>,
): Promise<string[]> {
  return decide(`flaretally coverage ${verb} ${wish.dataset}`, wish, async (db) => {
    await requireDataset(db, wish.dataset);
    return change(db, await accountOf(db, wish));
  });
}
