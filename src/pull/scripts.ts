import type { Database } from '../store/database.ts';

/**
 * The scripts whose deployments are asked for: those with a behaviour that costs money, by the
 * published database. A database of an older version names none.
 */
export async function scriptsToAsk(db: Database, account: string): Promise<string[]> {
  const [known] = await db.rows(
    `select 1 from duckdb_views() where schema_name = 'findings' and view_name = 'asked_scripts'`,
  );
  if (known === undefined) return [];
  const rows = await db.rows<{ script: string }>(
    'select script from findings.asked_scripts where account = $1 order by script',
    [account],
  );
  return rows.map(({ script }) => script);
}
