import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { estimate } from '../../src/estimate.ts';
import { readCatalog } from '../../src/rules/catalog.ts';
import { declare } from '../../src/rules/declare.ts';
import { parseEstimate } from '../../src/sources/estimate-file.ts';
import { Database } from '../../src/store/database.ts';

interface Published {
  id: string;
  title: string;
  expected: {
    lines: Record<string, string | null>;
    total_usd?: string | null;
    /** Words that the notes hold, a note each; an empty list means no note. */
    notes?: string[];
  };
}

function billsOf(name: string): Published[] {
  return JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'));
}

describe.each([
  ['that Cloudflare has published', billsOf('published')],
  ['of the other products', billsOf('products')],
  ['of more pages, invoices and dashboards', billsOf('bills')],
  ['around the day of a change', billsOf('changes')],
])('bills %s come out to the cent', async (_of, bills) => {
  // All side by side in one estimate, as several files on the command line are.
  const inputs = bills.map((bill) => ({
    label: bill.id,
    input: parseEstimate(JSON.stringify(bill), bill.id),
  }));
  const result = await estimate(inputs);

  it.each(bills.map((bill, i) => [bill.id, bill, i + 1] as const))('%s', (id, bill, position) => {
    const own = result.lines.rows.filter((row) => row.position === position);
    const amounts = new Map(own.map((row) => [row.sku, row.amount_usd]));
    for (const [sku, usd] of Object.entries(bill.expected.lines)) {
      expect(amounts.get(sku), sku).toBe(usd);
    }
    const total = result.estimates.rows.find((row) => row.label === id);
    if (bill.expected.total_usd) expect(total?.total_usd).toBe(bill.expected.total_usd);
    const notes = result.notes.rows.filter((row) => row.position === position);
    for (const words of bill.expected.notes ?? []) {
      expect(notes.map(({ note }) => note).join('\n')).toContain(words);
    }
    if (bill.expected.notes?.length === 0) expect(notes).toEqual([]);
  });
});

test('every SKU of the bundled price book has a price', async () => {
  const db = await Database.open(':memory:');
  try {
    await declare(db, readCatalog());
    const unpriced = 'select sku from ref.skus where sku not in (select sku from ref.price_book)';
    expect(await db.rows(unpriced)).toEqual([]);
  } finally {
    db.close();
  }
});
