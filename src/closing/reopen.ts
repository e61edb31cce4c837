import { usageError } from '../errors.ts';
import { opsViews } from '../ops/views.ts';
import type { Database } from '../store/database.ts';
import { type Close, type CloseWish, findClose } from './find-close.ts';
import { type OpsWish, onOps } from './on-ops.ts';

/**
 * Opens a closed period again: what changes from now on is no correction, and the next close is the
 * next version. The earlier version stays; corrections take back those that it had.
 * @throws FlaretallyError E_CLOSE_UNKNOWN, E_REOPEN_OPEN if its newest close was opened before,
 *   E_REOPEN_PRUNED if the rows that it was computed from are gone
 */
export async function reopenPeriod(wish: CloseWish & OpsWish, reason: string): Promise<Close> {
  return onOps('flaretally reopen', wish, async (db) => {
    const close = await findClose(db, wish);
    if (close.is_reopened) {
      throw usageError(
        'E_REOPEN_OPEN',
        `the period ${close.starts_on}..${close.ends_on} is open`,
        'flaretally close list says which periods are closed',
      );
    }
    if (close.is_pruned) {
      throw usageError(
        'E_REOPEN_PRUNED',
        `the rows of the period ${close.starts_on}..${close.ends_on} were pruned`,
        `what was closed stays: flaretally close show ${close.starts_on}..${close.ends_on}`,
      );
    }
    await reopen(db, close, reason, wish.now.toISOString().replace('Z', ''));
    return close;
  });
}

async function reopen(db: Database, close: Close, reason: string, at: string): Promise<void> {
  await db.run(
    `create or replace temp table reopening as
     select $1 as account, $2 as period_id, $3::integer as version, $4::timestamp as reopened_at`,
    [close.account, close.period_id, close.version, at],
  );
  await opsViews(db, 'reversed_corrections', 'reversed_charges', 'reversed_tenants');
  await db.run('insert into ops.corrections by name from reversed_corrections');
  await db.run('insert into ops.charge_corrections by name from reversed_charges');
  await db.run('insert into ops.tenant_corrections by name from reversed_tenants');
  await db.run(
    `insert into ops.reopens by name select *, $1 as reason,
       (select correction from newest_correction) as after_correction
     from reopening`,
    [reason],
  );
  await db.run('drop table reopening');
}
