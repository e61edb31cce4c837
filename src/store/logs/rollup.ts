import type { Database } from '../database.ts';
import { saidSql } from './lines.ts';

const HOUR = (hour: string) => `make_timestamp(${hour} * 3600000000)`;

/** Adds the hourly sums of `log_scan` to the books, whole, whatever other files delivered. */
export async function addHours(db: Database): Promise<void> {
  await addEventHours(db, 'log_scan', '1', 'null');
  await addUsageHours(db, 'log_scan', '1', 'null');
}

/** Takes back, in a file's name, what the files of `earlier_loads` had delivered before it. */
export async function takeBack(db: Database, repeated: string): Promise<void> {
  await addEventHours(db, repeated, '-1', 'earlier_loads');
  await addUsageHours(db, repeated, '-1', 'earlier_loads');
}

async function addEventHours(db: Database, table: string, sign: string, earlier: string) {
  await db.run(
    `insert into raw.log_hours by name
     with counted as (
       select load_key, event_ms // 3600000 as hour, sort_hash, object_hash,
         ${earlier}::integer[] as earlier_loads, count(*) as events, sum(wall_ms) as wall_ms,
         sum(cpu_ms) as cpu_ms
       from ${table} where event_ms is not null
       group by all
     )
     select c.load_key, ${HOUR('c.hour')} as hour_at, s.sort_key, o.object_key, c.earlier_loads,
       ${sign} * c.events as events, ${sign} * c.wall_ms as wall_ms, ${sign} * c.cpu_ms as cpu_ms
     from counted as c
     join log_sort_keys as s using (sort_hash)
     left join log_object_keys as o on o.hash = c.object_hash`,
  );
}

async function addUsageHours(db: Database, table: string, sign: string, earlier: string) {
  const kept = earlier === 'null' ? 'load_key' : 'load_key, earlier_loads';
  const last = (of: string) => (sign === '1' ? of : 'null::bigint');
  await db.run(
    `insert into raw.log_usage_hours by name
     with counted as (
       select load_key, said_hour, usage_sort_hash, line_object_hash,
         ${earlier}::integer[] as earlier_loads, count(*) as lines, sum(rows_read) as rows_read,
         sum(rows_written) as rows_written,
         ${last('max_by(database_bytes, (said_ms, database_bytes))')} as database_bytes,
         ${last('max(said_ms) filter (where database_bytes is not null)')} as database_ms
       from ${saidSql(table, kept)}
       group by load_key, said_hour, usage_sort_hash, line_object_hash, earlier_loads
     )
     select c.load_key, ${HOUR('c.said_hour')} as hour_at, k.usage_sort_key, o.object_key,
       c.earlier_loads, ${sign} * c.lines as lines, ${sign} * c.rows_read as rows_read,
       ${sign} * c.rows_written as rows_written, c.database_bytes, c.database_ms
     from counted as c
     join log_usage_keys as k using (usage_sort_hash)
     left join log_object_keys as o on o.hash = c.line_object_hash`,
  );
}

/**
 * Adds the islands of each file, object and place. What was delivered twice may stay in: a union
 * does not grow by it. Only where an object's events touch are they counted into islands: elsewhere
 * each is one.
 */
export async function addIntervals(db: Database): Promise<void> {
  await db.run(
    `insert into raw.log_intervals by name
     with events as (
       select e.load_key, e.object_hash, s.place_key, s.is_upgrade,
         hash(e.load_key, e.object_hash, s.place_key, s.is_upgrade) as island_hash,
         e.event_ms as starts_ms, e.event_ms + e.wall_ms as ends_ms
       from log_scan as e join log_sort_keys as s using (sort_hash)
       where e.event_ms is not null and e.is_object and e.object_hash is not null
     ),
     reaching as (
       select *, max(ends_ms) over (
         partition by island_hash order by starts_ms
         rows between unbounded preceding and 1 preceding
       ) as reached_ms
       from events
     ),
     touching as (select distinct island_hash from reaching where starts_ms <= reached_ms),
     starting as (
       select *, reached_ms is null or starts_ms > reached_ms as is_first
       from reaching semi join touching using (island_hash)
     ),
     grouped as (
       select *, count(*) filter (where is_first) over (
         partition by island_hash order by starts_ms, is_first desc rows unbounded preceding
       ) as island
       from starting
     ),
     islands as (
       select load_key, object_hash, place_key, is_upgrade, starts_ms, ends_ms
       from reaching anti join touching using (island_hash)
       union all
       select load_key, object_hash, place_key, is_upgrade, min(starts_ms), max(ends_ms)
       from grouped group by load_key, object_hash, place_key, is_upgrade, island
     )
     select i.load_key, o.object_key, i.place_key, i.is_upgrade, i.starts_ms, i.ends_ms
     from islands as i join log_object_keys as o on o.hash = i.object_hash`,
  );
}
