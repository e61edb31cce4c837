import { AMOUNT, figure } from './figures.ts';
import { invoiceError } from './invoice-error.ts';
import type { AdjustmentKind, PrintedAdjustment } from './printed.ts';

export interface Foot {
  subtotal: string;
  total: string | null;
  amountDue: string | null;
  adjustments: PrintedAdjustment[];
}

const ROW = new RegExp(String.raw`^([^$]*?)\s*(${AMOUNT})(?:\s*USD\b)?`);
/**
 * A row with a rate and perhaps the sum that it is applied to. That sum is not the row's amount.
 */
const RATED = new RegExp(
  String.raw`^([^$%]*?)\(?(\d+(?:\.\d+)?)\s?%(?:\s*(?:on|of)\s*${AMOUNT})?[^$%]*?\s*(${AMOUNT})`,
);

const KINDS: readonly [RegExp, AdjustmentKind][] = [
  [/past[\s-]*due|(previous|outstanding)\s+balance/i, 'past_due'],
  [/\b(tax|vat|gst|hst|pst|qst|iva)\b/i, 'tax'],
  [/discount|coupon/i, 'discount'],
  [/amount\s+paid|payment/i, 'paid'],
  [/credit|refund|balance/i, 'credit'],
];

/**
 * Reads the totals and the rows between them, down to the amount due. Rows before the total are
 * part of it.
 * @throws FlaretallyError E_INVOICE_CUT_OFF without an amount after the subtotal
 */
export function readFoot(path: string, text: string): Foot {
  const foot: Foot = { subtotal: '', total: null, amountDue: null, adjustments: [] };
  let rest = text;
  while (foot.amountDue === null) {
    const rated = RATED.exec(rest);
    const [row, label = '', amount = ''] = rated
      ? [rated[0], rated[1], rated[3]]
      : (ROW.exec(rest) ?? []);
    if (row === undefined) break;
    take(foot, label.replaceAll('\uFFFD', '-').trim(), figure(amount), rated?.[2]);
    rest = rest.slice(row.length).trimStart();
  }
  if (foot.subtotal !== '') return foot;
  throw invoiceError('E_INVOICE_CUT_OFF', `${path} is incomplete`, 'the subtotal has no amount');
}

function take(foot: Foot, label: string, amount: string, percent: string | undefined): void {
  if (/^subtotal/i.test(label)) foot.subtotal = amount;
  else if (/excluding/i.test(label)) return;
  else if (/(amount|balance|total)\s*due$/i.test(label)) foot.amountDue = amount;
  else if (/^total\b(?!.*tax)/i.test(label)) foot.total = amount;
  else {
    const kind = KINDS.find(([words]) => words.test(label))?.[1] ?? 'other';
    const is_after_total = foot.total !== null;
    foot.adjustments.push({ kind, percent: percent ?? null, amount, is_after_total });
  }
}
