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

/**
 * Replaces those of `before` that print a line for a period of this invoice, or for parts that
 * together make such a period, as threshold invoices and the remainder do.
 */
export async function replaceSamePeriods(
  db: Database,
  key: InvoiceKey,
  before: readonly InvoiceKey[],
): Promise<void> {
  const days = (start: string, end: string) =>
    `try_cast(${end} as date) - try_cast(${start} as date) + 1`;
  const same = await db.rows<{ invoice_id: string }>(
    `select distinct invoice_id from (
       select o.invoice_id,
         o.period_start = n.period_start and o.period_end = n.period_end as is_whole,
         sum(${days('o.period_start', 'o.period_end')}) over (partition by n.line_number)
           = ${days('n.period_start', 'n.period_end')} as is_made_of_parts
       from raw.invoice_lines as o join raw.invoice_lines as n
         on n.description = o.description and n.account = o.account
         and o.period_start >= n.period_start and o.period_end <= n.period_end
       where n.invoice_id = $1 and o.invoice_id <> $1
     ) where is_whole or is_made_of_parts`,
    [key.invoice_id],
  );
  const old = before.filter((one) => same.some(({ invoice_id }) => invoice_id === one.invoice_id));
  for (const { load_id } of old) await replaceInvoice(db, load_id, key.load_id);
}
