// PDFs that cannot be read, each for one reason, for the gallery of errors.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PaperInvoice, PaperLine } from './invoice-model.ts';
import { invoicePdf } from './made-pdf.ts';
import { scannedPdf } from './pdf-file.ts';

const days = { from: '2026-12-01', to: '2026-12-31' };

/** Enough lines for several pages. */
const LINES: PaperLine[] = Array.from({ length: 40 }, () => ({
  description: 'D1 - Rows Written (first 50 million included)',
  days,
  quantity: '0',
  unitPrice: '$1.00',
  per: '1,000,000',
  amount: '$0.00',
}));

const INVOICE: PaperInvoice = {
  number: 'IN-40000017',
  issuedOn: '2027-01-01',
  dueOn: '2027-01-01',
  lines: LINES,
  foot: [
    ['Subtotal', '$0.00'],
    ['Total', '$0.00'],
    ['Amount due', '$0.00'],
  ],
};

/** The first part of a file, as a download that broke off leaves it. */
function cut(bytes: Buffer, share: number): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length * share));
}

export const PAPER: Readonly<Record<string, () => Buffer>> = {
  'pdf-scan': scannedPdf,
  'pdf-password': () => invoicePdf(INVOICE, { isLocked: true }),
  'pdf-cut-off': () => cut(invoicePdf(INVOICE), 0.7),
  'pdf-broken': () => cut(invoicePdf(INVOICE), 0.02),
  'pdf-vendor': () =>
    invoicePdf({ ...INVOICE, number: 'NH-2027-0001', vendor: 'Nimbus Hosting Ltd.' }),
};

/** Puts the PDF of a case into a folder. */
export function pdfFor(name: string): (folder: string) => void {
  return (folder) => writeFileSync(join(folder, 'invoice.pdf'), PAPER[name]?.() ?? '');
}
