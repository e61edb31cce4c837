// One cent in one line, and the line is named; a line that nobody can recompute is named by its
// cents. Printed numbers are read in one way or not at all.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from '../../src/rules/build.ts';
import { readCatalog } from '../../src/rules/catalog.ts';
import { declare } from '../../src/rules/declare.ts';
import { insertInvoice, type PrintedInvoice } from '../../src/sources/invoice/printed.ts';
import { Database } from '../../src/store/database.ts';
import { insertRows } from '../../src/store/insert.ts';
import { expectedLines } from '../support/pdf/expected.ts';
import { dollars, paperLine, wordings } from '../support/pdf/paper-lines.ts';

let db: Database;

beforeAll(async () => {
  db = await Database.open(':memory:');
  await declare(db, readCatalog());
});

afterAll(() => db.close());

/** Writes each invoice as a file of its own and returns what the check says, by file. */
async function problemsOf(invoices: readonly PrintedInvoice[]): Promise<Map<string, string>> {
  for (const [i, invoice] of invoices.entries()) {
    const key = { invoice_id: `${i}`, load_id: `${i}`, account: 'a' };
    await insertRows(db, 'raw.loads', [{ ...key, kind: 'invoice', source_file: `${i}` }]);
    await insertInvoice(db, key, invoice);
  }
  await build(db, readCatalog(), ['checks.invoice_totals']);
  const rows = await db.rows<{ source_file: string; problem: string }>(
    'select source_file, problem from checks.invoice_totals',
  );
  return new Map(rows.map(({ source_file, problem }) => [source_file, problem]));
}

test('a cent more in any line is found, and the line is named where its figures tell', async () => {
  const days = { from: '2026-10-04', to: '2026-11-03' };
  const made = (await wordings()).map((worded, i) =>
    paperLine(worded, worded.included + BigInt(i) * 7_654_321n, days, true),
  );
  const subtotal = made.reduce((sum, { cents }) => sum + cents, 0n);
  const invoice = (changed: number): PrintedInvoice => ({
    invoice_number: `IN-${changed}`,
    kind: null,
    issued_on: null,
    due_on: null,
    currency: 'USD',
    subtotal_usd: dollars(subtotal),
    total_usd: null,
    amount_due_usd: null,
    lines: expectedLines(
      made.map(({ line, cents }, i) =>
        i === changed ? { ...line, amount: dollars(cents + 1n) } : line,
      ),
    ),
    adjustments: [],
  });
  const problems = await problemsOf([...made.keys(), -1].map(invoice));
  expect(problems.get(`${made.length}`)).toBeUndefined();
  expect(problems.size).toBe(made.length);
  for (const [i, { line }] of made.entries()) {
    const blame = line.unitPrice
      ? `("${line.description}": ${line.quantity} at ${line.unitPrice}` +
        `${line.per ? ` per ${line.per}` : ''}) cannot make`
      : 'the lines are 1 cent(s) too many';
    expect(problems.get(`${i}`)).toContain(blame);
  }
});

test('large amounts, prices and quantities are held to the cent', async () => {
  const line = (description: string, quantity: string, unit_price: string, amount: string) => {
    return { description, period_start: null, period_end: null, quantity, unit_price, amount };
  };
  const writes = 'KV Write Operations (First 1M is included)';
  const lines = [
    { ...line(writes, '1,000,000,000,000,000', '$999,999,999.99', '$999,999,999,990,000,000.00') },
    { ...line('Workers Paid', '1', '$1,234,567.89', '$1,234,567.89') },
  ].map((one, i) => ({ ...one, per: i === 0 ? '1,000,000' : null }));
  const invoice = (subtotal_usd: string): PrintedInvoice => ({
    invoice_number: subtotal_usd,
    kind: null,
    issued_on: null,
    due_on: null,
    currency: 'USD',
    subtotal_usd,
    total_usd: null,
    amount_due_usd: null,
    lines,
    adjustments: [],
  });
  await db.run('delete from raw.invoice_lines; delete from raw.invoices; delete from raw.loads');
  const [exact, more] = ['$999,999,999,991,234,567.89', '$999,999,999,991,234,567.90'];
  const problems = await problemsOf([invoice(exact ?? ''), invoice(more ?? '')]);
  expect([...problems]).toEqual([
    ['1', expect.stringContaining(': the lines are 1 cent(s) too few')],
  ]);
});

test.each([
  ['$1,234.50', '1234.50'],
  ['1 234.50', '1234.50'],
  ['1\u00a0234\u202f567', '1234567'],
  ['(5.00)', '-5.00'],
  ['($5.00)', '-5.00'],
  ['-$5.00', '-5.00'],
  ['US$ 5.00', '5.00'],
  ['$12,50', '$12,50'],
  ['1.234,50', '1.234,50'],
  ['(5.00', '(5.00'],
  ['$5.00)', '$5.00)'],
  ['1,23,456', '1,23,456'],
  ['1 50 000', '1 50 000'],
  ['1,234 567', '1,234 567'],
  ['  ', null],
])('%j is read as %j', async (printed, number) => {
  const [row] = await db.rows('select printed_number($1) as number', [printed]);
  expect(row).toEqual({ number });
});
