import type { Database } from '../database.ts';
import { limit, MANY_ROWS } from '../limits.ts';

/**
 * DuckDB's memory while logs are read, and while relations are computed from them. The rest goes to
 * its folder beside the database. The library and data in transit come on top, and a window takes
 * more than DuckDB counts. Together that is under 600 MB.
 */
const READING = { ...MANY_ROWS, memory: '320MB' };
const COMPUTING = { ...MANY_ROWS, memory: '224MB' };

/**
 * How much freed memory a thread keeps. With DuckDB's 128 MB a load of logs takes 650 MB. Loads of
 * usage keep that default: with so little they take the same memory again and again, which is a
 * quarter of their CPU.
 */
const KEPT_BY_THREAD = '8MB';

/**
 * Runs `what` in little memory and without the order of rows, which no sum needs. The limits hold
 * while the database is open, because tables computed from many logs are large too.
 * @param isRoomy all memory of the machine may be used, because little was not enough
 * @throws FlaretallyError E_MEMORY
 */
export async function inLittleMemory(
  db: Database,
  what: () => Promise<void>,
  isRoomy: boolean,
): Promise<void> {
  if (!isRoomy) await limit(db, READING);
  await db.run(
    `set preserve_insertion_order = false;
     set allocator_flush_threshold = '${KEPT_BY_THREAD}';
     set allocator_bulk_deallocation_flush_threshold = '${KEPT_BY_THREAD}'`,
  );
  try {
    await what();
  } finally {
    await db.run(
      `reset preserve_insertion_order; reset allocator_flush_threshold;
       reset allocator_bulk_deallocation_flush_threshold`,
    );
  }
  if (!isRoomy) await limit(db, COMPUTING);
}
