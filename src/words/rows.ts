/** A value as it leaves the database: decimals and wide integers are strings, digit for digit. */
export type JsonCell =
  | string
  | number
  | boolean
  | null
  | readonly JsonCell[]
  | { readonly [key: string]: JsonCell };

export interface Column {
  name: string;
  /** DuckDB's name of the type, e.g. `DECIMAL(38,2)`. */
  type: string;
}

/** Rows to print, in order. A cell that is not there counts as null. */
export interface RowSet {
  columns: readonly Column[];
  rows: readonly Readonly<Record<string, JsonCell>>[];
}

/** Rows of text that no query returned. */
export function textRows(names: readonly string[], rows: RowSet['rows']): RowSet {
  return { columns: names.map((name) => ({ name, type: 'VARCHAR' })), rows };
}

/** An instant of the database, `2026-10-04 09:31:00`, as ISO text; of midnight the day alone. */
export function instantText(at: string): string {
  return at.endsWith(' 00:00:00') ? at.slice(0, 10) : `${at.replace(' ', 'T')}Z`;
}
