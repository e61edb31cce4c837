import { statSync } from 'node:fs';
import type { Database } from './database.ts';

/** Tables that are replaced between two checkpoints. */
const TABLES_AT_ONCE = 10;

/** Bytes of a file above which the blocks of that many tables hardly add to its size. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Called after each table that is replaced, keeps a small file from growing by all that one run
 * writes: DuckDB writes over the blocks of a table only after a checkpoint has freed them, and each
 * of a hundred small tables fills one. Only of the copy that a run writes: elsewhere a transaction
 * may be open.
 */
export function reusingBlocks(db: Database): () => Promise<void> {
  const found = db.isCopy ? statSync(db.path, { throwIfNoEntry: false }) : undefined;
  const size = found?.size ?? Number.POSITIVE_INFINITY;
  let replaced = 0;
  return async () => {
    replaced += 1;
    if (size <= MOST_BYTES && replaced % TABLES_AT_ONCE === 0) await db.run('checkpoint');
  };
}
