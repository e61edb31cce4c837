// Law 5: missing is not zero. Whatever the saved answers of the demo lack (a field, a day, a list, a
// whole dataset), no line is lower with exact evidence while the exit code is 0.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Random } from '../support/random.ts';
import { takeOut } from '../support/take-out.ts';
import { temporary } from '../support/temp.ts';
import { runs, seeded } from '../support/tier.ts';
import { type Demo, demoWithout, openDemos, reconciled } from './demos.ts';

vi.mock('../../src/rules/overlay.ts', async (original) => {
  const { shared } = await import('../support/shared-overlay.ts');
  return shared(await original());
});
vi.mock('../../src/rules/built-by.ts', async (original) => {
  const { askedOnce } = await import('../support/shared-overlay.ts');
  return askedOnce(await original());
});

/** Without the invoice, which would cover what usage does not. */
const PARTS = ['usage', 'rest'];
const NUMBERS = Array.from({ length: runs(6, 200) }, (_, i) => i);
/** How many lie in one database. */
const SIZE = 10;
const groups = NUMBERS.filter((number) => number % SIZE === 0).map((first) =>
  NUMBERS.slice(first, first + SIZE),
);

interface Bill {
  code: number;
  lines: { sku: string; predicted_usd: string | null; evidence: string }[];
}

async function billOf(folder: string, demo: Demo): Promise<Bill> {
  const { code, out, err } = await reconciled(folder, demo);
  if (out === '') expect(code, err).toBe(5);
  return { code, lines: out === '' ? [] : (JSON.parse(out) as Bill).lines };
}

const cents = (usd: string | null | undefined) => Math.round(Number(usd ?? '0') * 100);

describe.each(groups)('from %i', (...numbers) => {
  const folder = temporary(afterAll);
  const demos = new Map<number, Demo>();
  let whole: Map<string, number>;

  beforeAll(async () => {
    const all = demoWithout(folder, 9_999, PARTS, () => 'nothing');
    for (const number of numbers) {
      const random = new Random(seeded(7_000 + number));
      demos.set(
        number,
        demoWithout(folder, number, PARTS, (own) => takeOut(own, random)),
      );
    }
    const close = await openDemos(folder, [all, ...demos.values()]);
    const bill = await billOf(folder, all);
    expect(bill.code).toBe(0);
    whole = new Map(bill.lines.map(({ sku, predicted_usd }) => [sku, cents(predicted_usd)]));
    return close;
  }, 600_000);

  test.each(numbers)('what is missing lowers no bill in silence, %i', async (number) => {
    const demo = demos.get(number) as Demo;
    const bill = await billOf(folder, demo);
    if (bill.code !== 0) return expect(bill.code, demo.what).toBe(5);
    const own = new Map(bill.lines.map((line) => [line.sku, line]));
    const silent = [...whole].filter(([sku, usd]) => {
      const line = own.get(sku);
      return cents(line?.predicted_usd) < usd && (line === undefined || line.evidence === 'exact');
    });
    expect(silent, demo.what).toEqual([]);
  });
});
