import type { Database } from '../store/database.ts';
import type { InputFile } from './files.ts';
import { type List, loadList } from './list.ts';
import type { LoadContext } from './load-context.ts';

const BUDGETS: List = {
  kind: 'budgets',
  relation: 'raw.budgets',
  required: ['scope', 'amount_usd'],
  optional: ['name', 'valid_from', 'valid_to'],
};

/** Loads budgets: what a billing period may cost. A file replaces the account's previous one. */
export function loadBudgets(db: Database, files: readonly InputFile[], context: LoadContext) {
  return loadList(db, files, context, BUDGETS);
}
