import { delimiterOf } from '../../store/csv-header.ts';
import { insertCsv } from '../../store/csv-rows.ts';
import type { Database } from '../../store/database.ts';
import { insertRows } from '../../store/insert.ts';
import type { InputFile } from '../files.ts';
import { refuseNearMisses } from '../near-columns.ts';
import { refuseLostColumns } from './lost-columns.ts';
import type { InvoiceKey } from './printed.ts';
import { replaceNumber } from './replace.ts';

const REQUIRED = ['description', 'period_start', 'period_end', 'quantity', 'amount'] as const;
const OPTIONAL = ['unit_price', 'per', 'invoice_number'] as const;

/**
 * Loads a CSV of lines. Columns that are not documented are not stored, because they may name
 * people.
 * @throws FlaretallyError E_CSV, and those of `refuseNearMisses` and `refuseLostColumns`
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
      await refuseLostColumns(db, file.path, header, key.account);
    },
  });
  const [numbered] = await db.rows<{ invoice_number: string | null }>(
    `select any_value(invoice_number) as invoice_number
     from raw.invoice_lines where invoice_id = $1`,
    [key.invoice_id],
  );
  const invoice_number = numbered?.invoice_number || null;
  if (invoice_number) await replaceNumber(db, key, invoice_number);
  await insertRows(db, 'raw.invoices', [{ ...key, invoice_number }]);
}
