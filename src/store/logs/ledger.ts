import { literal } from '../quote.ts';
import type { LogGround } from './ground.ts';

/**
 * Adds to the batch what of it other files had delivered, a row each with their numbers, and enters
 * its events in the ledger.
 */
export async function enter(ground: LogGround, account: string): Promise<void> {
  await ground.keep();
  await ground.db.run(
    `insert into ${ground.whole('raw.log_hashes')} by name
     select ${literal(account)} as account, * from ${ground.read('logs.batch_hashes')};
     insert into ${ground.table('log_batch')} by name from ${ground.read('logs.repeated_events')}`,
  );
}

/**
 * Forgets a ledger whose hashes the engine would not make again, but not up to when it went.
 * @returns before what instant the ledger remembers nothing, in ms since 1970; null at first
 */
export async function openLedger(ground: LogGround, account: string): Promise<string | null> {
  const [ledgers, hashes] = [ground.whole('raw.log_ledgers'), ground.whole('raw.log_hashes')];
  const probe = `(select hash_probe from ${ground.read('logs.hash_probes')})`;
  const [own] = await ground.db.rows(
    `from ${ledgers} where account = $1 and hash_probe = ${probe}`,
    [account],
  );
  const owner = literal(account);
  if (!own)
    await ground.db.run(
      `delete from ${ledgers} where account = ${owner};
       insert into ${ledgers} by name
       select ${owner} as account, ${probe} as hash_probe,
         max(hour_at) + to_hours(1) as lost_before_at
       from ${hashes} where account = ${owner};
       delete from ${hashes} where account = ${owner}`,
    );
  const [row] = await ground.db.rows<{ horizon_ms: string | null }>(
    `select epoch_ms(horizon_at) as horizon_ms from ${ground.read('logs.horizons')}
     where account = $1`,
    [account],
  );
  return row?.horizon_ms ?? null;
}

/** Forgets what lies before the horizon. */
export async function prune(ground: LogGround, account: string): Promise<void> {
  await ground.db.run(
    `delete from ${ground.whole('raw.log_hashes')} where account = $1
       and hour_at < (select horizon_at from ${ground.read('logs.horizons')} where account = $1)`,
    [account],
  );
}
