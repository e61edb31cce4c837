import type { Database } from '../../store/database.ts';

/** The columns by which relations are divided, of each relation. */
export type KeyColumns = ReadonlyMap<string, ReadonlySet<string>>;

const NAMES = ['account', 'usage_on', 'period_id', 'capture_id', 'resource_key'];

/** Which relation has which of these columns. Read once for all, and again after `forget`. */
export class Columns {
  readonly #db: Database;
  #known: KeyColumns | undefined;

  constructor(db: Database) {
    this.#db = db;
  }

  async get(): Promise<KeyColumns> {
    this.#known ??= await this.#read();
    return this.#known;
  }

  /** A relation was made again, perhaps with other columns. */
  forget(): void {
    this.#known = undefined;
  }

  async #read(): Promise<KeyColumns> {
    const rows = await this.#db.rows<{ relation: string; columns: string[] }>(
      `select schema_name || '.' || table_name as relation, list(column_name) as columns
       from duckdb_columns()
       where database_name = current_database() and column_name in ('${NAMES.join("', '")}')
       group by all`,
    );
    return new Map(rows.map(({ relation, columns }) => [relation, new Set(columns)]));
  }
}
