import type { Database } from './database.ts';
import { literal } from './insert.ts';

/** A figure or dimension without which usage cannot be counted, and its column. */
export interface NeededField {
  path: string;
  column: string;
}

/** What some answers of a dataset do not hold. */
export interface Lack {
  dataset: string;
  /** Path in a row; null where the answers are none. */
  field: string | null;
  /** `unasked` where the request says so, `absent` where there is no request to tell. */
  why: 'null' | 'unasked' | 'absent' | 'failed';
  /** What the answer itself said, where it failed. */
  said: string | null;
  answers: string;
  starts_on: string | null;
  /** The last of the days. */
  ends_on: string | null;
}

/**
 * What answers of one dataset lack of what is needed, unless another answer of the same days holds
 * it: a figure that no row has, and answers without rows that were meant to have some. An answer
 * that lists no row lacks nothing: nothing was used.
 * @param loads the files whose answers are looked at
 */
export async function lacksOf(
  db: Database,
  { dataset, table, needed }: { dataset: string; table: string; needed: readonly NeededField[] },
  loads: readonly string[],
): Promise<Lack[]> {
  const held = needed.map(
    ({ path, column }) => `{'field': ${literal(path)}, 'is_held': count(${column}) > 0}`,
  );
  return db.rows<Lack>(
    `with own as (
       from raw.captures where dataset = $1
         and load_id in (select unnest(from_json($2::json, '["VARCHAR"]')))
     ),
     fields as (
       select capture_id, unnest([${held.join(', ')}]::struct(field varchar, is_held boolean)[],
         recursive := true)
       from ${table} group by capture_id
     ),
     lacking as (
       select own.*, f.field, case
           when own.asked_fields is null then 'absent'
           when list_contains(own.asked_fields, f.field) then 'null'
           else 'unasked' end as why, null as said
       from own join fields as f using (capture_id)
       where not f.is_held and own.error_message is null
     ),
     held as (
       select c.account, c.window_starts_at, c.window_ends_at, f.field
       from raw.captures as c join fields as f using (capture_id)
       where c.dataset = $1 and f.is_held
         and exists (from lacking as l where l.account = c.account and l.field = f.field)
     ),
     lacks as (
       select dataset, field, why, said, window_starts_at, window_ends_at from lacking as l
       where not exists (
         from held as h
         where h.account = l.account and h.field = l.field
           and h.window_starts_at <= l.window_starts_at and h.window_ends_at >= l.window_ends_at
       )
       union all
       select dataset, null, 'failed', error_message, window_starts_at, window_ends_at from own
       where error_message is not null
     )
     select dataset, field, why, said, count(*) as answers,
       min(window_starts_at)::date::varchar as starts_on,
       max(window_ends_at - interval 1 second)::date::varchar as ends_on
     from lacks group by dataset, field, why, said order by all`,
    [dataset, JSON.stringify(loads)],
  );
}
