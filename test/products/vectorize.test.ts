// What Vectorize stores, by the mean of the days and by the last day, where no page says which; and
// what it queries, where only answered queries count.
import { expect, test } from 'vitest';
import { query } from '../pull/e2e/support/database.ts';
import { onStage, PERIOD } from '../pull/e2e/support/stage.ts';
import type { Row } from '../support/cloudflare/index.ts';
import { days, loaded, saved } from './saved.ts';

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

test('the mean of the days, or the last day', { tags: 'journey' }, async () => {
  const stage = await onStage({ rows: rows(31) }, { isNew: true });
  expect(await stage.cli(argv)).toMatchObject({ code: 0 });
  // 160 million in the mean and 10 of 31 days of 31: 160 over 10 are two blocks.
  expect(await charges(stage.db)).toEqual([
    { scenario: 'base', quantity: '170000000', usd: '0.10' },
    { scenario: 'last_dimensions', quantity: '10000000', usd: '0.00' },
  ]);
});

test('in a running period, the last day of which there is an answer', {
  tags: 'journey',
}, async () => {
  const now = new Date('2026-10-14T06:00:00Z');
  const stage = await onStage({ rows: rows(11) }, { now });
  expect(await stage.cli(argv)).toMatchObject({ code: 0 });
  const last = async () => (await charges(stage.db)).find((own) => own.scenario !== 'base');
  expect(await last()).toMatchObject({ quantity: '251000000', usd: '0.15' });
  // A later answer moves the day, and takes back what the earlier one gave.
  await stage.clock.sleep(24 * 3_600_000);
  expect(await stage.cli(argv)).toMatchObject({ code: 0 });
  expect(await last()).toMatchObject({ quantity: '210000000', usd: '0.10' });
});

const QUERIES = 'vectorizeV2QueriesAdaptiveGroups';

/** Of each day: an answered query, and more with each of the other states. */
const queried = (dimensions: string, states: readonly (string | undefined)[]) =>
  saved(
    QUERIES,
    dimensions,
    'sum { queriedVectorDimensions }',
    days.flatMap((date) =>
      states.map((requestStatus, i) => ({
        dimensions: { date, indexName: 'faq', ...(requestStatus ? { requestStatus } : {}) },
        sum: { queriedVectorDimensions: (i + 1) * 10 * MILLION },
      })),
    ),
  );

const ofQueries = async (answer: string) => {
  const { bill } = await loaded(answer);
  const { lines, findings } = await bill();
  const line = lines.find(({ sku }) => sku === 'vectorize.queried_dimensions');
  return { line, says: findings.map(({ says }) => says).join('\n') };
};

test('refused queries are not billed', async () => {
  const { line } = await ofQueries(queried('date indexName requestStatus', ['2xx', '4xx', '5xx']));
  // 310 million less 50 million, at a cent a million.
  expect(line).toMatchObject({
    predicted_quantity: '260000000',
    predicted_usd: '2.60',
    evidence: 'exact',
  });
});

test('an unknown status is billed and told', { tags: 'journey' }, async () => {
  const { line, says } = await ofQueries(queried('date indexName requestStatus', ['2xx', 'odd']));
  expect(line).toMatchObject({ predicted_quantity: '880000000', predicted_usd: '8.80' });
  expect(says).toContain(
    '620,000,000 dimension(s) of Vectorize queries with the unknown status "odd" were billed as ' +
      'answered.',
  );
});

test('an answer that does not tell them apart counts all, as an inference', {
  tags: 'journey',
}, async () => {
  const { line } = await ofQueries(queried('date indexName', [undefined]));
  expect(line).toMatchObject({
    predicted_quantity: '260000000',
    predicted_usd: '2.60',
    evidence: 'inferred',
  });
});
