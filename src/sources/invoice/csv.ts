import { EXIT, FlaretallyError } from '../../errors.ts';
import { plainName } from '../../store/csv-header.ts';
import { type CsvFile, insertCsv } from '../../store/csv-rows.ts';
import type { Database } from '../../store/database.ts';
import { insertRows } from '../../store/insert.ts';
import { misspelt } from '../../suggest.ts';
import type { InvoiceKey } from './printed.ts';
import { replaceNumber } from './replace.ts';

const REQUIRED = ['description', 'period_start', 'period_end', 'quantity', 'amount'] as const;
const OPTIONAL = ['unit_price', 'per', 'invoice_number'] as const;

/**
 * Loads a CSV of lines. Columns beyond the documented ones are not kept: they may name people.
 * @throws FlaretallyError E_CSV_COLUMNS, E_CSV
 */
export async function loadCsv(db: Database, file: CsvFile, key: InvoiceKey): Promise<void> {
  await insertCsv(db, file, {
    relation: 'raw.invoice_lines',
    required: REQUIRED,
    optional: OPTIONAL,
    constants: { ...key },
    numberedBy: 'line_number',
    isStrict: true,
    judge: (header) => refuseNearMisses(file.path, header),
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

/** Another column is nobody's business, but `ammount` is money that would be left out. */
function refuseNearMisses(path: string, header: readonly string[]): void {
  const known = [...REQUIRED, ...OPTIONAL];
  const names = header.map(plainName);
  for (const [i, name] of names.entries()) {
    if (known.some((column) => column === name) && names.indexOf(name) === i) continue;
    const near = misspelt(name, known);
    if (near === undefined) continue;
    throw new FlaretallyError({
      code: 'E_CSV_COLUMNS',
      what: `${path} has the column ${header[i]}, which nobody reads`,
      why: `it is almost ${near}, which would be left out`,
      fix: `did you mean ${near}? name each column once, as documented`,
      exit: EXIT.usage,
    });
  }
}
