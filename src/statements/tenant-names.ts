import { usageError } from '../errors.ts';
import type { Period } from '../period.ts';
import type { Database } from '../store/database.ts';
import { closestName } from '../words/suggest.ts';

/**
 * Holds names of tenants against those of a period.
 * @throws FlaretallyError E_STATEMENTS_TENANT with the nearest name
 */
export async function requireTenants(
  db: Database,
  { account, period_id }: Period,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  const rows = await db.rows<{ tenant: string }>(
    `select tenant from report.tenants where account = $1 and period_id = $2
       and tenant <> 'unattributed' order by tenant`,
    [account, period_id],
  );
  const known = rows.map(({ tenant }) => tenant);
  for (const name of names) {
    if (known.includes(name)) continue;
    const near = closestName(name, known);
    throw usageError(
      'E_STATEMENTS_TENANT',
      `no tenant of the period is called "${name}"`,
      near === undefined ? 'flaretally report tenants has their names' : `did you mean "${near}"?`,
    );
  }
}
