import { opsViews } from '../ops/views.ts';
import type { Database } from '../store/database.ts';

/** A close of a billing period, by its key. */
export interface CloseKey {
  account: string;
  period_id: string;
  version: number;
}

/** Copies the lines, the tenants and the charges of a period as they are now. */
export async function freezeResults(db: Database, key: CloseKey): Promise<void> {
  const at = [key.account, key.period_id, key.version];
  await opsViews(db, 'period_lines');
  await db.run(
    `insert into ops.close_lines by name
     select *, $3::integer as version from period_lines where account = $1 and period_id = $2`,
    at,
  );
  await db.run(
    `insert into ops.close_tenants by name
     select account, period_id, $3::integer as version, tenant, predicted_usd, invoiced_usd
     from report.tenants where account = $1 and period_id = $2`,
    at,
  );
  await opsViews(db, 'billed_charges');
  await db.run(
    `insert into ops.close_charges by name
     select *, $3::integer as version from billed_charges where account = $1 and period_id = $2`,
    at,
  );
}

/** SHA-256 of what a close froze. */
export async function resultsDigest(db: Database, key: CloseKey): Promise<string> {
  await opsViews(db, 'result_rows');
  return digestOf(
    db,
    'select result from result_rows where account = $1 and period_id = $2 and version = $3',
    [key.account, key.period_id, key.version],
  );
}

/** SHA-256 of the inputs of a close. */
export async function inputsDigest(db: Database, closeNumber: number): Promise<string> {
  await opsViews(db, 'manifest_rows');
  const select = 'select input from manifest_rows where close_number = $1';
  return digestOf(db, select, [closeNumber]);
}

async function digestOf(db: Database, select: string, at: (string | number)[]): Promise<string> {
  const [found] = await db.rows<{ digest: string }>(
    `select sha256(coalesce(string_agg(hash, '' order by hash), '')) as digest
     from (select sha256(row_text) as hash from (${select}) as texts (row_text))`,
    at,
  );
  return found?.digest ?? '';
}
