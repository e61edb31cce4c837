import type { Database } from '../store/database.ts';
import type { InputFile } from './files.ts';
import { type List, loadList } from './list.ts';
import type { LoadContext } from './load-context.ts';

const POLICIES: List = {
  kind: 'policies',
  relation: 'raw.policies',
  required: ['subject', 'policy'],
  optional: ['tenant', 'weight', 'valid_from', 'valid_to'],
};

/**
 * Loads allocation policies: how the lines of a statement are divided among tenants. A file
 * replaces the account's previous one.
 */
export function loadPolicies(db: Database, files: readonly InputFile[], context: LoadContext) {
  return loadList(db, files, context, POLICIES);
}
