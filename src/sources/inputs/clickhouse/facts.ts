/** Columns of a table with their types. */
export type Columns = ReadonlyMap<string, string>;

/** What is known of a table before it is asked. */
export interface TableFacts {
  says: string;
  columns: Columns;
  /** Whether the server can look into JSON: since version 19.14. */
  hasJson: boolean;
}
