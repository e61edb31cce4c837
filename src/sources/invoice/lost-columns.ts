import { EXIT, FlaretallyError } from '../../errors.ts';
import { plainName } from '../../store/csv-header.ts';
import type { Database } from '../../store/database.ts';
import { invoiceError } from './invoice-error.ts';

/** Columns of money beside the amount, with the unit that their name may have. */
const MONEY = new RegExp(
  '^(?:(?:sales_)?tax|vat|gst|hst|discount|credit|refund|adjustment)s?' +
    String.raw`(?:_amount)?(?:_usd|_\(usd\))?$`,
);
const ACCOUNT = /^(?:billing_)?account(?:_id|_tag)?$/;

/**
 * Refuses columns that would be dropped although they change the lines: a currency, a second
 * invoice, another account, a discount or tax of a line; also a file without lines.
 * @throws FlaretallyError E_INVOICE_CURRENCY, E_INVOICE_SEVERAL, E_ACCOUNT_MISMATCH,
 *   E_CSV_COLUMNS, E_INVOICE_LINES
 */
export async function refuseLostColumns(
  db: Database,
  path: string,
  header: readonly string[],
  account: string,
): Promise<void> {
  const textsOf = async (name: string) => {
    const rows = await db.rows<{ text: string }>(
      `select distinct trim("${name.replaceAll('"', '""')}") as text from csv_rows order by all`,
    );
    return rows.map(({ text }) => text).filter(Boolean);
  };
  for (const name of header) {
    const plain = plainName(name);
    if (plain === 'currency') refuseCurrency(path, await textsOf(name));
    if (plain === 'invoice_number') refuseNumbers(path, await textsOf(name));
    if (ACCOUNT.test(plain)) refuseAccounts(path, await textsOf(name), account);
    if (MONEY.test(plain)) refuseMoney(path, name, await textsOf(name));
  }
  if ((await db.rows('select 1 as one from csv_rows limit 1')).length > 0) return;
  throw invoiceError('E_INVOICE_LINES', `${path} holds no lines`);
}

function refuseCurrency(path: string, texts: readonly string[]): void {
  const other = texts.find((currency) => currency.toUpperCase() !== 'USD');
  if (other === undefined) return;
  const what = `${path}: the currency is ${other}, not USD`;
  throw invoiceError('E_INVOICE_CURRENCY', what, undefined, 'only invoices in USD are read');
}

function refuseNumbers(path: string, numbers: readonly string[]): void {
  if (numbers.length <= 1) return;
  throw several(`${path} holds several invoices`, `it has the numbers ${numbers.join(', ')}`);
}

/** A name of the account is no id and says nothing, as long as there is one. */
function refuseAccounts(path: string, accounts: readonly string[], account: string): void {
  if (accounts.length > 1) {
    throw several(
      `${path} holds lines of several accounts`,
      `it names the accounts ${accounts.join(', ')}`,
    );
  }
  const [named] = accounts.map((text) => text.toLowerCase());
  if (named === undefined || named === account || !/^[0-9a-f]{32}$/.test(named)) return;
  throw new FlaretallyError({
    code: 'E_ACCOUNT_MISMATCH',
    what: `${path} names the account ${named}, and it is loaded for ${account}`,
    fix: `give --account ${named}, or leave the column out`,
    exit: EXIT.usage,
  });
}

function several(what: string, why: string): FlaretallyError {
  return invoiceError('E_INVOICE_SEVERAL', what, why, 'put each into its own file');
}

function refuseMoney(path: string, name: string, texts: readonly string[]): void {
  const lost = texts.find((text) => /[1-9]/.test(text));
  if (lost === undefined) return;
  throw new FlaretallyError({
    code: 'E_CSV_COLUMNS',
    what: `${path} has money in a column ${name} ("${lost}"), which is not read`,
    fix: 'write it as a line of its own, with its amount in the column amount',
    exit: EXIT.usage,
  });
}
