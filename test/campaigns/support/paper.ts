// The demo's invoice as Cloudflare prints it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { centsOf } from '../../support/compare.ts';
import type { PaperInvoice } from '../../support/pdf/invoice-model.ts';
import { dollars } from '../../support/pdf/paper-lines.ts';
import { ROOT } from '../../support/temp.ts';
import { cellsOf } from '../mutators/csv.ts';

export function demoPaper(): PaperInvoice {
  const [, ...rows] = cellsOf(readFileSync(join(ROOT, 'fixtures/demo/invoice.csv'), 'utf8'));
  const lines = rows.map((row) => {
    const [description = '', from = '', to = '', quantity = '', unit = '', per = '', amount = ''] =
      row;
    const count = Number(per) > 1 ? { per: Number(per).toLocaleString('en-US') } : {};
    const price = unit === '' ? {} : { unitPrice: `$${unit}` };
    return {
      description,
      days: from ? { from, to } : null,
      quantity,
      ...price,
      ...count,
      amount: dollars(centsOf(amount)),
    };
  });
  const total = dollars(rows.reduce((sum, row) => sum + centsOf(row[6] ?? ''), 0n));
  return {
    number: 'IN-10000001',
    issuedOn: '2026-11-04',
    dueOn: '2026-11-04',
    lines,
    foot: [
      ['Subtotal', total],
      ['Total', total],
      ['Amount due', total],
    ],
  };
}
