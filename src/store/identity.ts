import { statSync } from 'node:fs';
import { placeOf } from './place.ts';

/**
 * Which file a database is now: a run publishes by putting another file in its place. Undefined
 * while there is none.
 */
export function identityOf(path: string): string | undefined {
  const found = statSync(placeOf(path), { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev} ${found.ino} ${found.size} ${found.mtimeNs}`;
}
