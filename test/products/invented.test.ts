// @module-tag journey
// CONTRIBUTING's "Add a product", followed: rows of CSV in a folder for --queries, no TypeScript. The
// product is asked for, loaded, billed, split by tenant and explained.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { onStage, PERIOD } from '../pull/e2e/support/stage.ts';
import { invent } from '../support/cloudflare/schema.ts';
import { pigeonRows, pigeonRules, pigeonSchema } from './pigeons.ts';

invent(pigeonSchema);
afterAll(() => invent(() => ''));

const days = Array.from({ length: 31 }, (_, i) =>
  new Date(Date.UTC(2026, 9, 4 + i)).toISOString().slice(0, 10),
);

test('a product is rows of CSV', async () => {
  const { cli, folder } = await onStage({ rows: pigeonRows(days) }, { isNew: true });
  const queries = ['--queries', pigeonRules(folder)];
  const pulled = await cli(['pull', '--period', PERIOD, ...queries]);
  expect(pulled.code, pulled.err).toBe(0);

  writeFileSync(
    join(folder, 'tenants.csv'),
    'tenant,kind,value\nacme,pigeon_coop,north\nbolt,pigeon_coop,south\n',
  );
  const loaded = await cli(['load', join(folder, 'tenants.csv'), ...queries]);
  expect(loaded.code, loaded.err).toBe(0);

  const { code, out, err } = await cli([
    'reconcile',
    '--format',
    'json',
    '--period',
    PERIOD,
    ...queries,
  ]);
  expect(code, err).toBe(0);
  const bill = JSON.parse(out) as {
    lines: Record<string, string>[];
    tenants: Record<string, string>[];
  };
  // 9,000 letters less 5,000 are 4 blocks of $2; 108,000 g are 108 kg at $0.50.
  expect(bill.lines).toContainEqual(
    expect.objectContaining({ sku: 'pigeons.flights', predicted_usd: '8.00', evidence: 'exact' }),
  );
  expect(bill.lines).toContainEqual(
    expect.objectContaining({ sku: 'pigeons.freight', predicted_usd: '54.00', evidence: 'exact' }),
  );
  // 6,200 and 2,800 letters: 68.9 % and 31.1 %.
  expect(bill.tenants).toContainEqual(
    expect.objectContaining({ tenant: 'acme', predicted_usd: '42.71' }),
  );
  expect(bill.tenants).toContainEqual(
    expect.objectContaining({ tenant: 'bolt', predicted_usd: '19.29' }),
  );

  const explained = await cli(['explain', 'pigeons.flights', '--period', PERIOD]);
  expect(explained.code, explained.err).toBe(0);
  expect(explained.out).toMatch(/pigeonFlightsAdaptiveGroups[\s\S]*9,000 flights/);
}, 120_000);
