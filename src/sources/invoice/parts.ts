import { DAY } from './dates.ts';
import { AMOUNT } from './figures.ts';
import { invoiceError } from './invoice-error.ts';
import { PAGE } from './pages.ts';

/** The three parts of an invoice's text, without page numbers and the like. */
export interface Parts {
  head: string;
  /** The lines: from below the column names to the subtotal. */
  body: string;
  /** The totals: from the subtotal to the end. */
  foot: string;
}

/**
 * The number of an invoice, in the vendor's current form (IN-########) and the former one
 * (CFUSA#######).
 */
export const NUMBER =
  String.raw`(?<![A-Z])(?:IN[-\uFFFD\u2010-\u2015]\d{6,12}(?!\d|-)` + String.raw`|CFUSA\d{5,12})`;

/** A number with its hyphen, whatever its glyph became. */
export function plainNumber(printed: string): string {
  return printed.replace(/[^\w]/, '-');
}

/** The column names, which every page may print again. */
export const COLUMNS = /Description\s*Qty\s*Unit\s*price\s*(?:Tax\s*)?Amount/gi;

/**
 * Splits an invoice's text into its parts. Text that each page repeats is removed: page numbers,
 * column names and the footer with the number. A tax addendum repeats amounts in another currency
 * and is removed too.
 * @throws FlaretallyError E_INVOICE_CUT_OFF, E_INVOICE_TEXT
 */
export function partsOf(path: string, text: string, number: string): Parts {
  const main = text.split(/\bTax\s+Addendum\b/i, 1)[0] ?? '';
  const first = main.search(COLUMNS);
  if (first < 0) {
    const why = 'there are no columns Description, Qty, Unit price and Amount';
    throw invoiceError('E_INVOICE_TEXT', `${path} has no invoice lines`, why);
  }
  const rest = withoutFurniture(main.slice(first), number);
  const end = rest.search(/Subtotal/);
  if (end < 0) {
    const why = 'no subtotal is printed below the lines';
    throw invoiceError('E_INVOICE_CUT_OFF', `${path} is incomplete`, why);
  }
  return { head: main.slice(0, first), body: rest.slice(0, end), foot: rest.slice(end) };
}

/** The footer of a page: the number of the invoice and its due date. */
const FOOT = new RegExp(
  String.raw`(?:Invoice number\s*)?(${NUMBER})` +
    String.raw`(?:\s*[^\w\s$]?\s*${AMOUNT}(?:\s*USD)?\s*due\s*${DAY})?`,
  'g',
);

/** Another invoice's number may be part of a line. */
function withoutFurniture(text: string, number: string): string {
  return text
    .replace(COLUMNS, '\n')
    .replace(/^#+ *Page \d+ *$/gim, '\n')
    .replace(PAGE, '\n')
    .replace(FOOT, (all, found: string) => (plainNumber(found) === number ? '\n' : all));
}
