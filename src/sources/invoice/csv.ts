import { delimiterOf, plainName } from '../../store/csv-header.ts';
import { insertCsv } from '../../store/csv-rows.ts';
import type { Database } from '../../store/database.ts';
import { insertRows } from '../../store/insert.ts';
import type { InputFile } from '../files.ts';
import { refuseNearMisses } from '../near-columns.ts';
import { invoiceError } from './invoice-error.ts';
import type { InvoiceKey } from './printed.ts';
import { replaceNumber } from './replace.ts';

const REQUIRED = ['description', 'period_start', 'period_end', 'quantity', 'amount'] as const;
const OPTIONAL = ['unit_price', 'per', 'invoice_number'] as const;

/**
 * Loads a CSV of lines. Columns that are not documented are not stored, because they may name
 * people.
 * @throws FlaretallyError E_CSV_COLUMNS, E_CSV, E_INVOICE_LINES, E_INVOICE_SEVERAL,
 *   E_INVOICE_CURRENCY
 */
export async function loadCsv(db: Database, file: InputFile, key: InvoiceKey): Promise<void> {
  await insertCsv(db, file, {
    relation: 'raw.invoice_lines',
    required: REQUIRED,
    optional: OPTIONAL,
    constants: { ...key },
    numberedBy: 'line_number',
    isStrict: true,
    delimiter: delimiterOf(file.head),
    judge: async (header) => {
      refuseNearMisses(file.path, header, [...REQUIRED, ...OPTIONAL]);
      await refuseOthers(db, file.path, header);
    },
  });
  const [numbered] = await db.rows<{ invoice_number: string | null }>(
    `select any_value(invoice_number) as invoice_number
     from raw.invoice_lines where invoice_id = $1`,
    [key.invoice_id],
  );
  const invoice_number = numbered?.invoice_number || null;
  if (invoice_number) await replaceNumber(db, key.account, invoice_number);
  await insertRows(db, 'raw.invoices', [{ ...key, invoice_number }]);
}

/**
 * Refuses columns that would be dropped although they change the lines: a currency, a second
 * invoice; also a file without lines.
 */
async function refuseOthers(db: Database, path: string, header: readonly string[]): Promise<void> {
  const texts = async (column: string) => {
    const name = header.find((found) => plainName(found) === column);
    if (name === undefined) return [];
    const rows = await db.rows<{ text: string }>(
      `select distinct trim("${name.replaceAll('"', '""')}") as text from csv_rows order by all`,
    );
    return rows.map(({ text }) => text).filter(Boolean);
  };
  const other = (await texts('currency')).find((currency) => currency.toUpperCase() !== 'USD');
  if (other !== undefined) {
    const what = `${path}: the currency is ${other}, not USD`;
    throw invoiceError('E_INVOICE_CURRENCY', what, undefined, 'only invoices in USD are read');
  }
  const numbers = await texts('invoice_number');
  if (numbers.length > 1) {
    const why = `it has the numbers ${numbers.join(', ')}`;
    throw invoiceError(
      'E_INVOICE_SEVERAL',
      `${path} holds several invoices`,
      why,
      'put each into its own file',
    );
  }
  if ((await db.rows('select 1 as one from csv_rows limit 1')).length > 0) return;
  throw invoiceError('E_INVOICE_LINES', `${path} holds no lines`);
}
