import type { Database } from './database.ts';

/** What a run may take of the machine: the library itself and the buffers of files come on top. */
export interface Limits {
  /** What DuckDB may hold before it puts the rest into its folder beside the database. */
  memory: string;
  /** Each thread has buffers of its own, and many wait for one another where rows are few. */
  threads: number;
}

/** For a night's few files: a second thread would spend as much as it saves on waiting. */
export const FEW_ROWS: Limits = { memory: '128MB', threads: 1 };

/** For everything else, whatever the machine: more threads would need more memory. */
export const MANY_ROWS: Limits = { memory: '256MB', threads: 2 };

/** Bytes of files up to which there are few rows. */
const FEW_BYTES = 32 * 1024 * 1024;

/** What a thread keeps of memory that it no longer needs; the usual 128 MB would come on top. */
export const KEPT = '8MB';

/** Bytes of a database up to which a reader of it is better off with one thread. */
const FEW_READ = 256 * 1024 * 1024;

/** How many threads a reader of a file of so many bytes may have: nothing is said of a large one. */
export function readerThreads(bytes: number): string {
  return bytes <= FEW_READ ? 'set threads = 1;' : '';
}

export function limitsFor(bytes: number): Limits {
  return bytes <= FEW_BYTES ? FEW_ROWS : MANY_ROWS;
}

/** Limits stay while the database is open. Where they are too tight, `onCopy` runs without. */
export async function limit(db: Database, { memory, threads }: Limits): Promise<void> {
  await db.run(
    `set memory_limit = '${memory}';
     set threads = least(current_setting('threads'), ${threads});
     set allocator_flush_threshold = '${KEPT}';
     set allocator_bulk_deallocation_flush_threshold = '${KEPT}'`,
  );
}
