// An empty answer is Cloudflare's zero, and looks like a lost day: between busy days it is told.
import { expect, test } from 'vitest';
import { days, loaded, saved } from './saved.ts';

const isWeekday = (date: string) => new Date(date).getUTCDay() % 6 !== 0;
const without = (...empty: readonly string[]) => days.filter((date) => !empty.includes(date));

const d1 = (own: readonly string[]) =>
  saved(
    'd1AnalyticsAdaptiveGroups',
    'date databaseId',
    'sum { rowsRead rowsWritten readQueries writeQueries }',
    own.map((date) => ({
      dimensions: { date, databaseId: 'orders' },
      sum: { rowsRead: 2_000_000_000, rowsWritten: 0, readQueries: 1_000_000, writeQueries: 0 },
    })),
  );

const kv = (own: readonly string[]) =>
  saved(
    'kvOperationsAdaptiveGroups',
    'date namespaceId actionType',
    'sum { requests }',
    own.map((date) => ({
      dimensions: { date, namespaceId: 'cache', actionType: 'read' },
      sum: { requests: 5000 },
    })),
  );

/** A queue of few messages. */
const queue = (own: readonly string[]) =>
  saved(
    'queueMessageOperationsAdaptiveGroups',
    'date queueId actionType',
    'sum { billableOperations }',
    own.map((date) => ({
      dimensions: { date, queueId: 'mails', actionType: 'WriteMessage' },
      sum: { billableOperations: 20 },
    })),
  );

const emptyIn = async (...answers: readonly string[]) => {
  const { findings, lines } = await (await loaded(...answers)).bill();
  const told = findings.filter(({ says }) => / is empty on /.test(says));
  return { told: told.map(({ usd, says }) => `${usd} ${says}`), lines };
};

test('a dataset without rows on one day between busy days counts as zero, and is told', async () => {
  // The last of these has no seven days after it. The others are idle by habit, or by chance.
  const { told, lines } = await emptyIn(
    d1(without('2026-10-14', '2026-10-30')),
    kv(days.filter(isWeekday)),
    queue(without('2026-10-20')),
  );
  expect(told).toEqual([
    '0.00 d1AnalyticsAdaptiveGroups is empty on 2026-10-14, between busy days, ' +
      'which counts as zero: pull that day again.',
  ]);
  // 29 days x 2 billion rows less 25 billion.
  expect(lines.find(({ sku }) => sku === 'd1.rows_read')).toMatchObject({
    ...{ predicted_quantity: '33000000000', evidence: 'exact' },
  });
});

test('days in a row are told together, and those of an account that was idle are not', async () => {
  const two = without('2026-10-14', '2026-10-15');
  expect((await emptyIn(d1(two), kv(days))).told).toEqual([
    '0.00 d1AnalyticsAdaptiveGroups is empty on 2 days between busy days, the first 2026-10-14, ' +
      'which count as zero: pull them again.',
  ]);
  expect((await emptyIn(d1(two), kv(two))).told).toEqual([]);
});
