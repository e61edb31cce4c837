import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api';
import type { RowSet } from '../words/rows.ts';
import { COPY, databaseError } from './database-error.ts';
import { engine } from './engine.ts';
import { databaseName } from './exact-path.ts';
import { literal } from './quote.ts';
import { requireWhole } from './whole.ts';

export type { DuckDBConnection } from '@duckdb/node-api';

/** Values of the parameters `$1`, `$2` ... of a statement. */
export type Parameter = string | number | bigint | boolean | null;

/** Rows of a group in the copy that a run writes to: see `openCopy`. */
const ROW_GROUP = 30_720;

/**
 * Half the usual block size. Each of a hundred small tables takes at least one block, and in
 * smaller ones DuckDB does not pack whole numbers. The size of an existing file stays.
 */
const SETTINGS = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_persistent_secrets: 'false',
  default_block_size: '131072',
  // The storage version of DuckDB 1.2 and later. With earlier ones each of 3,000 columns has a
  // sketch of 3 KB, which every run writes again. 1.1 has none, but a file cannot state 1.1, and
  // gets them back in its second run.
  storage_compatibility_version: 'v1.2.0',
};

/** One connection to one DuckDB file. Decimals and HUGEINTs come out as exact strings. */
export class Database {
  readonly connection: DuckDBConnection;
  readonly path: string;
  /** Whether it is the copy that a run writes and nobody else opens. */
  readonly isCopy: boolean;
  /** Takes it over after its use, to keep it open; false if it is to be closed. */
  keep: (() => boolean) | undefined;
  readonly #instance: DuckDBInstance;

  private constructor(
    path: string,
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    isCopy = false,
  ) {
    this.path = path;
    this.#instance = instance;
    this.connection = connection;
    this.isCopy = isCopy;
  }

  /**
   * Opens `path` (`:memory:` for none). Two instances of one file in a process do not see each
   * other's commits, so writers use DuckDB's own cache of instances. Each reader has an instance of
   * its own, because it locks its configuration. Extensions and secrets of the user are not loaded:
   * results must not depend on them.
   * @param options spillFolder: where a reader puts data that does not fit in memory; empty for
   *   nowhere
   * @throws FlaretallyError E_DB_LOCKED, E_DB_FORMAT, E_FILE_NAME, E_INSTALLATION
   */
  static async open(
    path: string,
    options: { readOnly?: boolean; shownAs?: string; spillFolder?: string } = {},
  ): Promise<Database> {
    try {
      const settings: Record<string, string> = { ...SETTINGS };
      if (options.spillFolder !== undefined) settings.temp_directory = options.spillFolder;
      if (options.readOnly) settings.access_mode = 'READ_ONLY';
      const { DuckDBInstance } = engine();
      const name = path === ':memory:' ? path : databaseName(path);
      const isOwn = options.readOnly || name === ':memory:';
      const instance = isOwn
        ? await DuckDBInstance.create(name, settings)
        : await DuckDBInstance.fromCache(name, settings);
      const connection = await instance.connect();
      await connection.run("set timezone = 'UTC'");
      return new Database(path, instance, connection);
    } catch (error) {
      throw databaseError(error, options.shownAs ?? path);
    }
  }

  /**
   * Opens a file for writing that nobody else opens. It is attached, because DuckDB takes the row
   * group size only then. A run writes the last row group of each table again, even for few rows,
   * so small groups make a nightly run fast. A file that is closed without a checkpoint was refused
   * and is thrown away, so nothing is written ahead into a journal.
   * @throws FlaretallyError E_DB_LOCKED, E_DB_FORMAT, E_FILE_NAME
   */
  static async openCopy(path: string, shownAs: string): Promise<Database> {
    const db = await Database.open(':memory:', { shownAs, spillFolder: `${path}.tmp` });
    try {
      const file = literal(databaseName(path));
      await db.connection.run(
        `attach ${file} as ${COPY} (row_group_size ${ROW_GROUP}, recovery_mode no_wal_writes,
           type duckdb); use ${COPY};
         pragma disable_checkpoint_on_shutdown`,
      );
      return new Database(path, db.#instance, db.connection, true);
    } catch (error) {
      db.close();
      throw databaseError(error, shownAs);
    }
  }

  /**
   * Attaches a second database for reading, as a catalog of that name.
   * @throws FlaretallyError E_DB_LOCKED, E_DB_FORMAT, E_FILE_NAME
   */
  async attach(path: string, catalog: string): Promise<void> {
    try {
      const file = literal(databaseName(path));
      await this.connection.run(`attach ${file} as ${catalog} (read_only, type duckdb)`);
    } catch (error) {
      throw databaseError(error, path);
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

  /**
   * The rows as they come, some at a time, for results that do not fit in memory. Nothing else may
   * run on the connection until all of them are read.
   */
  async *pages<T>(sql: string, parameters?: readonly Parameter[]): AsyncGenerator<T[]> {
    try {
      const result = await this.connection.stream(sql, parameters as DuckDBValue[] | undefined);
      const end = requireWhole(result, () =>
        this.connection.run(sql, parameters as DuckDBValue[] | undefined),
      );
      for await (const rows of result.yieldRowObjectJson()) yield rows as T[];
      await end();
    } catch (error) {
      throw databaseError(error, this.path, sql);
    }
  }

  /**
   * Switches off external access and locks the configuration. From here on only the database and
   * its temporary files are opened: a rule can neither fetch nor send anything.
   */
  async seal(): Promise<void> {
    await this.run('set enable_external_access = false; set lock_configuration = true');
  }

  /** Ends its use. It is closed, unless `keep` takes it over. */
  close(): void {
    if (this.keep?.()) return;
    this.end();
  }

  /** Closes it, whoever keeps it. */
  end(): void {
    this.connection.closeSync();
    this.#instance.closeSync();
  }
}
