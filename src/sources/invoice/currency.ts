import { invoiceError } from './invoice-error.ts';

const SIGNS: Readonly<Record<string, string>> = {
  $: 'USD',
  US$: 'USD',
  CA$: 'CAD',
  A$: 'AUD',
  NZ$: 'NZD',
  R$: 'BRL',
  S$: 'SGD',
  HK$: 'HKD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
};
const CODES = 'USD|EUR|GBP|JPY|CAD|AUD|NZD|BRL|SGD|HKD|INR|CHF|SEK|NOK|DKK|PLN';

const BEFORE = /(?<![A-Z])((?:US|CA|NZ|HK|[ARS])?\$|[€£¥₹])\s?[-(]?\d/g;
const AFTER = new RegExp(`\\d\\s?(?:(${CODES})\\b|([€£¥₹]))`, 'g');
const COMMA = /\$\s?[\d. ]*\d,\d{1,2}(?!\d)/;

/**
 * Requires that all amounts are in dollars, with a point before the cents.
 * @throws FlaretallyError E_INVOICE_CURRENCIES, E_INVOICE_CURRENCY, E_INVOICE_DECIMALS
 */
export function requireDollars(path: string, text: string): void {
  const marks = [...text.matchAll(BEFORE), ...text.matchAll(AFTER)];
  const found = marks.map(([, mark = '', sign = '']) => SIGNS[mark || sign] ?? mark);
  const [only = 'USD', ...others] = [...new Set(found)].sort();
  const fix = 'only invoices in USD are read';
  if (others.length > 0) {
    const list = [only, ...others].join(' and ');
    throw invoiceError('E_INVOICE_CURRENCIES', `${path} has amounts in ${list}`, undefined, fix);
  }
  if (only !== 'USD') {
    throw invoiceError(
      'E_INVOICE_CURRENCY',
      `${path}: the currency is ${only}, not USD`,
      undefined,
      fix,
    );
  }
  const comma = COMMA.exec(text)?.[0];
  if (comma === undefined) return;
  const why = `"${comma.trim()}" could be read in two ways`;
  throw invoiceError('E_INVOICE_DECIMALS', `${path} has a comma before the cents`, why);
}
