// What a close was computed from. Files are named by their digests. Tables that later files and
// decisions replace are kept as they are, once for all closes that have the same content.

import type { Database } from '../store/database.ts';
import { columnsOfBuilt } from '../store/insert.ts';
import { identifier, literal } from '../store/quote.ts';
import { removeLoads } from '../store/remove-loads.ts';

/** Small tables whose rows a newer file or a decision replaces. */
const KEPT = [
  ...['raw.tenants', 'raw.policies', 'raw.tenant_prices', 'raw.classes', 'raw.log_jobs'],
  ...['raw.invoices', 'raw.invoice_lines', 'raw.invoice_adjustments'],
  ...['raw.coverage_acceptances', 'params.accounts'],
];

/** Records the inputs of a close: files that came and went since the last one, and those tables. */
export async function keepInputs(db: Database, closeNumber: number): Promise<void> {
  await db.run(
    `update ops.close_inputs set until_close = $1
     where until_close is null and load_id not in (select load_id from raw.loads)`,
    [closeNumber],
  );
  await db.run(
    `insert into ops.close_inputs by name
     select load_id, kind, account, source_file, row_count, $1::integer as since_close
     from raw.loads
     where load_id not in (select load_id from ops.close_inputs where until_close is null)`,
    [closeNumber],
  );
  for (const relation of KEPT) await keepTable(db, closeNumber, relation);
}

async function keepTable(db: Database, closeNumber: number, relation: string): Promise<void> {
  await db.run(
    `create or replace temp table kept_now as
     select row_number() over (order by content) as row_number, content
     from (select to_json(r)::varchar as content from ${relation} as r)`,
  );
  const [{ digest } = { digest: '' }] = await db.rows<{ digest: string }>(
    `select sha256(coalesce(string_agg(sha256(content), '' order by row_number), '')) as digest
     from kept_now`,
  );
  const at = [relation, digest];
  await db.run(
    `insert into ops.kept_rows select $1, $2, row_number, content from kept_now
     where not exists (select 1 from ops.kept_rows where relation = $1 and content_digest = $2)`,
    at,
  );
  await db.run('insert into ops.close_decisions values ($3, $1, $2)', [...at, closeNumber]);
  await db.run('drop table kept_now');
}

/** Brings the inputs back to what they were at a close, in a copy that nobody else reads. */
export async function restoreInputs(db: Database, closeNumber: number): Promise<void> {
  await db.run(
    `create or replace temp table later_loads as
     select load_id from raw.loads where load_id not in (
       select load_id from ops.close_inputs
       where since_close <= $1 and coalesce(until_close > $1, true))`,
    [closeNumber],
  );
  await removeLoads(db, 'later_loads');
  for (const relation of KEPT) await restoreTable(db, closeNumber, relation);
  await db.run(
    `insert into raw.loads by name
     select load_id, kind, account, source_file, row_count from ops.close_inputs
     where since_close <= $1 and coalesce(until_close > $1, true)
       and load_id not in (select load_id from raw.loads)`,
    [closeNumber],
  );
  await db.run('drop table later_loads');
}

async function restoreTable(db: Database, closeNumber: number, relation: string): Promise<void> {
  const columns = await columnsOfBuilt(db, relation);
  const names = columns.map(([name]) => identifier(name)).join(', ');
  const structure = literal(JSON.stringify(Object.fromEntries(columns)));
  await db.run(`delete from ${relation}`);
  await db.run(
    `insert into ${relation} (${names})
     select ${names} from (
       select unnest(from_json(k.content::json, ${structure}))
       from ops.kept_rows as k
       join ops.close_decisions as d using (relation, content_digest)
       where d.close_number = $1 and d.relation = $2
     )`,
    [closeNumber, relation],
  );
}
