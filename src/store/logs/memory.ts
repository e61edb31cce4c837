import type { Database } from '../database.ts';
import { limit, MANY_ROWS } from '../limits.ts';

/**
 * What DuckDB may hold while logs are read, and while relations are computed from them; the rest
 * goes to its folder beside the database. The library and what is between two owners come on top,
 * and a computed window takes more than it says: together it is under 600 MB.
 */
const READING = { ...MANY_ROWS, memory: '320MB' };
const COMPUTING = { ...MANY_ROWS, memory: '224MB' };

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
  if (!isRoomy) await limit(db, READING);
  await db.run('set preserve_insertion_order = false');
  try {
    await what();
  } finally {
    await db.run('reset preserve_insertion_order');
  }
  if (!isRoomy) await limit(db, COMPUTING);
}
