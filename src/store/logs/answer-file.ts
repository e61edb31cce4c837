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
     create or replace temp table merged_islands as
     select * exclude (starts_ms, ends_ms) replace (left(object_id, -14) as object_id),
       right(object_id, 13)::bigint as hour_ms,
       list(starts_ms - right(object_id, 13)::bigint order by starts_ms) as starts,
       list(ends_ms - starts_ms order by starts_ms) as lengths
     from (${remoteQuery('duckdb', 'islands')})
     group by all`,
  );
  const head = {
    ...{ format: PARTIALS_FORMAT, account: asked.account, surface: 'logpush', ...counts },
    ...{ rejects: '0', note: 'one day of a table of ClickHouse' },
    ...{ source: asked.source, day: asked.day, server: asked.server },
    ...{ hours_query: asked.hoursQuery, islands_query: asked.islandsQuery },
    rows_query: asked.rowsQuery,
  };
  await copyPartials(db, path, sections(await listType(db)), head, 'lz4');
}

/** Of the same islands the same, however they were divided: 32 bits where they are enough. */
async function listType(db: Database): Promise<string> {
  const [found] = await db.rows<{ type: string }>(
    `select case when max(list_max(lengths)) > 2147483647 then 'bigint[]' else 'integer[]' end
       as type
     from (
       select lengths from active where section = 'island'
       union all select lengths from merged_islands
     )`,
  );
  return found?.type ?? 'bigint[]';
}

/** Islands stay lists of an object's hour: as rows they would take four times as long to write. */
const sections = (list: string) => `
  select 'hours' as ${SECTION}, *, null::boolean as is_upgrade, null::${list} as starts,
    null::${list} as lengths, null::varchar as source_id, null::varchar as source_file,
    null::bigint as line, null::varchar as reason, null::varchar as what, null::varchar as name,
    null::bigint as occurrences
  from (from partial_hours order by all)
  union all by name
  select 'islands' as ${SECTION}, script_name as script, place_entrypoint as entrypoint,
    nullif(place_namespace, '') as dispatch_namespace, object_id, is_upgrade = 1 as is_upgrade,
    hour_ms, starts, lengths::${list} as lengths
  from (
    from active
    where section = 'island' and (${KEY}) not in (select (${KEY}) from active_in_shards)
    order by ${KEY}
  )
  union all by name
  select 'islands' as ${SECTION}, * replace (
      starts::${list} as starts, lengths::${list} as lengths)
  from (from merged_islands order by all)
  union all by name
  select 'unknowns' as ${SECTION}, * from (
    select 'usage line' as what, unnest(['without its time', 'with a number that cannot be read'])
      as name, unnest([sum(timeless_lines), sum(unread_numbers)])::bigint as occurrences
    from sums
  ) where occurrences > 0`;

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
