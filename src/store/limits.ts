import type { Database } from './database.ts';

/** Limits of memory and threads for a run. The library and the buffers of files come on top. */
export interface Limits {
  /** Memory for DuckDB. It puts the rest into its temporary folder beside the database. */
  memory: string;
  /** Number of threads. Each has buffers of its own, and with few rows they wait for each other. */
  threads: number;
}

/**
 * For the few files of a nightly run. A second thread would lose as much time waiting as it saves.
 */
export const FEW_ROWS: Limits = { memory: '160MB', threads: 1 };

/** For everything else, on any machine: more threads would need more memory. */
export const MANY_ROWS: Limits = { memory: '256MB', threads: 2 };

/** Up to this size files have few rows (bytes). */
const FEW_BYTES = 32 * 1024 * 1024;

/** Bytes of a database up to which a reader of it is better off with one thread. */
const FEW_READ = 256 * 1024 * 1024;

/** The setting of threads for a reader of a file of so many bytes; none for a large file. */
export function readerThreads(bytes: number): string {
  return bytes <= FEW_READ ? 'set threads = 1;' : '';
}

export function limitsFor(bytes: number): Limits {
  return bytes <= FEW_BYTES ? FEW_ROWS : MANY_ROWS;
}

/**
 * What to leave out of a new database with few rows. Looking for substrings that text shares takes
 * two thirds of a checkpoint, and a small table has a block of its own however small it is. Later
 * runs compress what they write again.
 */
export const WITHOUT_SUBSTRINGS = "set disabled_compression_methods = 'fsst'";

/** The limits hold while the database is open. If they are too tight, `onCopy` retries without. */
export async function limit(db: Database, { memory, threads }: Limits): Promise<void> {
  await db.run(
    `set memory_limit = '${memory}';
     set threads = least(current_setting('threads'), ${threads})`,
  );
}
