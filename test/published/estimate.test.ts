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

describe('bills that Cloudflare has published come out to the cent', async () => {
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
    if (bill.expected.total_usd !== null) expect(total?.total_usd).toBe(bill.expected.total_usd);
  });
});
