// @module-tag journey
// A lost day beside active siblings is not zero. Of the demo one dataset loses its rows of a day, or
// all its answers: what it costs is said and no figure is exact.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { loseDays } from '../support/lost-day.ts';
import { temporary } from '../support/temp.ts';
import { runs } from '../support/tier.ts';
import { type Demo, demoWithout, openDemos, reconciled } from './demos.ts';
import { type LostBill, suspectsOf } from './lost-bill.ts';

vi.mock('../../src/rules/overlay.ts', async (original) => {
  const { shared } = await import('../support/shared-overlay.ts');
  return shared(await original());
});
vi.mock('../../src/rules/built-by.ts', async (original) => {
  const { askedOnce } = await import('../support/shared-overlay.ts');
  return askedOnce(await original());
});

const DATASETS = [
  'durableObjectsInvocationsAdaptiveGroups',
  'durableObjectsPeriodicGroups',
  'durableObjectsSqlStorageGroups',
  'workersInvocationsAdaptive',
];
const DAYS = ['2026-10-17', '2026-10-04', '2026-11-03'].slice(0, runs(1, 3));
const PARTS = ['usage', 'rest', 'tenants.csv'];
const WHOLE = 'whole';

const folder = temporary(afterAll);
const demos = new Map<string, Demo>();
let whole: LostBill;

function add(name: string, takeOut: (own: string) => void): void {
  const demo = demoWithout(folder, demos.size, PARTS, (own) => {
    takeOut(own);
    return name;
  });
  demos.set(name, demo);
}

async function billOf(name: string): Promise<LostBill> {
  const { code, out, err } = await reconciled(folder, demos.get(name) as Demo);
  expect(out, err).not.toBe('');
  return { code, ...JSON.parse(out) };
}

beforeAll(async () => {
  add(WHOLE, () => {});
  for (const dataset of DATASETS) {
    for (const day of DAYS) add(`${dataset} ${day}`, (own) => loseDays(own, dataset, [day]));
    add(dataset, (own) => rmSync(join(own, 'usage', dataset), { recursive: true }));
  }
  const close = await openDemos(folder, [...demos.values()]);
  whole = await billOf(WHOLE);
  return close;
}, 600_000);

test('the whole demo has no suspect day', () => {
  expect(whole.code).toBe(0);
  expect(Object.values(suspectsOf(whole)).flat()).toEqual([]);
});

describe.each(DATASETS)('%s', (dataset) => {
  test.each(DAYS)('without a row on %s', async (day) => {
    const bill = await billOf(`${dataset} ${day}`);
    expect(suspectsOf(bill)[dataset]).toEqual([day]);
    const told = bill.findings.filter(({ kind }) => kind === 'suspect');
    // Less than a block may be lost: then there is nothing to pay, and nothing to say.
    expect(bill.code).toBe(told.length > 0 ? 5 : 0);
    for (const line of whole.lines) {
      const own = bill.lines.find(({ sku }) => sku === line.sku);
      if (own?.predicted_usd !== line.predicted_usd) expect(own?.evidence).toBe('inferred');
    }
  });

  test('not saved at all', async () => {
    const bill = await billOf(dataset);
    expect(bill.code).toBe(5);
    const own = bill.coverage.datasets.find((one) => one.dataset === dataset);
    expect(own?.days_missing).toHaveLength(31);
  });
});
