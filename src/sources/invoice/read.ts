import type { FlaretallyError } from '../../errors.ts';
import { requireDollars } from './currency.ts';
import { readFoot } from './foot.ts';
import { cleanText } from './glyphs.ts';
import { readHead } from './head.ts';
import { invoiceError } from './invoice-error.ts';
import { readLines } from './lines.ts';
import { inOrder, pageFault } from './pages.ts';
import { partsOf } from './parts.ts';
import type { PrintedInvoice } from './printed.ts';

/**
 * Reads the text of an invoice, in one or several orders of its words. The first that can be read
 * counts. Names, addresses, e-mails, cards and tax ids are never read.
 * @throws FlaretallyError of the first order: E_INVOICE_VENDOR, E_INVOICE_PAGES, E_INVOICE_TEXT ...
 */
export function readPrinted(path: string, orders: readonly string[]): PrintedInvoice {
  let first: FlaretallyError | undefined;
  for (const order of orders) {
    const text = cleanText(inOrder(order));
    const fault = pageFault(text);
    try {
      return { ...readText(path, text), page_fault: fault };
    } catch (error) {
      first ??= fault === null ? (error as FlaretallyError) : notWhole(path, fault, error as Error);
    }
  }
  throw first;
}

/** A missing page is reported before the errors that it causes. */
function notWhole(path: string, fault: string, cause: Error): FlaretallyError {
  return invoiceError('E_INVOICE_PAGES', `${path} is incomplete: ${fault}`, cause.message);
}

function readText(path: string, text: string): PrintedInvoice {
  const { number, kind, issuedOn, dueOn } = readHead(path, text);
  const { body, foot } = partsOf(path, text, number);
  requireDollars(path, body + foot);
  const { subtotal, total, amountDue, adjustments } = readFoot(path, foot);
  return {
    invoice_number: number,
    kind,
    issued_on: issuedOn ?? null,
    due_on: dueOn ?? null,
    currency: 'USD',
    subtotal_usd: subtotal,
    total_usd: total,
    amount_due_usd: amountDue,
    lines: readLines(path, body, issuedOn),
    adjustments,
  };
}
