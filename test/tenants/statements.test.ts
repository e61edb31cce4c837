// @module-tag journey
// What tenants were told stands: an invoice that comes later is told by another version.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../src/commands/main.ts';
import { bufferIo } from '../../src/commands/shared/buffer-io.ts';
import { load } from '../../src/load.ts';
import { filesOf, placeLoaded, placeOnce } from '../support/loaded.ts';
import { temporary } from '../support/temp.ts';

const folder = temporary(afterAll);
const NOW = new Date('2026-11-21T06:00:00Z');
const ACCOUNT = '8f14e45fceea167a5a36dedd4bea2543';

/** A database of the demo; without the invoice at first. */
async function demo(name: string) {
  const db = join(folder, `${name}.duckdb`);
  const files = filesOf('demo', ['usage', 'rest', 'tenants.csv']);
  await placeOnce('demo-without-invoice', db, () => load(files, { db, now: NOW }));
  const cli = async (argv: readonly string[], now = NOW) => {
    const env = { FLARETALLY_DB: db, FLARETALLY_NOW: now.toISOString(), NO_COLOR: '1' };
    const io = bufferIo({ env });
    const code = await runCli([...argv], io);
    return { code, out: io.out(), err: io.err() };
  };
  const rows = async (argv: readonly string[]): Promise<Record<string, string | null>[]> =>
    JSON.parse((await cli([...argv, '--format', 'json'])).out).rows;
  return { cli, rows };
}

const cents = (usd: string | null | undefined) => BigInt(`${usd}`.replace('.', ''));

describe('statements', () => {
  let told: Awaited<ReturnType<typeof demo>>;
  beforeAll(async () => {
    told = await demo('told');
  });
  const issue = ['statements', 'issue', '--period', '2026-10', '--allow-incomplete'];

  test('are refused while the period runs or usage is missing', async () => {
    const early = await told.cli(issue, new Date('2026-10-30T00:00:00Z'));
    expect(early).toMatchObject({ code: 2, out: '' });
    expect(early.err).toContain('E_STATEMENTS_RUNNING');
    const db = await placeLoaded('missing-usage-day', join(folder, 'lacks.duckdb'));
    const lacking = await told.cli(['statements', 'due', '--db', db]);
    expect(lacking).toMatchObject({ code: 5, out: '' });
    expect(lacking.err).toContain('E_STATEMENTS_INCOMPLETE');
    expect((await told.cli(['statements', 'due', '--db', db, '--allow-incomplete'])).code).toBe(0);
    const says = 'Figures are of the usage that is known: usage complete to 2026-10-17 only.';
    expect((await told.cli(['tenants', 'check', '--db', db])).out).toContain(says);
    const page = await told.cli(['report', 'chargeback', '--db', db, '--format', 'md']);
    expect(page.err).toContain(says);
  });

  test('of a tenant alone, then of the others; twice issues nothing', async () => {
    // Nothing meters Workflows' storage, and without an invoice it may be in use.
    const asked = ['statements', 'due', '--period', '2026-10'];
    expect(await told.cli(asked)).toMatchObject({ code: 5, out: '' });
    const due = await told.rows([...asked, '--allow-incomplete']);
    expect(due).toHaveLength(6);
    expect((await told.rows([...issue, '--tenant', 'cedar-health']))[0]).toMatchObject({
      statement: 'T-2026-10-cedar-health-1',
      basis: 'predicted',
      told_usd: null,
    });
    expect(await told.rows(issue)).toHaveLength(5);
    expect(await told.rows(issue)).toEqual([]);
    const sums = new Map(due.map(({ tenant, total_usd }) => [tenant, total_usd]));
    const tenants = await told.rows(['report', 'tenants']);
    for (const { tenant, predicted_usd } of tenants)
      if (tenant !== 'unattributed') expect(sums.get(tenant ?? '')).toBe(predicted_usd);
  });

  test('say both figures after the invoice, and the first stays as it was', async () => {
    const name = 'T-2026-10-cedar-health';
    const shown = (version: number) =>
      told.cli(['statements', 'show', `${name}-${version}`, '--format', 'json']);
    const first = await shown(1);
    expect((await told.cli(['load', ...filesOf('demo', ['invoice.csv'])])).code).toBe(0);
    const [delta] = await told.rows([...issue, '--tenant', 'cedar-health', '--reason', 'invoice']);
    expect(delta).toMatchObject({ statement: `${name}-2`, basis: 'invoiced' });
    expect(await shown(1)).toEqual(first);
    const second = JSON.parse((await shown(2)).out);
    const before = JSON.parse(first.out);
    expect(second).toMatchObject({ told_usd: before.total_usd, reason: 'invoice' });
    let sum = 0n;
    for (const line of second.lines) {
      const same = before.lines.find((one: { name: string }) => one.name === line.name);
      expect(line.told_usd).toBe(same?.amount_usd ?? null);
      sum += cents(line.change_usd);
    }
    expect(cents(second.change_usd)).toBe(sum);
    expect(sum).toBe(cents(second.total_usd) - cents(before.total_usd));
  });

  test('a list has every version', async () => {
    const list = await told.rows(['statements', 'list']);
    expect(list.map(({ statement }) => statement)).toHaveLength(7);
  });

  test('add up to what policies give each tenant', async () => {
    const policies = join(folder, 'policies.csv');
    const subjects = '*,platform_keeps_allowance\nunattributed,by_spend\nflat_charges,even\n';
    writeFileSync(policies, `subject,policy\n${subjects}block_residue,even\n`);
    expect((await told.cli(['load', policies, '--account', ACCOUNT])).code).toBe(0);
    const due = await told.rows(['statements', 'due', '--period', '2026-10']);
    const tenants = await told.rows(['report', 'tenants']);
    const sums = tenants.filter(({ tenant }) => tenant !== 'unattributed');
    expect(due.map(({ tenant, total_usd }) => [tenant, total_usd])).toEqual(
      sums.map(({ tenant, invoiced_usd }) => [tenant, invoiced_usd]),
    );
    const lines = ['report.tenant_bills', 'report.statement_lines', 'report.statements_due'];
    expect(await told.cli(['check', ...lines])).toMatchObject({ code: 0, out: '' });
  });

  test('of own prices tell what is owed, and change with the list', async () => {
    const { cli, rows } = await demo('priced');
    const prices = join(folder, 'prices.csv');
    writeFileSync(prices, 'subject,markup\n*,10%\n');
    const ours = ['--account', ACCOUNT];
    expect((await cli(['load', prices, ...ours])).code).toBe(0);
    const first = await rows(issue);
    const owed = await rows(['report', 'margins']);
    for (const { tenant, total_usd } of first)
      expect(total_usd).toBe(owed.find((row) => row.tenant === tenant)?.owed_usd);
    const split = ['report', 'chargeback', '--split-by', 'tenant', '--out', join(folder, 'split')];
    const refused = await cli(split);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain('E_CHARGEBACK_PRICES');
    writeFileSync(prices, `${readFileSync(prices, 'utf8').replace('10%', '20%')}`);
    expect((await cli(['load', prices, ...ours])).code).toBe(0);
    expect((await rows(issue)).map(({ statement }) => statement)).toEqual(
      first.map(({ statement }) => `${statement}`.replace(/1$/, '2')),
    );
  });
});
