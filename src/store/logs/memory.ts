import type { Database } from '../database.ts';

/**
 * What DuckDB may hold at once; the rest goes to its folder beside the database. Buffers of text that
 * is being read do not count, nor does the library: together it is twice as much.
 */
const MEMORY = '256MB';

/** What a thread keeps of memory that it no longer needs; the usual 128 MB would come on top. */
const KEPT = '8MB';

/**
 * Runs `what` with little memory and without keeping the order of rows, as no sum needs it. The
 * limit stays while the database is open: the tables that are computed from many logs are large too.
 */
export async function inLittleMemory(db: Database, what: () => Promise<void>): Promise<void> {
  await db.run(
    `set memory_limit = '${MEMORY}'; set preserve_insertion_order = false;
     set allocator_flush_threshold = '${KEPT}';
     set allocator_bulk_deallocation_flush_threshold = '${KEPT}'`,
  );
  try {
    await what();
  } finally {
    await db.run('reset preserve_insertion_order');
  }
}
