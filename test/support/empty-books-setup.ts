import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { select } from '../../src/reading.ts';
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

/** Makes empty books once for all test files: two hundred relations take as long as a small load. */
export default async function setup({ provide }: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'flaretally-empty-'));
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
