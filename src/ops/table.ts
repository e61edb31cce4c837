/** A table of `ops`. Rows are added and never computed again. */
export interface OpsTable {
  /** Without the schema. */
  name: string;
  /** The columns that no two rows have in common. */
  key: readonly string[];
  /** A sentence: what a row is. */
  says: string;
  /** Types by column. A later version may add columns; it never changes or removes one. */
  columns: Readonly<Record<string, string>>;
}
