import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

/** Puts a database without data at a path, for a test that is not about creating one. */
export function placeEmptyDatabase(path: string): string {
  copyFileSync(inject('emptyDatabase'), path);
  return path;
}

/** Such a database in a folder of its own, which is deleted with all files of the tests. */
export function newEmptyDatabase(): string {
  return placeEmptyDatabase(
    join(mkdtempSync(join(tmpdir(), 'flaretally-database-')), 'bill.duckdb'),
  );
}
