import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api';
import type { RowSet } from '../rows.ts';
import { databaseError } from './database-error.ts';
import { engine } from './engine.ts';
import { databaseName } from './exact-path.ts';

export type { DuckDBConnection } from '@duckdb/node-api';

/** Values that may stand for `$1`, `$2` ... in a statement. */
export type Parameter = string | number | bigint | boolean | null;

/** One connection to one DuckDB file. Decimals and HUGEINTs come out as exact strings. */
export class Database {
  readonly connection: DuckDBConnection;
  readonly path: string;
  readonly #instance: DuckDBInstance;

  private constructor(path: string, instance: DuckDBInstance, connection: DuckDBConnection) {
    this.path = path;
    this.#instance = instance;
    this.connection = connection;
  }

  /**
   * Opens `path` (`:memory:` for none). Two instances of one file in a process do not see each
   * other's commits, so all go through DuckDB's own cache of instances.
   * @throws FlaretallyError E_DB_LOCKED, E_DB_FORMAT, E_FILE_NAME, E_INSTALLATION
   */
  static async open(
    path: string,
    options: { readOnly?: boolean; shownAs?: string } = {},
  ): Promise<Database> {
    try {
      // Small blocks: a hundred small tables would fill a whole one each. Of a file that exists
      // the size stays what it is.
      const settings: Record<string, string> = {
        autoinstall_known_extensions: 'false',
        default_block_size: '16384',
      };
      if (options.readOnly) settings.access_mode = 'READ_ONLY';
      const { DuckDBInstance } = await engine();
      const instance =
        path === ':memory:'
          ? await DuckDBInstance.create(path, settings)
          : await DuckDBInstance.fromCache(databaseName(path), settings);
      const connection = await instance.connect();
      await connection.run("set timezone = 'UTC'");
      return new Database(path, instance, connection);
    } catch (error) {
      throw databaseError(error, options.shownAs ?? path);
    }
  }

  /** Runs one or several statements; what they return is dropped. */
  async run(sql: string, parameters?: readonly Parameter[]): Promise<void> {
    try {
      await this.connection.run(sql, parameters as DuckDBValue[] | undefined);
    } catch (error) {
      throw databaseError(error, this.path, sql);
    }
  }

  /** All rows of a SELECT. For results that fit in memory: aggregate in SQL first. */
  async query(sql: string, parameters?: readonly Parameter[]): Promise<RowSet> {
    try {
      const reader = await this.connection.runAndReadAll(
        sql,
        parameters as DuckDBValue[] | undefined,
      );
      const types = reader.columnTypes();
      const columns = reader
        .deduplicatedColumnNames()
        .map((name, i) => ({ name, type: String(types[i]) }));
      return { columns, rows: reader.getRowObjectsJson() as RowSet['rows'] };
    } catch (error) {
      throw databaseError(error, this.path, sql);
    }
  }

  /** The rows alone, as the type that the caller's SELECT promises. */
  async rows<T>(sql: string, parameters?: readonly Parameter[]): Promise<T[]> {
    return (await this.query(sql, parameters)).rows as T[];
  }

  close(): void {
    this.connection.closeSync();
    this.#instance.closeSync();
  }
}
