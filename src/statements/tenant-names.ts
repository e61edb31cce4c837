import { usageError } from '../errors.ts';
import type { Period } from '../period.ts';
import type { Database } from '../store/database.ts';

/**
 * Holds names of tenants against those of a period.
 * @throws FlaretallyError E_STATEMENTS_TENANT with the nearest name
 */
export async function requireTenants(
  db: Database,
  { account, period_id }: Period,
  names: readonly string[],
): Promise<void> {
  for (const name of names) {
    const found = await db.rows<{ tenant: string }>(
      `select tenant from report.tenants where account = $1 and period_id = $2
         and tenant <> 'unattributed'
       order by tenant <> $3, levenshtein(lower(tenant), lower($3)), tenant limit 1`,
      [account, period_id, name],
    );
    const near = found[0]?.tenant;
    if (near === name) continue;
    throw usageError(
      'E_STATEMENTS_TENANT',
      `no tenant of the period is called "${name}"`,
      near === undefined ? 'load a tenant map first' : `did you mean "${near}"?`,
    );
  }
}
