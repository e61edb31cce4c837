import type { Database } from '../store/database.ts';
import type { InputFile } from './files.ts';
import { type List, loadList } from './list.ts';
import type { LoadContext } from './load-context.ts';

const CLASSES: List = {
  kind: 'classes',
  relation: 'raw.classes',
  required: ['class', 'mode'],
  optional: ['script', 'compatibility_date'],
};

/**
 * Loads lists of Durable Object classes with how each accepts sockets. A list replaces the
 * account's previous one.
 */
export function loadClasses(db: Database, files: readonly InputFile[], context: LoadContext) {
  return loadList(db, files, context, CLASSES);
}
