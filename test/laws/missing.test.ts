// Law 5: missing is not zero. Whatever the saved answers of the demo lack (a field, a day, a list, a
// whole dataset), no line is lower with exact evidence while the exit code is 0.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { takeOut } from '../support/lacking.ts';
import { Random } from '../support/random.ts';
import { run } from '../support/run.ts';
import { ROOT, temporary } from '../support/temp.ts';
import { runs, seeded } from '../support/tier.ts';

const DEMO = join(ROOT, 'fixtures/demo');

interface Bill {
  code: number;
  lines: { sku: string; predicted_usd: string | null; evidence: string }[];
}

/** The demo's bill without its invoice, which would cover what usage does not. */
async function billOf(folder: string): Promise<Bill> {
  const loaded = await run(['load', 'usage', 'rest', '--anchor-day', '4'], folder);
  expect(loaded.code, loaded.err).toBe(0);
  const { code, out, err } = await run(
    ['reconcile', '--period', '2026-10-04..2026-11-04', '--format', 'json'],
    folder,
  );
  if (out === '') expect(code, err).toBe(5);
  return { code, lines: out === '' ? [] : (JSON.parse(out) as Bill).lines };
}

function copyDemo(folder: string): string {
  for (const part of ['usage', 'rest']) {
    cpSync(join(DEMO, part), join(folder, part), { recursive: true });
  }
  return folder;
}

const cents = (usd: string | null | undefined) => Math.round(Number(usd ?? '0') * 100);

let whole: Map<string, number>;

beforeAll(async () => {
  const bill = await billOf(copyDemo(temporary(afterAll)));
  expect(bill.code).toBe(0);
  whole = new Map(bill.lines.map(({ sku, predicted_usd }) => [sku, cents(predicted_usd)]));
}, 600_000);

test.each(Array.from({ length: runs(6, 200) }, (_, i) => i))(
  'what is missing lowers no bill in silence, %i',
  async (number) => {
    const folder = copyDemo(temporary(onTestFinished));
    const what = takeOut(folder, new Random(seeded(7_000 + number)));
    const bill = await billOf(folder);
    if (bill.code !== 0) return expect(bill.code, what).toBe(5);
    const own = new Map(bill.lines.map((line) => [line.sku, line]));
    const silent = [...whole].filter(([sku, usd]) => {
      const line = own.get(sku);
      return cents(line?.predicted_usd) < usd && (line === undefined || line.evidence === 'exact');
    });
    expect(silent, what).toEqual([]);
  },
  120_000,
);
