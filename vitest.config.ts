import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './test/support/slowest-first.ts';

// One thread for all of DuckDB's work finds its memory warm. Both allocators, glibc's and DuckDB's,
// keep what is given back, for it is wanted again at once.
Object.assign(process.env, {
  UV_THREADPOOL_SIZE: '1',
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: String(512 << 20),
  MALLOC_TRIM_THRESHOLD_: String(2 ** 31 - 1),
  DUCKDB_JE_MALLOC_CONF: 'dirty_decay_ms:-1,muzzy_decay_ms:-1,narenas:1',
});

// DuckDB plans a thousand short statements a load, each with many small pieces of memory: with
// jemalloc in place of glibc's allocator a test takes a sixth less processor time.
const jemalloc = ['x86_64', 'aarch64']
  .map((cpu) => `/usr/lib/${cpu}-linux-gnu/libjemalloc.so.2`)
  .find((path) => existsSync(path));
if (jemalloc !== undefined) process.env.LD_PRELOAD ??= jemalloc;

const root = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(`${root}test`, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => `test/${path}`);
/** A module that one file replaces would be replaced for the others too. */
const replacing = files.filter((file) =>
  /\bvi\.(do)?mock\(/i.test(readFileSync(root + file, 'utf8')),
);

const shared = {
  setupFiles: [
    'test/support/own-allocator.ts',
    'test/support/one-thread.ts',
    'test/support/new-database.ts',
    'test/support/kept-readers.ts',
  ],
  // Far longer than any test takes alone: other work may share the machine.
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    globalSetup: ['test/support/empty-database-setup.ts'],
    // Vitest would leave a core idle on a machine of two.
    maxWorkers: 2,
    sequence: { sequencer: SlowestFirst },
    tags: [
      {
        name: 'journey',
        description: 'Many commands on one database: nights, closings, pulls, kills, rebuilds.',
        timeout: 600_000,
      },
    ],
    projects: [
      { test: { ...shared, name: 'alone', include: replacing } },
      // To start a process and to load DuckDB and all of src takes half a second a file.
      {
        test: {
          ...shared,
          name: 'together',
          include: files.filter((file) => !replacing.includes(file)),
          isolate: false,
        },
      },
    ],
  },
});
