import type { Database } from '../database.ts';
import { literal } from '../insert.ts';
import { type LogShape, readSql } from './read.ts';
import { type Surface, surfaceSql } from './surfaces.ts';

/** Files of one shape and surface that are read in one call, with the number of each. */
export interface Batch {
  account: string;
  surface: Surface;
  shape: LogShape;
  files: readonly { path: string; loadKey: number; digest: string }[];
  /** Whether events are to be told from those that other files delivered. */
  isDeduped: boolean;
}

/** The fields of a usage line. Only version 1 is read. */
const USAGE =
  '{"usage":{"v":"VARCHAR","t":"VARCHAR","c":"VARCHAR","o":"VARCHAR","n":"VARCHAR",' +
  '"k":"VARCHAR","rr":"BIGINT","rw":"BIGINT","db":"BIGINT"}}';

/** Milliseconds of 2015-01-01 and 2100-01-01: what lies outside is no time of an event. */
const FIRST_MS = 1_420_070_400_000;
const LAST_MS = 4_102_444_800_000;

/** What of a usage line leads to its sums; `*_hash` stand for names until these have numbers. */
function lineColumns(line: string, at: string, script: string): string {
  const object = `nullif(${line}.o, '')`;
  return `${at} // 3600000 as said_hour, ${at} as said_ms,
    nullif(${line}.t, '') as tenant, nullif(${line}.c, '') as class,
    nullif(${line}.k, '') as line_kind,
    ${object} as line_object_id,
    case when ${line} is not null then hash(${script}, ${line}.t, ${line}.c, ${line}.k) end
      as usage_sort_hash,
    case when ${object} is not null then hash(${object}) end as line_object_hash,
    coalesce(${line}.rr, 0) as rows_read, coalesce(${line}.rw, 0) as rows_written,
    ${line}.db as database_bytes`;
}

/**
 * Reads the files once into the temporary table `log_scan`: a row a record, compact, with hashes in
 * place of the names that many records share (64 bits: of ten million names two would be one with a
 * chance of three in a million). What is no record has no `event_ms`.
 */
export async function scan(db: Database, batch: Batch): Promise<void> {
  const { fields, columns } = await surfaceSql(db, batch.surface);
  const paths = batch.files.map(({ path }) => path);
  await db.run(
    `drop table if exists log_scan; drop type if exists log_file;
     create temp type log_file as enum (${paths.map(literal).join(', ')})`,
  );
  const firstKey = batch.files[0]?.loadKey ?? 0;
  const identity = `case when line.n is not null then hash(line.n)
    else hash(event_ms, word, script, entrypoint, wall_ms, cpu_ms, outcome, ray_id, logs) end`;
  await db.run(
    `create temp table log_scan as
     with records as (${readSql(paths, batch.shape, { fields, columns })}),
     canonical as (
       select enum_code(filename::log_file)::integer + ${firstKey} as load_key,
         ${Object.entries(columns).map(([name, sql]) => `${CLEAN[name]?.(sql) ?? sql} as ${name}`)}
       from records
     ),
     parsed as (
       select *, ${usageOf('said[1].body')} as first_line,
         case when len(said) > 1 then list_transform(said[2:],
           lambda s: {line: ${usageOf('s.body')}, said_ms: s.said_ms}) end as other_lines
       from canonical
     ),
     lined as (
       select * exclude (object_id, first_line),
         case when coalesce(first_line.v, '1') = '1' then first_line end as line,
         coalesce(object_id, case when is_object and (other_lines is null
           or len(list_filter(other_lines, lambda l: nullif(l.line.o, '') <> first_line.o)) = 0)
           then nullif(first_line.o, '') end) as object_id
       from parsed
     )
     select load_key, event_ms, wall_ms, cpu_ms, script, entrypoint, dispatch_namespace, is_object,
       word, outcome, is_truncated,
       hash(script, entrypoint, dispatch_namespace, is_object, word, outcome) as sort_hash,
       object_id, case when object_id is not null then hash(object_id) end as object_hash,
       ${lineColumns('line', 'said[1].said_ms', 'script')}, other_lines,
       ${batch.isDeduped ? identity : 'null::ubigint'} as event_hash
     from lined`,
  );
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

/** The usage line in an argument; null where that is no JSON object. */
function usageOf(body: string): string {
  return `case when starts_with(${body}, '{') then try(from_json(${body}, '${USAGE}')).usage end`;
}

/** Usage lines of a table like `log_scan`, a row each, those beyond the first of a record too. */
export function saidSql(table: string, kept = 'load_key'): string {
  const columns = `${kept}, script, said_hour, said_ms, tenant, class, line_kind, line_object_id,
    usage_sort_hash, line_object_hash, rows_read, rows_written, database_bytes`;
  return `(select ${columns} from ${table} where usage_sort_hash is not null and said_ms is not null
     union all
     select ${kept}, script, ${lineColumns('o.line', 'o.said_ms', 'script')}
     from (select ${kept}, script, unnest(other_lines) as o from ${table}
       where other_lines is not null)
     where o.line is not null and coalesce(o.line.v, '1') = '1' and o.said_ms is not null)`;
}
