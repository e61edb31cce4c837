import type { Database } from '../../store/database.ts';
import { insertRows } from '../../store/insert.ts';

/** A field as printed, or null where the invoice does not print it. */
export type Printed = string | null;

/** A printed line; the period's end is inclusive. */
export interface PrintedLine {
  description: string;
  period_start: Printed;
  period_end: Printed;
  quantity: Printed;
  unit_price: Printed;
  per: Printed;
  amount: Printed;
  /** Number (from 1) of the line that this tier row divides. */
  tier_of?: number | null;
}

export type AdjustmentKind = 'tax' | 'discount' | 'credit' | 'past_due' | 'paid' | 'other';

/** A row below the subtotal other than a total. */
export interface PrintedAdjustment {
  kind: AdjustmentKind;
  percent: Printed;
  amount: string;
  /** Whether it changes only the amount due. */
  is_after_total: boolean;
}

/** The stored part of an invoice, without its recipient and how it was paid. */
export interface PrintedInvoice {
  invoice_number: Printed;
  kind: 'threshold' | null;
  issued_on: Printed;
  due_on: Printed;
  currency: Printed;
  subtotal_usd: Printed;
  total_usd: Printed;
  amount_due_usd: Printed;
  /** The problem with its pages, as half a sentence. */
  page_fault?: string | null;
  lines: PrintedLine[];
  adjustments: PrintedAdjustment[];
}

/** Columns that every row of an invoice shares. */
export interface InvoiceKey {
  invoice_id: string;
  load_id: string;
  account: string;
}

/** Writes an invoice to raw.*, field by field as printed. */
export async function insertInvoice(
  db: Database,
  key: InvoiceKey,
  { lines, adjustments, ...head }: PrintedInvoice,
): Promise<void> {
  await insertRows(db, 'raw.invoices', [{ ...key, ...head }]);
  await insertRows(
    db,
    'raw.invoice_lines',
    lines.map((line, i) => ({ ...key, ...line, line_number: i + 1 })),
  );
  await insertRows(
    db,
    'raw.invoice_adjustments',
    adjustments.map((row, i) => ({ ...key, ...row, row_number: i + 1 })),
  );
}
