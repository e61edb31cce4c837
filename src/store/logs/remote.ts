import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Queries for other engines, a folder a dialect. The path is the same from `src/` and `dist/`. */
const REMOTE = new URL('../../../remote/', import.meta.url);

/** A query of `remote/` over the table `events`, in the dialect of an engine. */
export function remoteQuery(dialect: string, name: 'hours' | 'islands'): string {
  return readFileSync(fileURLToPath(new URL(`${dialect}/${name}.sql`, REMOTE)), 'utf8');
}
