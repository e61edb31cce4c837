import { exactlyAll } from '../exact-path.ts';
import { literal } from '../quote.ts';
import type { Fields } from './surfaces.ts';

/** JSON records one a line, one after another over several lines, or in an array. */
export type LogFormat = 'ndjson' | 'objects' | 'array' | 'csv' | 'parquet';

/** What must be alike for files to be read in one call. */
export interface LogShape {
  format: LogFormat;
  /** As its first bytes say, whatever its name. */
  compression: 'none' | 'gzip' | 'zstd';
  /** Columns in their order and with their types: of a CSV's header, of a Parquet file. */
  columns: readonly (readonly [name: string, type: string])[];
}

/**
 * The relation that reads files of one shape in one call: explicit columns, no detection. Of CSV
 * and Parquet, what was nested may be JSON text.
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

/** What DuckDB calls the layouts of JSON; only of one a line can a broken record be passed over. */
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

/** The longest line of text that is read, in bytes. */
export const LONGEST_LINE = 16 * 1024 * 1024;

function typed(column: { name: string; type: string }, type: string): string {
  const name = `"${column.name.replaceAll('"', '""')}"`;
  const isNested = /STRUCT|MAP|\[\]/.test(type);
  if (!isNested) return `try_cast(${name} as ${type})`;
  const json = column.type === 'VARCHAR' || column.type === 'JSON' ? name : `to_json(${name})`;
  return `try(from_json(${json}, ${literal(structureOf(type))}))`;
}

/** `STRUCT(a VARCHAR)[]` as from_json wants it: `[{"a":"VARCHAR"}]`. */
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

/** Splits at the commas that stand in no parenthesis. */
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

/** What DuckDB calls a compression. */
export function named({ compression }: Pick<LogShape, 'compression'>): string {
  return compression === 'none' ? 'uncompressed' : compression;
}
