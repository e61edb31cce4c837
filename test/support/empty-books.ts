import { copyFileSync } from 'node:fs';
import { inject } from 'vitest';

/** Puts books in which nothing was loaded at a path, for a test that is not about making books. */
export function placeEmptyBooks(path: string): string {
  copyFileSync(inject('emptyBooks'), path);
  return path;
}
