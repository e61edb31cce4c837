import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import { load } from '../../src/load.ts';
import { ROOT } from './temp.ts';

/** A time after every fixture, so that no period is still running. */
const NOW = new Date('2026-11-21T06:00:00Z');
const PARTS = ['usage', 'rest', 'tenants.csv', 'invoice.csv'];

/** Files of a story by their paths. */
export function filesOf(story: string, parts: readonly string[] = PARTS): string[] {
  return parts.map((name) => join(ROOT, 'fixtures', story, name));
}

/**
 * Puts a database with a loaded story at a path, for a test that is not about loading. The story is
 * loaded once for all test files.
 */
export async function placeLoaded(story: string, path: string): Promise<string> {
  return placeOnce(story, path, () => load(filesOf(story), { db: path, now: NOW }));
}

/**
 * Puts a database at a path: a copy of the one that was made first under this name, for all test
 * files. `make` makes it at the path.
 */
export async function placeOnce(
  name: string,
  path: string,
  make: () => Promise<unknown>,
): Promise<string> {
  const made = join(dirname(inject('emptyDatabase')), `${name}.duckdb`);
  if (existsSync(made)) {
    copyFileSync(made, path);
    return path;
  }
  await make();
  // Two workers may do this at once: each copy is complete.
  copyFileSync(path, `${made}.${process.pid}`);
  renameSync(`${made}.${process.pid}`, made);
  return path;
}

/** A name for a database that is made from these texts and words. */
export function nameFor(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
