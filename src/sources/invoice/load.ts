import type { Database } from '../../store/database.ts';
import { forgetReplaced } from '../../store/replaced-invoices.ts';
import { contentOf } from '../content.ts';
import type { InputFile } from '../files.ts';
import type { LoadContext } from '../load-context.ts';
import { loadCsv } from './csv.ts';
import { readJson } from './json.ts';
import { type InvoiceKey, insertInvoice, type PrintedInvoice } from './printed.ts';
import { readPrinted } from './read.ts';
import { isPdf, isPrintedText } from './recognise.ts';
import { replaceNumber, replaceSamePeriods } from './replace.ts';

/**
 * Loads invoices: PDFs, their text, JSON with head and totals, or CSV of lines. An invoice replaces
 * an earlier one of the account with the same number. What it replaces is kept until either is
 * undone.
 * @throws FlaretallyError E_CSV_COLUMNS, E_INVOICE_JSON, and those of `readPdf` and `readPrinted`
 */
export async function loadInvoices(
  db: Database,
  files: readonly InputFile[],
  context: LoadContext,
) {
  const before = await db.rows<
    InvoiceKey & Record<'invoice_number' | 'source_file', string | null>
  >('select i.*, l.source_file from raw.invoices as i left join raw.loads as l using (load_id)');
  for (const file of files) {
    const account = context.requireAccount(file.path);
    context.addLoad('invoice', account, file);
    await forgetReplaced(db, [file.digest]);
    const key = { invoice_id: file.digest.slice(0, 32), load_id: file.digest, account };
    const invoice = await read(file, context.documentBytes);
    if (invoice === undefined) await loadCsv(db, file, key);
    else {
      if (invoice.invoice_number) await replaceNumber(db, key, invoice.invoice_number);
      await insertInvoice(db, key, invoice);
    }
    if (context.isReplacing) await replaceSamePeriods(db, key, before);
  }
  const left = await db.rows<InvoiceKey>('select * from raw.invoices');
  const ids = new Set(left.map(({ invoice_id }) => invoice_id));
  const gone = before.filter(({ invoice_id }) => !ids.has(invoice_id));
  context.replaced.push(
    ...gone.map((one) => `${one.invoice_number ?? 'without a number'} of ${one.source_file}`),
  );
}

/** The invoice in a file of any format but CSV, whose rows DuckDB reads. */
async function read({ path, head }: InputFile, most: number): Promise<PrintedInvoice | undefined> {
  if (isPdf(head)) {
    const { readPdf } = await import('./pdf.ts');
    return readPrinted(path, await readPdf(path, contentOf(path, most), most));
  }
  if (/^\uFEFF?\s*[[{]/.test(head)) return readJson(path, textOf(path, most));
  if (!isPrintedText(head)) return undefined;
  const { layoutText } = await import('./columns.ts');
  const text = textOf(path, most);
  return readPrinted(path, [text, layoutText(text)]);
}

function textOf(path: string, most: number): string {
  return contentOf(path, most)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}
