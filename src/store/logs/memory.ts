import type { Database } from '../database.ts';

/**
 * What DuckDB may hold while logs are read, and while relations are computed from them; the rest
 * goes to its folder beside the database. The library and what is between two owners come on top,
 * and a computed window takes more than it says: together it is under 600 MB.
 */
const READING = '320MB';
const COMPUTING = '224MB';

/** Each thread has its own buffers: more of them would need more memory for the same files. */
const THREADS = 2;

/** What a thread keeps of memory that it no longer needs; the usual 128 MB would come on top. */
const KEPT = '8MB';

/**
 * Runs `what` in little memory and without keeping the order of rows, as no sum needs it. Limits
 * stay while the database is open: the tables that are computed from many logs are large too.
 * @param isRoomy all the memory that the machine has may be taken, as little was not enough
 * @throws FlaretallyError E_MEMORY
 */
export async function inLittleMemory(
  db: Database,
  what: () => Promise<void>,
  isRoomy: boolean,
): Promise<void> {
  const limit = (sql: string) => (isRoomy ? undefined : db.run(sql));
  await limit(
    `set memory_limit = '${READING}';
     set threads = least(current_setting('threads'), ${THREADS});
     set allocator_flush_threshold = '${KEPT}';
     set allocator_bulk_deallocation_flush_threshold = '${KEPT}'`,
  );
  await db.run('set preserve_insertion_order = false');
  try {
    await what();
  } finally {
    await db.run('reset preserve_insertion_order');
  }
  await limit(`set memory_limit = '${COMPUTING}'`);
}
