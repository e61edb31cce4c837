import type { Database } from './database.ts';

/** What the allocator keeps of memory that is no longer needed; the usual 128 MB come on top. */
const KEPT = '8MB';

/**
 * Runs `what` on one thread. The rows of a document are taken apart by one thread however many
 * there are, and the others spend as much again on waiting for it.
 */
export async function onOneThread(db: Database, what: () => Promise<void>): Promise<void> {
  const [before] = await db.rows<{ threads: string; kept: string }>(
    `select current_setting('threads') as threads,
       current_setting('allocator_flush_threshold') as kept`,
  );
  await db.run(`set threads = 1; set allocator_flush_threshold = '${KEPT}'`);
  try {
    await what();
  } finally {
    await db.run(
      `set threads = ${before?.threads}; set allocator_flush_threshold = '${before?.kept}'`,
    );
  }
}
