import { identifier, literal } from './quote.ts';

/** The forms in which a relation can be exported, and what DuckDB is told to write. */
export const EXPORT_FORMS = {
  parquet: 'format parquet, compression zstd',
  csv: `format csv, header true, delimiter ',', quote '"', escape '"'`,
  ndjson: 'format json, array false',
} as const;

export type ExportForm = keyof typeof EXPORT_FORMS;

interface Typed {
  name: string;
  type: string;
}

/**
 * The type of a column in an export. Parquet has no whole numbers of 128 bits, and DuckDB would
 * write them as floating point: they are decimals, whose digits stay.
 */
export function keptType(type: string): string {
  return type.replace(/\bU?HUGEINT\b/g, 'DECIMAL(38,0)');
}

/** The columns as they are written. In JSON numbers that other programs round are text. */
export function exportedColumns(columns: readonly Typed[], form: ExportForm): string {
  const fields = columns.map(({ name, type }) => {
    const column = identifier(name);
    const written = typeIn(form, type);
    return written === type ? column : `${column}::${written} as ${column}`;
  });
  return fields.join(', ');
}

function typeIn(form: ExportForm, type: string): string {
  const kept = keptType(type);
  if (form !== 'ndjson') return kept;
  return kept.replace(/\bDECIMAL\(\d+,\d+\)|\bU?BIGINT\b/g, 'VARCHAR');
}

/** How DuckDB reads a file of an export again, with the types that its columns had. */
export function readAgain(file: string, form: ExportForm, columns: readonly Typed[]): string {
  if (form === 'parquet') return `read_parquet(${literal(file)})`;
  const types = columns.map(({ name, type }) => `${literal(name)}: ${literal(keptType(type))}`);
  const shape = `columns = {${types.join(', ')}}`;
  if (form === 'ndjson')
    return `read_json(${literal(file)}, format = 'newline_delimited', ${shape})`;
  const csv = `header = true, delim = ',', quote = '"', escape = '"', allow_quoted_nulls = false`;
  return `read_csv(${literal(file)}, ${csv}, ${shape})`;
}
