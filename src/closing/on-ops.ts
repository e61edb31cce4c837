import { ensureOps } from '../ops/schema.ts';
import type { Database } from '../store/database.ts';
import { onCopy } from '../store/publish.ts';
import { requireDatabase } from '../store/readable.ts';
import { requireWrittenByUs } from '../store/written-by-us.ts';

export interface OpsWish {
  db: string;
  now: Date;
  signal?: AbortSignal | undefined;
}

/** Changes rows of `ops` alone: no rule runs, and nothing that rules have made changes. */
export function onOps<T>(
  command: string,
  { db: path, now, signal }: OpsWish,
  change: (db: Database) => Promise<T>,
): Promise<T> {
  requireDatabase(path);
  return onCopy(path, command, now, {
    signal,
    fill: async (db) => {
      await requireWrittenByUs(db, path);
    },
    compute: async (db) => {
      await ensureOps(db);
      return change(db);
    },
  });
}
