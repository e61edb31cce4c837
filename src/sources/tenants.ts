import type { Database } from '../store/database.ts';
import type { InputFile } from './files.ts';
import { type List, loadList } from './list.ts';
import type { LoadContext } from './load-context.ts';

const TENANTS: List = {
  kind: 'tenants',
  relation: 'raw.tenants',
  required: ['tenant', 'kind', 'value'],
  optional: ['match', 'namespace', 'weight', 'valid_from', 'valid_to'],
};

/** Loads tenant maps. A map replaces the account's previous one. */
export function loadTenants(db: Database, files: readonly InputFile[], context: LoadContext) {
  return loadList(db, files, context, TENANTS);
}
