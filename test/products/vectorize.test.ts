// What Vectorize stores, by the mean of the days and by the last day, where no page says which.
import { expect, test } from 'vitest';
import { query } from '../pull/e2e/support/database.ts';
import { onStage, PERIOD } from '../pull/e2e/support/stage.ts';
import type { Row } from '../support/cloudflare/index.ts';

const MILLION = 1_000_000;

/** From 310 million on the first day of the period, ten million less each day; one index is gone. */
const rows = (days: number): Row[] =>
  Array.from({ length: days }, (_, i) => {
    const at = new Date(Date.UTC(2026, 9, 4 + i, 12)).toISOString().replace('.000', '');
    const stored = (indexName: string, storedVectorDimensions: number): Row => ({
      dataset: 'vectorizeV2StorageAdaptiveGroups',
      at,
      dims: { indexName },
      max: { storedVectorDimensions },
    });
    const faq = stored('faq', (310 - 10 * i) * MILLION);
    return i < 10 ? [faq, stored('old', 31 * MILLION)] : [faq];
  }).flat();

const charges = (db: string) =>
  query<{ scenario: string; quantity: string; usd: string }>(
    db,
    `select scenario, raw_quantity::hugeint::varchar as quantity, amount_usd::varchar as usd
     from rating.charges
     where sku = 'vectorize.stored_dimensions' and scenario in ('base', 'last_dimensions')
     order by scenario`,
  );

const argv = ['pull', '--period', PERIOD, '--only', 'vectorizeV2StorageAdaptiveGroups'];

test('the mean of the days, or the last day', async () => {
  const stage = await onStage({ rows: rows(31) }, { isNew: true });
  expect(await stage.cli(argv)).toMatchObject({ code: 0 });
  // 160 million in the mean and 10 of 31 days of 31: 160 over 10 are two blocks.
  expect(await charges(stage.db)).toEqual([
    { scenario: 'base', quantity: '170000000', usd: '0.10' },
    { scenario: 'last_dimensions', quantity: '10000000', usd: '0.00' },
  ]);
}, 240_000);

test('in a running period, the last day of which there is an answer', async () => {
  const now = new Date('2026-10-14T06:00:00Z');
  const stage = await onStage({ rows: rows(11) }, { now });
  expect(await stage.cli(argv)).toMatchObject({ code: 0 });
  const last = async () => (await charges(stage.db)).find((own) => own.scenario !== 'base');
  expect(await last()).toMatchObject({ quantity: '251000000', usd: '0.15' });
  // A later answer moves the day, and takes back what the earlier one gave.
  await stage.clock.sleep(24 * 3_600_000);
  expect(await stage.cli(argv)).toMatchObject({ code: 0 });
  expect(await last()).toMatchObject({ quantity: '210000000', usd: '0.10' });
}, 240_000);
