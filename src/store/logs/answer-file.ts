import type { Database } from '../database.ts';
import { type Asked, ISLANDS_AS_EVENTS, SUMS_AS_EVENTS } from './answer-shape.ts';
import { copyPartials, PARTIALS_FORMAT, SECTION } from './partial-file.ts';
import { remoteQuery } from './remote.ts';

/** What identifies the activity of an object in an hour. */
const KEY = 'script_name, place_entrypoint, place_namespace, object_id, is_upgrade, hour_ms';

/**
 * Merges the answers of a day, and writes them as a file of partial sums: sorted, so that the same
 * sums are the same bytes.
 */
export async function writeAnswers(db: Database, path: string, asked: Asked): Promise<void> {
  await db.run(
    `create or replace temp view events as ${SUMS_AS_EVENTS};
     create or replace temp table partial_hours as ${remoteQuery('duckdb', 'hours')}`,
  );
  const counts = await countsOf(db);
  await db.run(
    `create or replace temp table active_in_shards as
     from active where section = 'island' and (${KEY}) in (
       select (${KEY}) from active where section = 'island' group by all having count(*) > 1);
     create or replace temp view events as ${ISLANDS_AS_EVENTS};
     create or replace temp table merged_islands as ${remoteQuery('duckdb', 'islands')}`,
  );
  await copyPartials(db, path, SECTIONS, {
    ...{ format: PARTIALS_FORMAT, account: asked.account, surface: 'logpush', ...counts },
    ...{ rejects: '0', note: 'one day of a table of ClickHouse' },
    ...{ source: asked.source, day: asked.day, server: asked.server },
    ...{ hours_query: asked.hoursQuery, islands_query: asked.islandsQuery },
    rows_query: asked.rowsQuery,
  });
}

/** Nobody reads lists of islands in order before they are rows: they are sorted as lists. */
const SECTIONS = `
  select 'hours' as ${SECTION}, *, null::boolean as is_upgrade, null::bigint as starts_ms,
    null::bigint as ends_ms, null::varchar as source_id, null::varchar as source_file,
    null::bigint as line, null::varchar as reason, null::varchar as what, null::varchar as name,
    null::bigint as occurrences
  from (from partial_hours order by all)
  union all by name
  select 'islands' as ${SECTION}, script_name as script, place_entrypoint as entrypoint,
    nullif(place_namespace, '') as dispatch_namespace, object_id, is_upgrade = 1 as is_upgrade,
    hour_ms + unnest(starts) as starts_ms, hour_ms + unnest(ends) as ends_ms
  from (
    from active
    where section = 'island' and (${KEY}) not in (select (${KEY}) from active_in_shards)
    order by ${KEY}
  )
  union all by name
  select 'islands' as ${SECTION}, * from (from merged_islands order by all)`;

async function countsOf(db: Database) {
  const [counts] = await db.rows<Counts>(
    `with summed as (select sum(events) as events, sum(lines) as usage_lines from partial_hours),
     counted as (
       select sum(records) as records, sum(truncated_records) as truncated_records,
         min(first_ms) filter (records > 0) as first_ms,
         max(last_ms) filter (records > 0) as last_ms
       from sums where section = 'count'
     )
     select records::varchar as records, coalesce(events, 0)::varchar as events,
       coalesce(usage_lines, 0)::varchar as usage_lines,
       (records - coalesce(events, 0))::varchar as duplicates,
       truncated_records::varchar as truncated_records, coalesce(first_ms::varchar, '') as first_ms,
       coalesce(last_ms::varchar, '') as last_ms
     from counted cross join summed`,
  );
  if (!counts) throw new Error('an aggregate without groups has one row');
  return counts;
}

type Counts = Record<
  | 'records'
  | 'events'
  | 'usage_lines'
  | 'duplicates'
  | 'truncated_records'
  | 'first_ms'
  | 'last_ms',
  string
>;
