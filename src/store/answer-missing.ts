import type { Database } from './database.ts';
import { literal } from './quote.ts';

/** A figure or dimension that usage cannot be counted without, and its column. */
export interface NeededField {
  path: string;
  column: string;
}

/** A field that some answers of a dataset do not have. */
export interface MissingField {
  dataset: string;
  /** Path in a row; null for whole answers without rows. */
  field: string | null;
  /** `unasked` if the request did not name it, `absent` if there is no request to tell. */
  why: 'null' | 'unasked' | 'absent' | 'failed';
  /** The error message of a failed answer. */
  said: string | null;
  answers: string;
  starts_on: string | null;
  /** The last day. */
  ends_on: string | null;
}

export interface LookedAt {
  dataset: string;
  table: string;
  needed: readonly NeededField[];
}

/**
 * What the answers of one dataset do not have although it is needed, unless another answer of the
 * same days has it: a figure in none of the rows, or rows at all where some were expected. An
 * answer with an empty list misses nothing, because nothing was used.
 * @param loads the files whose answers are checked
 */
export async function missingFieldsOf(
  db: Database,
  looked: LookedAt,
  loads: readonly string[],
): Promise<MissingField[]> {
  const parameters = [looked.dataset, JSON.stringify(loads)];
  const missing = missingSql(looked);
  const found = await grouped(db, looked, `(${missing})`, parameters);
  if (found.every(({ field }) => field === null)) return found;
  await db.run(`create or replace temp table missing_fields as ${missing}`, parameters);
  await forgetHeld(db, looked);
  const left = await grouped(db, looked, 'missing_fields', []);
  await db.run('drop table missing_fields');
  return left;
}

/** What some answers ($2) of a dataset ($1) do not have, a row per answer and field. */
function missingSql(looked: LookedAt): string {
  return `with own as (
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
     from own where error_message is not null`;
}

/** @param missing SQL: the rows of `missingSql` */
async function grouped(
  db: Database,
  { dataset }: LookedAt,
  missing: string,
  parameters: readonly string[],
): Promise<MissingField[]> {
  return db.rows<MissingField>(
    `select ${literal(dataset)} as dataset, field, why, said, count(*) as answers,
       min(window_starts_at)::date::varchar as starts_on,
       max(window_ends_at - interval 1 second)::date::varchar as ends_on
     from ${missing} group by field, why, said order by all`,
    parameters,
  );
}

/** A dataset with rows, and figures that none of its answers in a load have. */
export interface Unheld {
  dataset: string;
  fields: readonly string[];
}

/** The needed fields that are in no row of the files' answers, if these have rows. */
export async function unheldFieldsOf(
  db: Database,
  looked: LookedAt,
  loads: readonly string[],
): Promise<Unheld[]> {
  const own = `select capture_id from raw.captures where dataset = $1
    and load_id in (select unnest(from_json($2::json, '["VARCHAR"]')))`;
  const rows = await db.rows<{ field: string }>(
    `select field from (${heldSql(looked, own)}) group by field
     having not bool_or(is_held) order by field`,
    [looked.dataset, JSON.stringify(loads)],
  );
  const fields = rows.map(({ field }) => field);
  return fields.length === 0 ? [] : [{ dataset: looked.dataset, fields }];
}

/**
 * Removes what another answer has for the same days or more. That needs all answers to be checked.
 */
async function forgetHeld(db: Database, looked: LookedAt): Promise<void> {
  const others = 'select capture_id from raw.captures where dataset = $1';
  await db.run(
    `delete from missing_fields as l
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

/** SQL that tells whether any row of an answer has each field, for answers with rows. */
function heldSql({ table, needed }: LookedAt, captures: string): string {
  const held = needed.map(
    ({ path, column }) => `{'field': ${literal(path)}, 'is_held': count(${column}) > 0}`,
  );
  return `select capture_id, unnest([${held.join(', ')}]::struct(field varchar, is_held boolean)[],
      recursive := true)
    from ${table} where capture_id in (${captures}) group by capture_id`;
}
