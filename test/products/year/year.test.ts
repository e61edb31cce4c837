// @module-tag journey
// Twelve months of every product: predicted by the rules and worked out by a calculator that shares
// nothing with them, to the cent and to the tenant, without Cloudflare's own feed and with it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reconciled } from '../../fixtures/story.ts';
import { run } from '../../support/run.ts';
import { temporary } from '../../support/temp.ts';
import { answersOf } from './answers.ts';
import { invoice, type Line } from './calculator.ts';
import { dollars, feedOf, invoiceCsv, jobsOf, tenantMap } from './files.ts';
import { PERIODS, type Period, WORLD } from './world.ts';

const folder = temporary(afterAll);
const PLAN = 500n;
const OWNERS = { ada: 'ada', ben: 'ben', none: 'unattributed' };

type Row = Readonly<Record<string, string | null>>;

describe('without the feed', () => {
  beforeAll(async () => {
    for (const name of ['usage', 'invoices']) mkdirSync(join(folder, name));
    for (const period of PERIODS) {
      const lines = invoice(WORLD, period);
      for (const [name, text] of answersOf(WORLD, period)) write(join('usage', name), text);
      write(join('invoices', `${period.startsOn}.csv`), invoiceCsv(lines, period));
    }
    write('tenants.csv', tenantMap());
    write('jobs.json', jobsOf());
    await cli(['load', 'usage', 'invoices', 'jobs.json', 'tenants.csv']);
  }, 300_000);

  testYear(false);
});

describe('with the feed', () => {
  beforeAll(async () => {
    write('billable-usage.json', feedOf(WORLD));
    await cli(['load', 'billable-usage.json']);
  }, 120_000);

  testYear(true);
});

function testYear(isFed: boolean): void {
  let lines: Row[];
  let shares: Row[];

  beforeAll(async () => {
    lines = await rowsOf('lines');
    shares = await rowsOf('tenant_lines');
  }, 60_000);

  test.each(PERIODS)('$startsOn to the cent', ({ startsOn, ...rest }) => {
    const expected = invoice(WORLD, { startsOn, ...rest });
    const found = new Map(lines.filter(isOf(startsOn)).map((line) => [line.sku, line]));
    expect(found.get('workers.subscription')?.predicted_usd).toBe('5.00');
    for (const { sku, isFeed, billed, cents } of expected) {
      const line = found.get(sku);
      // What nobody used and no invoice prints has no line.
      if (line === undefined) expect({ sku, cents }).toEqual({ sku, cents: 0n });
      else {
        const usd = isFeed && !isFed ? null : dollars(cents);
        expect({ sku, usd: line.predicted_usd }).toEqual({ sku, usd });
        if (line.invoice_line && usd === null) expect(line).toMatchObject(NOT_METERED);
        // Free days of a period are predicted, but an invoice does not print their usage.
        else if (line.invoice_line && billed === 'whole') expect(line).toMatchObject(MATCH);
        else if (line.invoice_line) expect(line).toMatchObject({ variance_usd: '0.00' });
      }
    }
    const known = new Set(['workers.subscription', ...expected.map(({ sku }) => sku)]);
    const others = [...found.values()].filter(({ sku }) => !known.has(`${sku}`));
    expect(others.filter(({ predicted_usd }) => predicted_usd !== '0.00')).toEqual([]);
  });

  test.each(PERIODS)('$startsOn to the tenant', (period) => {
    const own = shares.filter(isOf(period.startsOn));
    for (const line of invoice(WORLD, period)) {
      if (!line.isFeed || isFed) testShares(line, own);
    }
  });

  test.each([PERIODS[6], PERIODS[10]].filter((one) => one !== undefined))(
    'reconcile of $startsOn',
    async (period) => {
      const { lines: printed, tenants, totals, findings } = await reconciled(period);
      const own = lines.filter(isOf(period.startsOn));
      expect(printed.map(moneyOf).toSorted()).toEqual(own.map(moneyOf).toSorted());
      const known = invoice(WORLD, period).filter(({ isFeed }) => !isFeed || isFed);
      const total = known.reduce((sum, { cents }) => sum + cents, PLAN);
      expect(totals.predicted_usd).toBe(dollars(total));
      expect(sum(tenants.map(({ predicted_usd }) => predicted_usd))).toBe(total);
      const unmetered = own.filter(({ status }) => status === 'not_metered');
      for (const { sku, invoiced_usd } of unmetered) {
        const why = expect.stringMatching(/Nothing meters it|No answer that counts it/);
        const finding = expect.objectContaining({ subject: sku, says: why });
        if (invoiced_usd !== '0.00') expect(findings).toContainEqual(finding);
      }
    },
    60_000,
  );
}

const MATCH = { status: 'match', variance_usd: '0.00' };
const NOT_METERED = { status: 'not_metered', evidence: 'missing' };

/** Shares that add up to the line, each within a cent of what its owner used. */
function testShares({ sku, cents, weights }: Line, shares: readonly Row[]): void {
  const own = shares.filter((row) => row.sku === sku);
  const of = (tenant: string) =>
    sum(own.filter((row) => row.tenant === tenant).map((row) => row.predicted_usd ?? null));
  expect({ sku, cents: sum(own.map((row) => row.predicted_usd ?? null)) }).toEqual({ sku, cents });
  const used = [...weights.values()].reduce((total, n) => total + n, 0n);
  for (const [owner, tenant] of Object.entries(OWNERS)) {
    const apart = of(tenant) * used - cents * (weights.get(owner) ?? 0n);
    expect({ sku, tenant, isNear: -used <= apart && apart <= used }).toMatchObject({
      isNear: true,
    });
  }
}

function moneyOf({ sku, predicted_usd, invoiced_usd }: Row | Reconciled['lines'][number]): string {
  return `${sku} ${predicted_usd} ${invoiced_usd}`;
}

function isOf(startsOn: string) {
  return ({ period_id }: Row) => period_id === startsOn;
}

function sum(amounts: readonly (string | null)[]): bigint {
  return amounts.reduce((total, usd) => total + BigInt((usd ?? '0').replace('.', '')), 0n);
}

/** All rows of a report, of all periods. */
async function rowsOf(report: string): Promise<Row[]> {
  const { out } = await cli(['sql', `from report.${report}`, '--format', 'json']);
  return (JSON.parse(out) as { rows: Row[] }).rows;
}

async function reconciled({ startsOn, endsOn }: Period) {
  const period = ['--period', `${startsOn}..${endsOn}`];
  const { out } = await cli(['reconcile', ...period, '--format', 'json'], [0, 3]);
  type Found = Omit<Reconciled, 'findings'> & { findings: { subject: string; says: string }[] };
  return JSON.parse(out) as Found;
}

async function cli(argv: readonly string[], exits: readonly number[] = [0]) {
  const ran = await run(argv, folder, { FLARETALLY_NOW: '2027-01-10T06:00:00Z' });
  expect(exits, ran.err).toContain(ran.code);
  return ran;
}

function write(path: string, text: string): void {
  writeFileSync(join(folder, path), text);
}
