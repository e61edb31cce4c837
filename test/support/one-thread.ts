import { DuckDBInstance } from '@duckdb/node-api';

// Small tables gain nothing from a second thread, and the tests run on all cores anyway.
const { create, fromCache } = DuckDBInstance;
const THREADS = { threads: '1' };
DuckDBInstance.create = (path, options) =>
  create.call(DuckDBInstance, path, { ...THREADS, ...options });
DuckDBInstance.fromCache = (path, options) =>
  fromCache.call(DuckDBInstance, path, { ...THREADS, ...options });
