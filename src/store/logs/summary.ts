import type { Database } from '../database.ts';
import type { SummaryCounts } from './partial-file.ts';
import { remoteQuery } from './remote.ts';

/**
 * Computes the partial sums of all loaded log files, in the tables `partial_hours` and
 * `partial_islands`: the two queries over the sums of the single files, with names in place of
 * numbers. Sums of events that several files delivered are subtracted there.
 */
export async function summarizeLoaded(db: Database): Promise<void> {
  await keepAnswer(db, 'hours', HOURS);
  await keepAnswer(db, 'islands', ISLANDS);
}

/** In order, so that the same sums are written as the same bytes. Tables leave memory sooner. */
async function keepAnswer(db: Database, name: 'hours' | 'islands', events: string): Promise<void> {
  await db.run(`create or replace temp view events as ${events}`);
  await db.run(
    `create or replace table partial_${name} as
     select * from (${remoteQuery('duckdb', name)}) order by all;
     checkpoint`,
  );
}

/** Sums as events of a whole hour. Events and usage lines are rows of their own. */
const HOURS = `
  select epoch_ms(h.hour_at) as event_ms, p.script, p.entrypoint, p.dispatch_namespace,
    p.is_object, s.kind, s.outcome, o.object_id, h.events, h.wall_ms, h.cpu_ms, h.log_lines,
    0 as lines, 0 as rows_read, 0 as rows_written
  from raw.log_hours as h
  join raw.log_sorts as s using (sort_key)
  join raw.log_places as p using (place_key)
  left join raw.log_objects as o using (object_key)
  union all by name
  select epoch_ms(u.hour_at) as said_ms, s.script, s.tenant, s.class, s.kind as line_kind,
    o.object_id as line_object_id, 0 as events, 0 as wall_ms, 0 as cpu_ms, u.lines, u.rows_read,
    u.rows_written, u.database_bytes, u.database_ms
  from raw.log_usage_hours as u
  join raw.log_usage_sorts as s using (usage_sort_key)
  left join raw.log_objects as o using (object_key)`;

/** Islands as events of their length. */
const ISLANDS = `
  select i.starts_ms as event_ms, i.ends_ms - i.starts_ms as wall_ms, p.script, p.entrypoint,
    p.dispatch_namespace, p.is_object, o.object_id, 1 as events,
    case when i.is_upgrade then 'upgrade' else '' end as kind
  from raw.log_intervals as i
  join raw.log_places as p using (place_key)
  join raw.log_objects as o using (object_key)`;

/** Counts over all loaded log files, and over their partial sums, each a number as text. */
export async function summaryCounts(db: Database) {
  const [counts] = await db.rows<SummaryCounts & { surface: string | null }>(
    `with summed as (select sum(events) as events, sum(lines) as usage_lines from partial_hours)
     select any_value(surface) as surface, coalesce(sum(f.records), 0)::varchar as records,
       coalesce(any_value(s.events), 0)::varchar as events,
       coalesce(any_value(s.usage_lines), 0)::varchar as usage_lines,
       (coalesce(sum(f.events), 0) - coalesce(any_value(s.events), 0))::varchar as duplicates,
       coalesce(sum(f.rejects), 0)::varchar as rejects,
       coalesce(sum(f.truncated_records), 0)::varchar as truncated_records,
       coalesce(epoch_ms(min(f.first_event_at))::varchar, '') as first_ms,
       coalesce(epoch_ms(max(f.last_event_at))::varchar, '') as last_ms
     from raw.log_files as f cross join summed as s`,
  );
  if (!counts) throw new Error('an aggregate without groups has one row');
  return counts;
}
