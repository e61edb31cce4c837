import { literal } from '../quote.ts';
import type { LogWorkspace } from './workspace.ts';

/**
 * Adds a row for each event of the batch that other files had delivered, with their numbers, and
 * adds the batch to the ledger.
 */
export async function enter(workspace: LogWorkspace, account: string): Promise<void> {
  await workspace.keep();
  await workspace.db.run(
    `insert into ${workspace.whole('raw.log_hashes')} by name
     select ${literal(account)} as account, * from ${workspace.read('logs.batch_hashes')};
     insert into ${workspace.table('log_batch')} by name
       from ${workspace.read('logs.repeated_events')}`,
  );
}

/**
 * Drops a ledger whose hashes this version of DuckDB would not produce, but remembers until when it
 * lasted.
 * @returns the instant before which the ledger knows nothing, in ms since 1970; null at first
 */
export async function openLedger(workspace: LogWorkspace, account: string): Promise<string | null> {
  const [ledgers, hashes] = [workspace.whole('raw.log_ledgers'), workspace.whole('raw.log_hashes')];
  const probe = `(select hash_probe from ${workspace.read('logs.hash_probes')})`;
  const [own] = await workspace.db.rows(
    `from ${ledgers} where account = $1 and hash_probe = ${probe}`,
    [account],
  );
  const owner = literal(account);
  if (!own)
    await workspace.db.run(
      `delete from ${ledgers} where account = ${owner};
       insert into ${ledgers} by name
       select ${owner} as account, ${probe} as hash_probe,
         max(hour_at) + to_hours(1) as lost_before_at
       from ${hashes} where account = ${owner};
       delete from ${hashes} where account = ${owner}`,
    );
  const [row] = await workspace.db.rows<{ horizon_ms: string | null }>(
    `select epoch_ms(horizon_at) as horizon_ms from ${workspace.read('logs.horizons')}
     where account = $1`,
    [account],
  );
  return row?.horizon_ms ?? null;
}

/** Deletes hashes before the horizon. */
export async function prune(workspace: LogWorkspace, account: string): Promise<void> {
  await workspace.db.run(
    `delete from ${workspace.whole('raw.log_hashes')} where account = $1
       and hour_at < (
         select horizon_at from ${workspace.read('logs.horizons')} where account = $1
       )`,
    [account],
  );
}
