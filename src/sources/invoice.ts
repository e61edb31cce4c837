import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { EXIT, FlaretallyError } from '../errors.ts';
import { insertCsv } from '../store/csv-rows.ts';
import type { Database } from '../store/database.ts';
import { insertRows } from '../store/insert.ts';
import type { InputFile } from './files.ts';
import type { LoadContext } from './load-context.ts';

const REQUIRED = ['description', 'period_start', 'period_end', 'quantity', 'amount'] as const;
const OPTIONAL = ['unit_price', 'per'] as const;

const printed = z.union([z.string(), z.number()]).transform(String).nullish();
const schema = z.looseObject({
  invoice_number: printed,
  issued_on: printed,
  currency: printed,
  lines: z
    .array(
      z.looseObject({
        description: z.string(),
        period_start: printed,
        period_end: printed,
        quantity: printed,
        unit_price: printed,
        per: printed,
        amount: printed,
      }),
    )
    .min(1),
  subtotal_usd: printed,
  tax_usd: printed,
  total_usd: printed,
});

/**
 * Loads invoices, as CSV of lines or as JSON with head and totals. An invoice of a number that the
 * account has already replaces it.
 * @throws FlaretallyError E_CSV_COLUMNS, E_INVOICE_JSON
 */
export async function loadInvoices(
  db: Database,
  files: readonly InputFile[],
  context: LoadContext,
) {
  const before = await db.rows<OldInvoice>('select * from raw.invoices');
  for (const file of files) {
    const account = context.requireAccount(file.path);
    context.addLoad('invoice', account, file);
    const head = { invoice_id: file.digest.slice(0, 32), load_id: file.digest, account };
    if (/^\s*[[{]/.test(file.head)) await loadJson(db, file, head);
    else await loadCsv(db, file, head);
    if (context.isReplacing) await replaceSamePeriods(db, head, before);
  }
}

interface OldInvoice {
  invoice_id: string;
  load_id: string;
  account: string;
}

/** Drops the invoices of earlier loads that print a line for a period of this one. */
async function replaceSamePeriods(db: Database, head: Head, before: readonly OldInvoice[]) {
  const same = await db.rows<{ invoice_id: string }>(
    `select distinct o.invoice_id from raw.invoice_lines as o join raw.invoice_lines as n
       on n.description = o.description and n.period_start = o.period_start
       and n.period_end = o.period_end and n.account = o.account
     where n.invoice_id = $1 and o.invoice_id <> $1`,
    [head.invoice_id],
  );
  const old = before.filter((one) => same.some(({ invoice_id }) => invoice_id === one.invoice_id));
  await dropInvoices(db, old);
}

async function dropInvoices(db: Database, old: readonly OldInvoice[]): Promise<void> {
  for (const { invoice_id, load_id } of old) {
    await db.run('delete from raw.invoice_lines where invoice_id = $1', [invoice_id]);
    await db.run('delete from raw.invoice_adjustments where invoice_id = $1', [invoice_id]);
    await db.run('delete from raw.invoices where invoice_id = $1', [invoice_id]);
    await db.run('delete from raw.loads where load_id = $1', [load_id]);
  }
}

type Head = { invoice_id: string; load_id: string; account: string };

async function loadCsv(db: Database, file: InputFile, head: Head): Promise<void> {
  await insertCsv(db, file.path, {
    relation: 'raw.invoice_lines',
    required: REQUIRED,
    optional: OPTIONAL,
    constants: head,
    numberedBy: 'line_number',
  });
  const [numbered] = await db.rows<{ invoice_number: string | null }>(
    `select json_extract_string(any_value(other_fields), '$.invoice_number') as invoice_number
     from raw.invoice_lines where invoice_id = $1`,
    [head.invoice_id],
  );
  const number = numbered?.invoice_number ?? null;
  if (number) await replaceNumber(db, head.account, number);
  await insertRows(db, 'raw.invoices', [{ ...head, invoice_number: number }]);
}

async function loadJson(db: Database, file: InputFile, head: Head): Promise<void> {
  const { lines, ...totals } = parse(file.path);
  if (totals.invoice_number) await replaceNumber(db, head.account, totals.invoice_number);
  await insertRows(db, 'raw.invoices', [{ ...head, ...pick(totals) }]);
  await insertRows(
    db,
    'raw.invoice_lines',
    lines.map((line, i) => ({ ...head, ...pick(line), line_number: i + 1 })),
  );
  if (totals.tax_usd == null) return;
  const tax = { kind: 'tax', amount: totals.tax_usd, is_after_total: false };
  await insertRows(db, 'raw.invoice_adjustments', [{ ...head, ...tax, row_number: 1 }]);
}

/** The fields that are plain text, as a row takes them. */
function pick(fields: Readonly<Record<string, unknown>>): Record<string, string | null> {
  const plain = Object.entries(fields).filter(([, value]) => typeof value !== 'object');
  return Object.fromEntries(plain.map(([name, value]) => [name, String(value)]));
}

async function replaceNumber(db: Database, account: string, number: string): Promise<void> {
  const old = await db.rows<OldInvoice>(
    'select * from raw.invoices where account = $1 and invoice_number = $2',
    [account, number],
  );
  await dropInvoices(db, old);
}

function parse(path: string): z.output<typeof schema> {
  let why = '';
  try {
    const result = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (result.success) return result.data;
    why = result.error.issues.map(({ path: at }) => `${at.join('.')} is missing`).join('; ');
  } catch (error) {
    why = (error as Error).message;
  }
  throw new FlaretallyError({
    code: 'E_INVOICE_JSON',
    what: `${path} is not an invoice`,
    why,
    fix: 'give invoice_number, issued_on, currency, lines, subtotal_usd, tax_usd and total_usd',
    exit: EXIT.usage,
  });
}
