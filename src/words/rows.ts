/** A value from the database: decimals and wide integers are strings with all digits. */
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

/** Rows of text that do not come from a query. */
export function textRows(names: readonly string[], rows: RowSet['rows']): RowSet {
  return { columns: names.map((name) => ({ name, type: 'VARCHAR' })), rows };
}

/** A time of the database, `2026-10-04 09:31:00`, as ISO text; midnight as the day alone. */
export function instantText(at: string): string {
  return at.endsWith(' 00:00:00') ? at.slice(0, 10) : `${at.replace(' ', 'T')}Z`;
}
