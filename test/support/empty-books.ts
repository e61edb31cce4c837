import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

/** Puts books in which nothing was loaded at a path, for a test that is not about making books. */
export function placeEmptyBooks(path: string): string {
  copyFileSync(inject('emptyBooks'), path);
  return path;
}

/** Such books in a folder of their own, which goes with all that the tests write. */
export function newEmptyBooks(): string {
  return placeEmptyBooks(join(mkdtempSync(join(tmpdir(), 'flaretally-books-')), 'books.duckdb'));
}
