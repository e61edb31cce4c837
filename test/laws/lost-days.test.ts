// A lost day beside active siblings is not zero. Of the demo one dataset loses its rows of a day, or
// all its answers: what it costs is said, no figure is exact, and what a person accepts is done.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { loseDays } from '../support/lost-day.ts';
import { run } from '../support/run.ts';
import { ROOT, temporary } from '../support/temp.ts';
import { runs } from '../support/tier.ts';

const PERIODIC = 'durableObjectsPeriodicGroups';
const DATASETS = [
  'durableObjectsInvocationsAdaptiveGroups',
  PERIODIC,
  'durableObjectsSqlStorageGroups',
  'workersInvocationsAdaptive',
];
const DAYS = ['2026-10-17', '2026-10-04', '2026-11-03'].slice(0, runs(1, 3));
const FILES = ['usage', 'rest', 'tenants.csv'];

interface Bill {
  coverage: {
    datasets: { dataset: string; days_suspect: string[]; days_missing: string[] }[];
  };
  lines: { sku: string; predicted_usd: string | null; evidence: string; status: string }[];
  findings: { kind: string; usd: string; says: string; next_command: string }[];
}

function demo(folder: string): string {
  for (const part of FILES) {
    cpSync(join(ROOT, 'fixtures/demo', part), join(folder, part), { recursive: true });
  }
  return folder;
}

async function billOf(folder: string): Promise<Bill & { code: number }> {
  const loaded = await run(['load', ...FILES, '--anchor-day', '4'], folder);
  expect(loaded.code, loaded.err).toBe(0);
  return reconciled(folder);
}

async function reconciled(folder: string, ...more: string[]): Promise<Bill & { code: number }> {
  const words = ['reconcile', '--period', '2026-10-04..2026-11-04', '--format', 'json', ...more];
  const { code, out, err } = await run(words, folder);
  expect(out, err).not.toBe('');
  return { code, ...(JSON.parse(out) as Bill) };
}

const suspectsOf = ({ coverage }: Bill) =>
  Object.fromEntries(coverage.datasets.map(({ dataset, days_suspect }) => [dataset, days_suspect]));

let whole: Bill & { code: number };

beforeAll(async () => {
  whole = await billOf(demo(temporary(afterAll)));
}, 600_000);

test('the whole demo has no suspect day', () => {
  expect(whole.code).toBe(0);
  expect(Object.values(suspectsOf(whole)).flat()).toEqual([]);
});

describe.each(DATASETS)('%s', (dataset) => {
  test.each(DAYS)(
    'without a row on %s',
    async (day) => {
      const folder = demo(temporary(onTestFinished));
      loseDays(folder, dataset, [day]);
      const bill = await billOf(folder);
      expect(suspectsOf(bill)[dataset]).toEqual([day]);
      const told = bill.findings.filter(({ kind }) => kind === 'suspect');
      // Less than a block may be lost: then there is nothing to pay, and nothing to say.
      expect(bill.code).toBe(told.length > 0 ? 5 : 0);
      for (const line of whole.lines) {
        const own = bill.lines.find(({ sku }) => sku === line.sku);
        if (own?.predicted_usd !== line.predicted_usd) expect(own?.evidence).toBe('inferred');
      }
    },
    120_000,
  );

  test('not saved at all', async () => {
    const folder = demo(temporary(onTestFinished));
    rmSync(join(folder, 'usage', dataset), { recursive: true });
    const bill = await billOf(folder);
    expect(bill.code).toBe(5);
    const own = bill.coverage.datasets.find((one) => one.dataset === dataset);
    expect(own?.days_missing).toHaveLength(31);
  }, 120_000);
});

test('the days beside say how much, until somebody accepts the day', async () => {
  const folder = demo(temporary(onTestFinished));
  loseDays(folder, PERIODIC, ['2026-10-17']);
  const bill = await billOf(folder);
  expect(bill.findings[0]).toEqual({
    kind: 'suspect',
    subject: `${PERIODIC} 2026-10-17`,
    usd: '15.94',
    says:
      `${PERIODIC} shows nothing on 2026-10-17, while its namespaces have 645,567 invocations ` +
      'that day. Days beside it suggest up to $15.94 more.',
    next_command: `coverage accept ${PERIODIC} 2026-10-17 --reason TEXT`,
  });
  expect((await reconciled(folder, '--tolerance', '20usd')).code).toBe(0);
  const accept = ['coverage', 'accept', PERIODIC, '2026-10-17', '--reason', 'no sockets that day'];
  for (const _ of [1, 2]) expect(await run(accept, folder)).toMatchObject({ code: 0 });
  const accepted = await reconciled(folder);
  expect(accepted.code).toBe(0);
  expect(accepted.lines).toEqual(bill.lines);
  expect(accepted.findings.filter(({ kind }) => kind === 'suspect')).toEqual([]);
  const slots = await run(['report', 'coverage_slots', '--format', 'json'], folder);
  expect(slots.out).toContain('"status":"suspect","evidence":"inferred"');
  expect(slots.out).toContain('"reason":"accepted: no sockets that day"');
  const list = await run(['report', 'coverage_acceptances', '--format', 'csv'], folder);
  expect(list.out.trim().split('\n')).toHaveLength(2);
  const withdraw = ['coverage', 'withdraw', PERIODIC, '2026-10-10..2026-10-20'];
  expect(await run(withdraw, folder)).toMatchObject({ code: 0 });
  expect((await reconciled(folder)).code).toBe(5);
}, 300_000);
