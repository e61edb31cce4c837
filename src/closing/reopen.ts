import { usageError } from '../errors.ts';
import { type Close, type CloseWish, findClose } from './find-close.ts';
import { type OpsWish, onOps } from './on-ops.ts';

/**
 * Opens a closed period again: what changes from now on is no correction, and the next close is the
 * next version. The earlier version stays.
 * @throws FlaretallyError E_CLOSE_UNKNOWN, E_REOPEN_OPEN if its newest close was opened before
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
    await db.run('insert into ops.reopens values ($1, $2, $3, $4::timestamp, $5)', [
      close.account,
      close.period_id,
      close.version,
      wish.now.toISOString().replace('Z', ''),
      reason,
    ]);
    return close;
  });
}
