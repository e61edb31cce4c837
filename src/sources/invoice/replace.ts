import type { Database } from '../../store/database.ts';
import { replaceInvoice } from '../../store/replaced-invoices.ts';
import type { InvoiceKey } from './printed.ts';

/** Replaces an invoice of the account with the same number, however its letters were typed. */
export async function replaceNumber(db: Database, key: InvoiceKey, number: string): Promise<void> {
  const old = await db.rows<InvoiceKey>(
    `select * from raw.invoices
     where account = $1 and upper(trim(invoice_number)) = upper(trim($2))`,
    [key.account, number],
  );
  for (const { load_id } of old) await replaceInvoice(db, load_id, key.load_id);
}

/** Replaces those of `before` that print a line for a period of this invoice. */
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
  for (const { load_id } of old) await replaceInvoice(db, load_id, key.load_id);
}
