import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { estimate } from '../../src/estimate.ts';
import { parseEstimate } from '../../src/sources/estimate-file.ts';

interface Published {
  id: string;
  title: string;
  expected: { lines: Record<string, string>; total_usd: string | null };
}

const bills = JSON.parse(
  readFileSync(new URL('./published.json', import.meta.url), 'utf8'),
) as Published[];

describe('bills that Cloudflare has published come out to the cent', () => {
  it.each(bills.map((bill) => [bill.id, bill] as const))('%s', async (id, bill) => {
    const input = parseEstimate(JSON.stringify(bill), id);
    const result = await estimate([{ label: id, input }]);
    const amounts = new Map(result.lines.rows.map((row) => [row.sku, row.amount_usd]));
    for (const [sku, usd] of Object.entries(bill.expected.lines)) {
      expect(amounts.get(sku), sku).toBe(usd);
    }
    const [total] = result.estimates.rows;
    if (bill.expected.total_usd !== null) expect(total?.total_usd).toBe(bill.expected.total_usd);
  });
});
