import type { Database } from '../database.ts';
import { readName } from '../exact-path.ts';
import { literal } from '../insert.ts';
import { bodyOf, lineColumns, saidIn, usageOf } from './lines.ts';
import { logError } from './log-error.ts';
import { type LogShape, readSql } from './read.ts';
import { type Surface, surfaceSql } from './surfaces.ts';
import { msOf } from './times.ts';

/** Files of one shape and surface that are read in one call, with the number of each. */
export interface Batch {
  account: string;
  surface: Surface;
  shape: LogShape;
  files: readonly { path: string; loadKey: number; digest: string }[];
  /** Whether events are to be told from those that other files delivered. */
  isDeduped: boolean;
}

/** Milliseconds of 2015-01-01 and 2100-01-01: what lies outside is no time of an event. */
const FIRST_MS = 1_420_070_400_000;
const LAST_MS = 4_102_444_800_000;

/** What stands in `log_scan`: names only while their hash has no number. */
const COMPACT = `select load_key, event_ms, wall_ms, cpu_ms, is_object, is_truncated, sort_hash,
     object_hash, said_hour, said_ms, usage_sort_hash, line_object_hash, rows_read, rows_written,
     database_bytes, other_lines, event_hash, has_nonce,
     case when not is_known_sort or is_known_usage = false or other_lines is not null
       then script end as script,
     ${namesUnless('is_known_sort', ['entrypoint', 'dispatch_namespace', 'word', 'outcome'])},
     ${namesUnless('is_known_usage', ['tenant', 'class', 'line_kind'])},
     case when not is_known_line_object then line_object_id end as line_object_id,
     case when not is_known_object and (said_ms is null
       or object_hash is distinct from line_object_hash) then object_id end as object_id
   from (
     select *, sort_hash in (select sort_hash from log_sort_keys) as is_known_sort,
       usage_sort_hash in (select usage_sort_hash from log_usage_keys) as is_known_usage,
       object_hash in (select hash from log_object_keys) as is_known_object,
       line_object_hash in (select hash from log_object_keys) as is_known_line_object
     from hashed
   )`;

/**
 * Reads the files once into the temporary table `log_scan`: a row a record, compact, with hashes in
 * place of the names that many records share (64 bits: of ten million names two would be one with a
 * chance of three in a million). A name stands in it only while its hash has no number: it was in
 * no batch before. What is no record has no `event_ms`.
 */
export async function scan(db: Database, batch: Batch): Promise<void> {
  const { fields, columns, logs } = await surfaceSql(db, batch.surface);
  const paths = batch.files.map(({ path }) => path);
  await db.run(
    `drop table if exists log_scan; drop type if exists log_file;
     create temp type log_file as enum (${paths.map(readName).map(literal).join(', ')})`,
  );
  const firstKey = batch.files[0]?.loadKey ?? 0;
  const identity = `case when line.n is not null then hash(line.n)
    else hash(event_ms, word, script, entrypoint, wall_ms, cpu_ms, outcome, ray_id, logs) end`;
  const read = db.run(
    `create temp table log_scan as
     with records as (${readSql(paths, batch.shape, { fields })}),
     canonical as (
       select enum_code(filename::log_file)::integer + ${firstKey} as load_key,
         ${Object.entries(columns).map(([name, sql]) => `${CLEAN[name]?.(sql) ?? sql} as ${name}`)},
         ${saidIn(logs)} as said
       from records
     ),
     parsed as (
       select * exclude (body), ${msOf(`said[1].${logs.at}`)} as said_ms,
         ${usageOf('body')} as first_line,
         case when len(said) > 1 then list_transform(said[2:],
           lambda s: {line: ${usageOf(bodyOf('s', logs))}, said_ms: ${msOf(`s.${logs.at}`)}}) end
           as other_lines
       from (select *, ${bodyOf('said[1]', logs)} as body from canonical)
     ),
     lined as (
       select * exclude (object_id, first_line),
         case when coalesce(first_line.v, '1') = '1' then first_line end as line,
         coalesce(object_id, case when is_object and case when other_lines is null then true else
           len(list_filter(other_lines, lambda l: nullif(l.line.o, '') <> first_line.o)) = 0 end
           then nullif(first_line.o, '') end) as object_id
       from parsed
     ),
     hashed as (
       select *,
         hash(script, entrypoint, dispatch_namespace, is_object, word, outcome) as sort_hash,
         case when object_id is not null then hash(object_id) end as object_hash,
         ${lineColumns('line', 'said_ms', 'script')},
         ${batch.isDeduped ? identity : 'null::ubigint'} as event_hash,
         line.n is not null as has_nonce
       from lined
     )
     ${COMPACT}`,
  );
  await read.catch(async (error: unknown) => {
    throw await logError(db, batch, fields, error);
  });
}

/** Names whose hash has a number already stand there no more. */
function namesUnless(isKnown: string, names: readonly string[]): string {
  return names.map((name) => `case when not ${isKnown} then ${name} end as ${name}`).join(', ');
}

/** What the surfaces leave out or write in several ways, made alike. */
const CLEAN: Readonly<Record<string, (sql: string) => string>> = {
  event_ms: (sql) => `case when ${sql} between ${FIRST_MS} and ${LAST_MS} then ${sql} end`,
  wall_ms: (sql) => `greatest(coalesce(${sql}, 0), 0)`,
  cpu_ms: (sql) => `greatest(coalesce(${sql}, 0), 0)`,
  script: (sql) => `coalesce(${sql}, '')`,
  entrypoint: (sql) => `coalesce(${sql}, '')`,
  dispatch_namespace: (sql) => `nullif(${sql}, '')`,
  word: (sql) => `coalesce(${sql}, 'none')`,
  outcome: (sql) => `coalesce(${sql}, '')`,
};
