import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { select } from '../../src/load.ts';
import { build } from '../../src/rules/build.ts';
import { readCatalog } from '../../src/rules/catalog.ts';
import { declare } from '../../src/rules/declare.ts';
import { onCopy } from '../../src/store/publish.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A database with all relations in which nothing was loaded. */
    emptyBooks: string;
  }
}

const MEMORY = '/dev/shm';
const ROOM_BYTES = 4e9;

/** Where the folders of tests lie: in memory, if there is room, for databases are much to write. */
function place(): string {
  if (process.env.TMPDIR !== undefined) return tmpdir();
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ROOM_BYTES ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

/**
 * Makes empty books once for all test files: two hundred relations take as long as a small load. All
 * that tests write lies in one folder beside them, and goes with it.
 */
export default async function setup({ provide }: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(place(), 'flaretally-tests-'));
  process.env.TMPDIR = folder;
  const path = join(folder, 'empty.duckdb');
  const catalog = readCatalog();
  await onCopy(path, 'empty books', new Date(0), {
    fill: async (db) => {
      await declare(db, catalog);
      await select(db, new Date(0));
    },
    compute: (db) => build(db, catalog),
  });
  provide('emptyBooks', path);
  return () => rmSync(folder, { recursive: true, force: true });
}
