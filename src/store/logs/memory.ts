import type { Database } from '../database.ts';

/** What DuckDB may hold at once; the rest goes to its folder beside the database. */
const MEMORY = '320MB';

/** Runs `what` with little memory and without keeping the order of rows, as no sum needs it. */
export async function inLittleMemory(db: Database, what: () => Promise<void>): Promise<void> {
  await db.run(`set memory_limit = '${MEMORY}'; set preserve_insertion_order = false`);
  try {
    await what();
  } finally {
    await db.run('reset memory_limit; reset preserve_insertion_order');
  }
}
