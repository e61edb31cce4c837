import { DuckDBInstance } from '@duckdb/node-api';

// Small tables gain nothing from a second thread, and the tests use all cores anyway. To choose a
// compression for each column of two hundred small tables takes longer than to write them. Test
// files that share a process all run this.
const DONE = Symbol.for('flaretally.oneThread');
const done = globalThis as unknown as Record<symbol, boolean | undefined>;

if (!done[DONE]) {
  done[DONE] = true;
  const { create, fromCache } = DuckDBInstance;
  const SETTINGS = { threads: '1', force_compression: 'uncompressed' };
  DuckDBInstance.create = (path, options) =>
    create.call(DuckDBInstance, path, { ...SETTINGS, ...options });
  DuckDBInstance.fromCache = (path, options) =>
    fromCache.call(DuckDBInstance, path, { ...SETTINGS, ...options });
}
