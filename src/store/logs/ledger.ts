import type { Database } from '../database.ts';
import { literal } from '../insert.ts';

/** Hours of event time before the newest event for which deliveries are remembered. */
const HOURS_KEPT = 72;

/**
 * Tells which events of `log_scan` other files delivered, leaves them in the temporary table
 * `log_repeated` with the numbers of those files, and enters all in the ledger. Equal events of one
 * file are several: the second of a file repeats the second of another. Only where a nonce says
 * that it is one event twice, and all else is alike, the file itself had delivered it before.
 */
export async function enter(db: Database, account: string): Promise<void> {
  const owner = literal(account);
  await db.run(
    `create or replace temp table log_repeats as
     select event_hash from log_scan where event_ms is not null
     group by event_hash having count(*) > 1
     union
     select s.event_hash from log_scan as s
     join raw.log_hashes as l on l.event_hash = s.event_hash
       and l.hour_at = make_timestamp((s.event_ms // 3600000) * 3600000000)
     where l.account = ${owner} and s.event_ms is not null;
     ${CANDIDATES};
     create or replace temp table log_repeated as
     with deliveries as (
       select event_hash, hour_at, load_key from log_candidates where not is_copy
       union all
       select event_hash, hour_at, load_key from raw.log_hashes
       semi join log_candidates using (event_hash, hour_at) where account = ${owner}
     ),
     repeated as (
       select c.event_hash, c.hour_at, c.load_key,
         list(distinct d.load_key order by d.load_key) as earlier_loads
       from log_candidates as c
       join deliveries as d using (event_hash, hour_at)
       where d.load_key < c.load_key
       group by all
     )
     select c.*, case when c.is_copy then [c.load_key] else r.earlier_loads end as earlier_loads
     from log_candidates as c left join repeated as r using (event_hash, hour_at, load_key)
     where c.is_copy or r.earlier_loads is not null;
     insert into raw.log_hashes by name
     select ${owner} as account, make_timestamp((event_ms // 3600000) * 3600000000) as hour_at,
       event_hash, load_key
     from log_scan anti join log_repeats using (event_hash) where event_ms is not null
     union all
     select ${owner}, hour_at, event_hash, load_key from log_candidates where not is_copy`,
  );
}

/** Events that may be repeats, each with the hash by which a delivery of it is known. */
const CANDIDATES = `
  create or replace temp table log_candidates as
  with copied as (
    select s.*, s.has_nonce and row_number() over (
      partition by load_key, event_hash, event_ms, wall_ms, cpu_ms, said_ms, has_nonce
    ) > 1 as is_copy
    from log_scan as s semi join log_repeats using (event_hash)
    where s.event_ms is not null
  ),
  counted as (
    select *, row_number() over (
      partition by load_key, event_hash, is_copy order by event_ms, wall_ms, said_ms
    ) as occurrence
    from copied
  )
  select * exclude (occurrence, event_hash),
    case when is_copy or occurrence = 1 then event_hash else hash(event_hash, occurrence) end
      as event_hash,
    make_timestamp((event_ms // 3600000) * 3600000000) as hour_at
  from counted`;

/** Before what instant the ledger remembers nothing any more, in ms since 1970; null at first. */
export async function horizon(db: Database, account: string): Promise<string | null> {
  const [row] = await db.rows<{ horizon_ms: string | null }>(
    `select epoch_ms(max(hour_at) - to_hours(${HOURS_KEPT})) as horizon_ms
     from raw.log_hashes where account = $1`,
    [account],
  );
  return row?.horizon_ms ?? null;
}

/** Forgets what lies before the horizon. */
export async function prune(db: Database, account: string): Promise<void> {
  await db.run(
    `delete from raw.log_hashes where account = $1 and hour_at < (
       select max(hour_at) - to_hours(${HOURS_KEPT}) from raw.log_hashes where account = $1
     )`,
    [account],
  );
}
