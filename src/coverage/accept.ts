// What a person says of suspect days: that they show nothing because there was nothing.
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
import { usageError } from '../errors.ts';
import { select } from '../reading/reading.ts';
import { build } from '../rules/build.ts';
import { readCatalog } from '../rules/catalog.ts';
import { checksOf, runChecks } from '../rules/check.ts';
import { declare } from '../rules/declare.ts';
import type { Database } from '../store/database.ts';
import { insertRows } from '../store/insert.ts';
import { onCopy } from '../store/publish.ts';
import { requireBooks } from '../store/readable.ts';
import { requireWrittenByUs } from '../store/written-by-us.ts';

/**
 * Accepts the suspect days among those named; returns them. Accepted again, they have the new
 * reason.
 * @throws FlaretallyError E_DATASET_UNKNOWN, E_ACCOUNT_NEEDED, E_COVERAGE_DAY where none is suspect
 */
export async function acceptDays(wish: CoverageWish, reason: string): Promise<string[]> {
  return withBooks('accept', wish, async (db, account) => {
    const suspect = await daysOf(db, 'usage.suspect_days', account, wish);
    if (suspect.length === 0) throw await notSuspect(db, account, wish);
    await cutOut(db, account, wish);
    const { dataset, now } = wish;
    const accepted_at = now.toISOString().replace('Z', '');
    // Only these: a day that is lost later has not been looked at.
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
 * Takes back what was accepted of the days named; returns them.
 * @throws FlaretallyError E_DATASET_UNKNOWN, E_ACCOUNT_NEEDED, E_COVERAGE_DAY: none is accepted
 */
export async function withdrawDays(wish: CoverageWish): Promise<string[]> {
  return withBooks('withdraw', wish, async (db, account) => {
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

/** The rules run before, to know what is suspect, and after. */
async function withBooks(
  verb: string,
  wish: CoverageWish,
  change: (db: Database, account: string) => Promise<string[]>,
): Promise<string[]> {
  requireBooks(wish.db);
  const catalog = readCatalog(wish.queries);
  const command = `flaretally coverage ${verb} ${wish.dataset}`;
  return onCopy(wish.db, command, wish.now, {
    signal: wish.signal,
    fill: async (db) => {
      await requireWrittenByUs(db, wish.db);
      await declare(db, catalog);
      await select(db, wish.now);
    },
    compute: async (db) => {
      await requireDataset(db, wish.dataset);
      await build(db, catalog);
      const days = await change(db, await accountOf(db, wish));
      await build(db, catalog);
      await runChecks(db, checksOf(catalog));
      return days;
    },
  });
}
