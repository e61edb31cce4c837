import type { Database } from './database.ts';
import { literal } from './quote.ts';

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

export interface LookedAt {
  dataset: string;
  table: string;
  needed: readonly NeededField[];
}

/**
 * What answers of one dataset lack of what is needed, unless another answer of the same days holds
 * it: a figure that no row has, and answers without rows that were meant to have some. An answer
 * that lists no row lacks nothing: nothing was used.
 * @param loads the files whose answers are looked at
 */
export async function lacksOf(
  db: Database,
  looked: LookedAt,
  loads: readonly string[],
): Promise<Lack[]> {
  await db.run(
    `create or replace temp table answer_lacks as
     with own as (
       from raw.captures where dataset = $1
         and load_id in (select unnest(from_json($2::json, '["VARCHAR"]')))
     )
     select own.account, own.zone, own.window_starts_at, own.window_ends_at, f.field, null as said,
       case when own.asked_fields is null then 'absent'
         when list_contains(own.asked_fields, f.field) then 'null'
         else 'unasked' end as why
     from own join (${heldSql(looked, 'select capture_id from own')}) as f using (capture_id)
     where not f.is_held and own.error_message is null
     union all
     select account, zone, window_starts_at, window_ends_at, null, error_message, 'failed'
     from own where error_message is not null`,
    [looked.dataset, JSON.stringify(loads)],
  );
  const [lack] = await db.rows('from answer_lacks where field is not null limit 1');
  if (lack) await forgetHeld(db, looked);
  const lacks = await db.rows<Lack>(
    `select $1 as dataset, field, why, said, count(*) as answers,
       min(window_starts_at)::date::varchar as starts_on,
       max(window_ends_at - interval 1 second)::date::varchar as ends_on
     from answer_lacks group by field, why, said order by all`,
    [looked.dataset],
  );
  await db.run('drop table answer_lacks');
  return lacks;
}

/** Takes away what another answer holds, of the same days or more: only now all are looked at. */
async function forgetHeld(db: Database, looked: LookedAt): Promise<void> {
  const others = 'select capture_id from raw.captures where dataset = $1';
  await db.run(
    `delete from answer_lacks as l
     where exists (
       from raw.captures as c
       join (${heldSql(looked, others)}) as f using (capture_id)
       where f.is_held and f.field = l.field and c.account = l.account
         and c.zone is not distinct from l.zone
         and c.window_starts_at <= l.window_starts_at and c.window_ends_at >= l.window_ends_at
     )`,
    [looked.dataset],
  );
}

/** Whether any row of an answer holds each field, as SQL; of answers that have rows. */
function heldSql({ table, needed }: LookedAt, captures: string): string {
  const held = needed.map(
    ({ path, column }) => `{'field': ${literal(path)}, 'is_held': count(${column}) > 0}`,
  );
  return `select capture_id, unnest([${held.join(', ')}]::struct(field varchar, is_held boolean)[],
      recursive := true)
    from ${table} where capture_id in (${captures}) group by capture_id`;
}
