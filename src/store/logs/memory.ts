import { totalmem } from 'node:os';
import type { Database } from '../database.ts';
import { isOutOfMemory } from '../database-error.ts';

/**
 * Megabytes that DuckDB may hold at first; the rest goes to its folder beside the database. The
 * library and what is between two owners come on top, so that together it is under 600.
 */
const FIRST_MB = 320;

/** Each thread has its own buffers: more of them would need more memory for the same files. */
const THREADS = 2;

/** What a thread keeps of memory that it no longer needs; the usual 128 MB would come on top. */
const KEPT = '8MB';

/** Runs a step as often as it takes until the memory is enough, undoing what did not succeed. */
export type Enough = <T>(step: () => Promise<T>) => Promise<T>;

/**
 * Runs `what` with little memory and without keeping the order of rows, as no sum needs it. The
 * limits stay while the database is open: the tables that are computed from many logs are large too.
 * @param firstMb megabytes to begin with
 */
export async function inLittleMemory(
  db: Database,
  what: (enough: Enough) => Promise<void>,
  firstMb = FIRST_MB,
): Promise<void> {
  let megabytes = firstMb;
  const limit = () => db.run(`set memory_limit = '${megabytes}MB'`);
  const enough: Enough = async (step) => {
    for (;;) {
      await db.run('begin transaction');
      try {
        const result = await step();
        await db.run('commit');
        return result;
      } catch (error) {
        await db.run('rollback');
        if (!isOutOfMemory(error) || megabytes * 2 ** 20 * 2 > totalmem()) throw error;
        megabytes *= 2;
        await limit();
      }
    }
  };
  await db.run(
    `set threads = least(current_setting('threads'), ${THREADS});
     set preserve_insertion_order = false;
     set allocator_flush_threshold = '${KEPT}';
     set allocator_bulk_deallocation_flush_threshold = '${KEPT}'`,
  );
  await limit();
  try {
    await what(enough);
  } finally {
    await db.run('reset preserve_insertion_order');
  }
}
