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
  const made = join(dirname(inject('emptyDatabase')), `${story}.duckdb`);
  if (existsSync(made)) copyFileSync(made, path);
  else {
    await load(filesOf(story), { db: path, now: NOW });
    // Two workers may do this at once: each copy is complete.
    copyFileSync(path, `${made}.${process.pid}`);
    renameSync(`${made}.${process.pid}`, made);
  }
  return path;
}
