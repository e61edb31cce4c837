import { copyFileSync, existsSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { inject } from 'vitest';

// Creating two hundred relations takes longer than loading some files into them. So a new database
// begins as a copy of one that was made once with up-to-date relations. Tests about creating it use
// `fromNothing`.

interface Own {
  isFromNothing: boolean;
}

/** Test files that share a process all run this; DuckDB must be patched only once. */
const KEY = Symbol.for('flaretally.newDatabase');
const known = globalThis as unknown as Record<symbol, Own | undefined>;
const own: Own = known[KEY] ?? beginWithEmptyDatabase();

function beginWithEmptyDatabase(): Own {
  const made: Own = { isFromNothing: false };
  known[KEY] = made;
  const { fromCache } = DuckDBInstance;
  DuckDBInstance.fromCache = (path = ':memory:', options) => {
    const isNew = path.endsWith('.work') && !existsSync(path);
    if (isNew && !made.isFromNothing) copyFileSync(inject('emptyDatabase'), path);
    return fromCache.call(DuckDBInstance, path, options);
  };
  return made;
}

/** Runs `what` while new databases begin as an empty file, as they do outside of tests. */
export async function fromNothing<T>(what: () => Promise<T>): Promise<T> {
  own.isFromNothing = true;
  try {
    return await what();
  } finally {
    own.isFromNothing = false;
  }
}
