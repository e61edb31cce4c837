import type { SurfaceSql } from './surfaces.ts';

type Logged = SurfaceSql['logs'];

/** The fields of a usage line. Only version 1 is read. */
const USAGE =
  '{"usage":{"v":"VARCHAR","t":"VARCHAR","c":"VARCHAR","o":"VARCHAR","n":"VARCHAR",' +
  '"k":"VARCHAR","rr":"BIGINT","rw":"BIGINT","db":"BIGINT"}}';

/** What was logged with a usage line among its arguments; one `contains` looks at them all. */
export function saidIn({ list, message }: Logged): string {
  return `list_filter(${list},
    lambda l: contains(array_to_string(l.${message}, ' '), '"usage"'))`;
}

/** The argument that is the usage line; nearly always there is but one. */
export function bodyOf(entry: string, { message }: Logged): string {
  const first = `${entry}.${message}[1]`;
  return `case when contains(${first}, '"usage"') then ${first}
    else list_filter(${entry}.${message}, lambda m: contains(m, '"usage"'))[1] end`;
}

/** The usage line in an argument; null where that is no JSON object. */
export function usageOf(body: string): string {
  return `case when starts_with(${body}, '{') then try(from_json(${body}, '${USAGE}')).usage end`;
}

/** What of a usage line leads to its sums; `*_hash` stand for names until these have numbers. */
export function lineColumns(line: string, at: string, script: string): string {
  const object = `nullif(${line}.o, '')`;
  return `${at} // 3600000 as said_hour,
    nullif(${line}.t, '') as tenant, nullif(${line}.c, '') as class,
    nullif(${line}.k, '') as line_kind,
    ${object} as line_object_id,
    case when ${line} is not null then hash(${script}, ${line}.t, ${line}.c, ${line}.k) end
      as usage_sort_hash,
    case when ${object} is not null then hash(${object}) end as line_object_hash,
    coalesce(${line}.rr, 0) as rows_read, coalesce(${line}.rw, 0) as rows_written,
    ${line}.db as database_bytes`;
}

/** Usage lines of a table like `log_scan`, a row each, those beyond the first of a record too. */
export function saidSql(table: string, kept = 'load_key'): string {
  const columns = `${kept}, script, said_ms, said_hour, tenant, class, line_kind, line_object_id,
    usage_sort_hash, line_object_hash, rows_read, rows_written, database_bytes`;
  return `(select ${columns} from ${table} where usage_sort_hash is not null and said_ms is not null
     union all
     select ${kept}, script, o.said_ms, ${lineColumns('o.line', 'o.said_ms', 'script')}
     from (select ${kept}, script, unnest(other_lines) as o from ${table}
       where other_lines is not null)
     where o.line is not null and coalesce(o.line.v, '1') = '1' and o.said_ms is not null)`;
}
