// Removing raw rows of old periods. Closed periods keep their results; the others lose them.
import { onLoaded } from '../build/on-loaded.ts';
import { carry } from '../ops/carry.ts';
import { ensureOps, hasOps } from '../ops/schema.ts';
import { opsViews } from '../ops/views.ts';
import { buildFully } from '../rules/build.ts';
import { readCatalog } from '../rules/catalog.ts';
import type { Database } from '../store/database.ts';
import { openPublished, requireDatabase } from '../store/readable.ts';
import { removeLoads } from '../store/remove-loads.ts';
import type { OpsWish } from './on-ops.ts';

/** What `prune` removes, or has removed. */
export interface Pruned {
  /** The first day of the oldest period that is kept; none if no period is that old. */
  keptFromOn: string | undefined;
  files: string;
  /** Periods without a close: their results are gone too. */
  lost: readonly string[];
  closed: readonly string[];
}

export interface PruneWish extends OpsWish {
  /** Full months that are kept, before the running one. */
  months: number;
  queries?: string | undefined;
  /** Called with what would be removed; nothing is where it resolves to false. */
  confirm: (planned: Pruned) => Promise<boolean>;
}

/** Removes answers and log files that end before the kept periods, if that is confirmed. */
export async function prune(wish: PruneWish): Promise<Pruned | undefined> {
  requireDatabase(wish.db);
  const catalog = readCatalog(wish.queries);
  const published = await openPublished(wish.db);
  let planned: Pruned;
  try {
    planned = (await hasOps(published, 'prunes'))
      ? await planOf(published, wish)
      : { keptFromOn: undefined, files: '0', lost: [], closed: [] };
  } finally {
    published.close();
  }
  if (planned.keptFromOn === undefined || !(await wish.confirm(planned))) return undefined;
  return onLoaded(catalog, 'flaretally prune', wish, wish.now, async (db) => {
    await ensureOps(db);
    const found = await planOf(db, wish);
    await remove(db, wish.now);
    await buildFully(db, catalog);
    await carry(db, { by: 'inputs', says: 'flaretally prune' });
    return found;
  });
}

/**
 * The periods that are kept end within so many months before now. If none does, because the account
 * has stopped, that day is the first that is kept.
 */
async function planOf(db: Database, { now, months }: PruneWish): Promise<Pruned> {
  await db.run(
    `create or replace temp table pruning as
     select coalesce(min(p.starts_on) filter (where p.ends_on > k.day), any_value(k.day))
       as kept_from_on
     from (select ($1::timestamp - to_months($2::integer))::date as day) as k
     left join params.periods as p on true`,
    [now.toISOString().replace('Z', ''), months],
  );
  await opsViews(db, 'old_inputs', 'old_periods');
  const periods = await db.rows<{ starts_on: string; account: string; is_closed: boolean }>(
    'select account, starts_on, is_closed from old_periods order by starts_on, account',
  );
  const [found] = await db.rows<{ kept: string | null; files: string }>(
    `select (select kept_from_on from pruning) as kept, count(*) as files from old_inputs`,
  );
  const named = (isClosed: boolean) =>
    periods
      .filter(({ is_closed }) => is_closed === isClosed)
      .map(({ starts_on, account }) => `${starts_on} of ${account}`);
  const isOld = found?.files !== '0';
  return {
    keptFromOn: isOld ? (found?.kept ?? undefined) : undefined,
    files: found?.files ?? '0',
    lost: named(false),
    closed: named(true),
  };
}

async function remove(db: Database, now: Date): Promise<void> {
  await opsViews(db, 'next_lost_inputs');
  const at = [now.toISOString().replace('Z', '')];
  await db.run(
    `create or replace temp table old_loads as select load_id from old_inputs;
     create or replace temp table lost_loads as from next_lost_inputs`,
  );
  await db.run(
    `insert or replace into ops.lost_inputs by name
     select *, $1::timestamp as pruned_at from lost_loads`,
    at,
  );
  await db.run(
    `update ops.close_inputs set is_pruned = true
     where load_id in (select load_id from old_loads)`,
  );
  await removeLoads(db, 'old_loads');
  await db.run('insert into ops.prunes select $1::timestamp, kept_from_on from pruning', at);
  await db.run('drop table old_loads; drop table lost_loads');
}
