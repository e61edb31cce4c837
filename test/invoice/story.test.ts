// The story whose invoice is a PDF: the lines of another story, on paper, with tax, a balance that
// was past due and lost glyphs. `npm run update` writes the PDF.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Database } from '../../src/store/database.ts';
import { CUSTOMER, type PaperInvoice } from '../support/pdf/invoice-model.ts';
import { invoicePdf } from '../support/pdf/made-pdf.ts';
import { IS_UPDATE, ROOT } from '../support/temp.ts';

const LINES = join(ROOT, 'fixtures/not-metered-lines/invoice.csv');
const PDF = join(ROOT, 'fixtures/invoice-as-pdf/invoice.pdf');

async function paper(): Promise<PaperInvoice> {
  const db = await Database.open(':memory:');
  const rows = await db.rows<Record<string, string>>(
    'from read_csv($1, all_varchar = true, header = true)',
    [LINES],
  );
  db.close();
  const lines = rows.map((row) => ({
    description: row.description ?? '',
    days: { from: row.period_start ?? '', to: row.period_end ?? '' },
    quantity: row.quantity ?? '',
    unitPrice: `$${row.unit_price}`,
    ...(row.per === '1' ? {} : { per: row.per?.replace(/\B(?=(\d{3})+$)/g, ',') ?? '' }),
    amount: `$${row.amount}`,
  }));
  const foot = [
    ['Subtotal', '$14.15'],
    ['Sales tax - Texas (8.25% on $14.15)', '$1.17'],
    ['Total', '$15.32'],
    ['Past due balance', '$20.00'],
    ['Amount due', '$35.32'],
  ] as const;
  const day = '2026-11-01';
  return { number: 'IN-40000011', issuedOn: day, dueOn: day, customer: CUSTOMER, lines, foot };
}

test('its PDF has the lines of the other story', async () => {
  const bytes = invoicePdf(await paper(), { loss: 'unmapped', unitWords: 1 });
  if (IS_UPDATE && !(existsSync(PDF) && readFileSync(PDF).equals(bytes))) writeFileSync(PDF, bytes);
  expect(readFileSync(PDF).equals(bytes)).toBe(true);
});
