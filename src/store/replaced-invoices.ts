// Invoices whose place others took. Their rows are kept in `ops.replaced_rows`, so that to undo the
// other brings back what was there before it. No rule reads them.
import type { Database } from './database.ts';
import { columnsOfBuilt } from './insert.ts';
import type { KnownLoad } from './logs/undo.ts';
import { identifier, literal } from './quote.ts';

const TABLES = ['raw.invoice_lines', 'raw.invoice_adjustments', 'raw.invoices', 'raw.loads'];

/** An invoice that is not counted, because another took its place. */
export interface ReplacedInvoice extends KnownLoad {
  invoice_number: string | null;
  replaced_by: string;
}

/** The file of an invoice that another of the same load replaced is still in `raw.loads`. */
const REPLACED = `
  select i.load_id, null::integer as load_key, 'invoice' as kind, i.replaced_by,
    i.content ->> 'account' as account, i.content ->> 'invoice_number' as invoice_number,
    coalesce(k.content ->> 'source_file', l.source_file) as source_file
  from ops.replaced_rows as i
  left join ops.replaced_rows as k on k.load_id = i.load_id and k.relation = 'raw.loads'
  left join raw.loads as l on l.load_id = i.load_id
  where i.relation = 'raw.invoices'`;

/** Replaced invoices whose digest starts with these characters. */
export async function findReplaced(db: Database, prefix: string): Promise<ReplacedInvoice[]> {
  return db.rows<ReplacedInvoice>(
    `from (${REPLACED}) where starts_with(load_id, $1) order by load_id`,
    [prefix.toLowerCase()],
  );
}

/** Takes an invoice out of what is counted, and keeps its rows. */
export async function replaceInvoice(db: Database, loadId: string, by: string): Promise<void> {
  for (const table of TABLES) {
    await db.run(
      `insert into ops.replaced_rows
       select $1, $2, $3, row_number() over (), to_json(r)::varchar
       from ${table} as r where load_id = $1`,
      [loadId, by, table],
    );
    await db.run(`delete from ${table} where load_id = $1`, [loadId]);
  }
}

/** Forgets replaced invoices. Those that they had replaced are then replaced by the later one. */
export async function forgetReplaced(db: Database, loadIds: readonly string[]): Promise<void> {
  for (const id of loadIds) {
    await db.run(
      `update ops.replaced_rows as k set replaced_by = later.replaced_by
       from (select distinct replaced_by from ops.replaced_rows where load_id = $1) as later
       where k.replaced_by = $1`,
      [id],
    );
    await db.run('delete from ops.replaced_rows where load_id = $1', [id]);
  }
}

/**
 * Counts those invoices again that the given ones had replaced. One whose number an invoice of the
 * account has that stays is now replaced by that one, as if it had come first.
 */
export async function restoreReplaced(
  db: Database,
  undone: readonly string[],
): Promise<ReplacedInvoice[]> {
  await forgetReplaced(db, undone);
  const gone = JSON.stringify(undone);
  const isGone = 'in (select unnest($1::json::varchar[]))';
  await db.run(
    `update ops.replaced_rows as k set replaced_by = n.load_id
     from (${REPLACED}) as r join raw.invoices as n
       on n.account = r.account
       and upper(trim(n.invoice_number)) = upper(trim(r.invoice_number))
     where k.load_id = r.load_id and k.replaced_by ${isGone} and not n.load_id ${isGone}`,
    [gone],
  );
  const back = await db.rows<ReplacedInvoice>(
    `from (${REPLACED}) where replaced_by ${isGone} order by source_file, load_id`,
    [gone],
  );
  for (const table of TABLES) await restoreTable(db, table, gone);
  await db.run(`delete from ops.replaced_rows where replaced_by ${isGone}`, [gone]);
  return back;
}

async function restoreTable(db: Database, table: string, gone: string): Promise<void> {
  const columns = await columnsOfBuilt(db, table);
  const names = columns.map(([name]) => identifier(name)).join(', ');
  const structure = literal(JSON.stringify(Object.fromEntries(columns)));
  await db.run(
    `insert into ${table} (${names})
     select ${names} from (
       select unnest(from_json(content::json, ${structure})) from ops.replaced_rows
       where relation = $2 and replaced_by in (select unnest($1::json::varchar[]))
     )`,
    [gone, table],
  );
}
