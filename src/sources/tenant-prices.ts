import type { Database } from '../store/database.ts';
import type { InputFile } from './files.ts';
import { type List, loadList } from './list.ts';
import type { LoadContext } from './load-context.ts';

const PRICES: List = {
  kind: 'prices',
  relation: 'raw.tenant_prices',
  required: ['subject'],
  optional: ['tenant', 'price_usd', 'per', 'included', 'markup', 'valid_from', 'valid_to'],
};

/** Loads your own price lists for tenants. A list replaces the account's previous one. */
export function loadTenantPrices(db: Database, files: readonly InputFile[], context: LoadContext) {
  return loadList(db, files, context, PRICES);
}
