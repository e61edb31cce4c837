import { DAY, isoDay } from './dates.ts';
import { invoiceError } from './invoice-error.ts';
import { COLUMNS, NUMBER, plainNumber } from './parts.ts';

/** The facts at the top of an invoice. */
export interface InvoiceHead {
  number: string;
  kind: 'threshold' | null;
  issuedOn: string | undefined;
  dueOn: string | undefined;
}

/**
 * The words for an invoice that was cut because usage passed a limit. A customer may be called
 * Threshold.
 */
const THRESHOLD = /\bthreshold\s+(billing|invoice|charge)|\b(billing|usage|invoice)\s+threshold/i;

/** The words before each invoice's number. */
const TITLES = new RegExp(`Invoice\\s*number\\s*:?\\s*(${NUMBER})`, 'g');

/**
 * Reads the head. Its names, addresses and tax ids are not read.
 * @throws FlaretallyError E_INVOICE_VENDOR, E_INVOICE_SEVERAL
 */
export function readHead(path: string, text: string): InvoiceHead {
  const number = new RegExp(NUMBER).exec(text)?.[0];
  if (!/cloudflare/i.test(text) || number === undefined) {
    const what = `${path} is not an invoice of Cloudflare`;
    const why = number
      ? 'the text does not name Cloudflare'
      : 'it has no number like IN-12345678 or CFUSA1234567';
    throw invoiceError('E_INVOICE_VENDOR', what, why, 'only invoices of Cloudflare are read');
  }
  const numbers = [...text.matchAll(TITLES)].map(([, one = '']) => plainNumber(one));
  if (new Set(numbers).size > 1) {
    const why = `it has the numbers ${[...new Set(numbers)].join(', ')}`;
    throw invoiceError(
      'E_INVOICE_SEVERAL',
      `${path} holds several invoices`,
      why,
      'put each into its own file',
    );
  }
  const head = text.slice(0, Math.max(0, text.search(COLUMNS)));
  const [first, second] = [...head.matchAll(new RegExp(DAY, 'g'))].map(([day]) => isoDay(day));
  const after = (label: RegExp) =>
    isoDay(new RegExp(`(?:${label.source})\\s*:?\\s*(${DAY})`, 'i').exec(head)?.[1] ?? '');
  return {
    number: plainNumber(number),
    kind: THRESHOLD.test(head) ? 'threshold' : null,
    issuedOn: after(/Date\s*of\s*issue|(?:Invoice|Issue)\s*date/) ?? first,
    dueOn: after(/Date\s*due|Due\s*date/) ?? second,
  };
}
