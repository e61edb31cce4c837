// What a reader must make of an invoice: the printed fields, and nothing of the customer.
import type { PrintedInvoice, PrintedLine } from '../../../src/sources/invoice/printed.ts';
import type { PaperInvoice, PaperLine } from './invoice-model.ts';

/** Lines as they must be read; tier rows name the line above. */
export function expectedLines(lines: readonly PaperLine[]): PrintedLine[] {
  const read: PrintedLine[] = [];
  for (const line of lines) {
    const days = { period_start: line.days?.from ?? null, period_end: line.days?.to ?? null };
    const { description, quantity, unitPrice, per, amount } = line;
    const figures = { quantity, unit_price: unitPrice ?? null, per: per ?? null, amount };
    read.push({ description, ...days, ...figures, tier_of: null });
    const tier_of = read.length;
    for (const tier of line.tiers ?? []) {
      const own = { quantity: tier.quantity, unit_price: tier.unitPrice, per: null };
      read.push({ description: tier.description, ...days, ...own, amount: tier.amount, tier_of });
    }
  }
  return read;
}

/** The head and the totals as they must be read. */
export function expectedHead(invoice: PaperInvoice): Partial<PrintedInvoice> {
  const amount = (label: string) => invoice.foot.find(([name]) => name === label)?.[1] ?? null;
  return {
    invoice_number: invoice.number,
    kind: invoice.labels?.some((label) => /threshold/i.test(label)) ? 'threshold' : null,
    issued_on: invoice.issuedOn,
    due_on: invoice.dueOn,
    currency: 'USD',
    subtotal_usd: amount('Subtotal'),
    total_usd: amount('Total'),
    amount_due_usd: amount('Amount due'),
  };
}
