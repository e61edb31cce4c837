import { copyFileSync, existsSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { inject } from 'vitest';

// To make two hundred relations takes longer than to load some files into them. So a new database
// begins as a copy of one that was made once, and its relations are as the rules want them. Tests
// that are about making it say so with `fromNothing`.

interface Own {
  isFromNothing: boolean;
}

/** Files that share a process each come by here; one change of DuckDB is enough. */
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

/** Does `what` while new databases begin as an empty file, as they do outside of tests. */
export async function fromNothing<T>(what: () => Promise<T>): Promise<T> {
  own.isFromNothing = true;
  try {
    return await what();
  } finally {
    own.isFromNothing = false;
  }
}
