import { exactlyAll } from '../exact-path.ts';
import { literal } from '../quote.ts';
import type { Fields } from './surfaces.ts';

/** The layout of JSON records: one per line, each over several lines, or in an array. */
export type LogFormat = 'ndjson' | 'objects' | 'array' | 'csv' | 'parquet';

/** What files must share to be read in one call. */
export interface LogShape {
  format: LogFormat;
  /** Compression by the first bytes, not by the name. */
  compression: 'none' | 'gzip' | 'zstd';
  /** Columns with their types, in order: of a CSV's header or of a Parquet file. */
  columns: readonly (readonly [name: string, type: string])[];
}

/**
 * The SQL relation that reads files of one shape in one call, with explicit columns and without
 * detection. In CSV and Parquet nested values may be JSON text.
 */
export function readSql(paths: readonly string[], shape: LogShape, fields: Fields): string {
  const list = exactlyAll(paths);
  const layout = LAYOUTS[shape.format];
  if (layout) {
    return `select * from read_json(${list}, format = '${layout}',
      columns = {${Object.entries(fields).map(([name, type]) => `"${name}": '${type}'`)}},
      filename = true, hive_partitioning = false,
      ignore_errors = ${layout === 'newline_delimited'}, compression = '${named(shape)}')`;
  }
  const found = new Map(shape.columns.map(([name, type]) => [name.toLowerCase(), { name, type }]));
  const taken = Object.entries(fields).map(([name, type]) => {
    const column = found.get(name.toLowerCase());
    return `${column ? typed(column, type) : `null::${type}`} as "${name}"`;
  });
  return `select ${taken.join(', ')}, filename from ${tableOf(list, shape)}`;
}

/**
 * DuckDB's names for the layouts of JSON. Only with one record per line can it skip a broken one.
 */
const LAYOUTS: Readonly<Partial<Record<LogFormat, string>>> = {
  ndjson: 'newline_delimited',
  objects: 'unstructured',
  array: 'array',
};

function tableOf(list: string, { format, compression, columns }: LogShape): string {
  if (format === 'parquet')
    return `read_parquet(${list}, filename = true, hive_partitioning = false)`;
  const types = columns.map(([name]) => `${literal(name)}: 'VARCHAR'`).join(', ');
  return `read_csv(${list}, columns = {${types}}, header = true, auto_detect = false, delim = ',',
    quote = '"', escape = '"', filename = true, hive_partitioning = false,
    null_padding = true, store_rejects = true,
    max_line_size = ${LONGEST_LINE}, buffer_size = ${2 * LONGEST_LINE},
    compression = '${named({ compression })}')`;
}

/** The longest line of text in bytes. */
export const LONGEST_LINE = 16 * 1024 * 1024;

function typed(column: { name: string; type: string }, type: string): string {
  const name = `"${column.name.replaceAll('"', '""')}"`;
  const isNested = /STRUCT|MAP|\[\]/.test(type);
  if (!isNested) return `try_cast(${name} as ${type})`;
  const json = column.type === 'VARCHAR' || column.type === 'JSON' ? name : `to_json(${name})`;
  return `try(from_json(${json}, ${literal(structureOf(type))}))`;
}

/** `STRUCT(a VARCHAR)[]` in the form of from_json: `[{"a":"VARCHAR"}]`. */
export function structureOf(type: string): string {
  if (type.endsWith('[]')) return `[${structureOf(type.slice(0, -2))}]`;
  const inner = /^STRUCT\((.*)\)$/.exec(type)?.[1];
  if (inner === undefined) return `"${type}"`;
  const parts = splitTop(inner).map((part) => {
    const [, name = '', rest = ''] = /^"?(\w+)"?\s+(.*)$/.exec(part) ?? [];
    return `"${name}":${structureOf(rest)}`;
  });
  return `{${parts.join(',')}}`;
}

/** Splits at commas outside of parentheses. */
function splitTop(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += character;
  }
  return [...parts, part.trim()];
}

/** DuckDB's name of a compression. */
export function named({ compression }: Pick<LogShape, 'compression'>): string {
  return compression === 'none' ? 'uncompressed' : compression;
}
