import type { Database } from '../../store/database.ts';
import type { InvoiceKey } from './printed.ts';

const TABLES = ['raw.invoice_lines', 'raw.invoice_adjustments', 'raw.invoices'];

/** Removes an invoice of the account with the same number, however its letters were typed. */
export async function replaceNumber(db: Database, account: string, number: string): Promise<void> {
  const old = await db.rows<InvoiceKey>(
    `select * from raw.invoices
     where account = $1 and upper(trim(invoice_number)) = upper(trim($2))`,
    [account, number],
  );
  await dropInvoices(db, old);
}

/** Removes those of `before` that print a line for a period of this invoice. */
export async function replaceSamePeriods(
  db: Database,
  key: InvoiceKey,
  before: readonly InvoiceKey[],
): Promise<void> {
  const same = await db.rows<{ invoice_id: string }>(
    `select distinct o.invoice_id from raw.invoice_lines as o join raw.invoice_lines as n
       on n.description = o.description and n.period_start = o.period_start
       and n.period_end = o.period_end and n.account = o.account
     where n.invoice_id = $1 and o.invoice_id <> $1`,
    [key.invoice_id],
  );
  const old = before.filter((one) => same.some(({ invoice_id }) => invoice_id === one.invoice_id));
  await dropInvoices(db, old);
}

async function dropInvoices(db: Database, old: readonly InvoiceKey[]): Promise<void> {
  for (const { invoice_id, load_id } of old) {
    for (const table of TABLES) {
      await db.run(`delete from ${table} where invoice_id = $1`, [invoice_id]);
    }
    await db.run('delete from raw.loads where load_id = $1', [load_id]);
  }
}
