import { DuckDBInstance } from '@duckdb/node-api';

// Small tables gain nothing from a second thread, and the tests use all cores anyway. Test files
// that share a process all run this.
const DONE = Symbol.for('flaretally.oneThread');
const done = globalThis as unknown as Record<symbol, boolean | undefined>;

if (!done[DONE]) {
  done[DONE] = true;
  const { create, fromCache } = DuckDBInstance;
  const THREADS = { threads: '1' };
  DuckDBInstance.create = (path, options) =>
    create.call(DuckDBInstance, path, { ...THREADS, ...options });
  DuckDBInstance.fromCache = (path, options) =>
    fromCache.call(DuckDBInstance, path, { ...THREADS, ...options });
}
