// @module-tag journey
// Dynamic Workers: each day's count is billed, as far as a page says; what a period has lies between.
import { expect, test } from 'vitest';
import { type AnswerRow, days, loaded, saved } from './saved.ts';

const answer = (dimensions: string, rows: (date: string, i: number) => AnswerRow[]) =>
  saved(
    'workersInvocationsByOwnerAndScriptGroups',
    dimensions,
    'uniq { distinctDynamicWorkerCount }',
    days.flatMap(rows),
  );

/** 2,000 on one day and 100 on each other: 5,000 by days. */
const counted = answer('date', (date, i) => [
  { dimensions: { date }, uniq: { distinctDynamicWorkerCount: i === 7 ? 2_000 : 100 } },
]);

test('days are added, and what the period has at least is told', async () => {
  const { bill } = await loaded(counted);
  const { lines, findings } = await bill();
  expect(lines).toContainEqual(
    expect.objectContaining({
      ...{ sku: 'dynamic_workers.unique_per_day', evidence: 'exact' },
      ...{ predicted_quantity: '4000', predicted_usd: '8.00' },
    }),
  );
  expect(findings).toContainEqual(
    expect.objectContaining({
      kind: 'reading',
      usd: '6.00',
      says:
        'Dynamic Workers unique per day: no page says what is counted. By the Workers of each day, ' +
        'as here, it costs $8.00; by different Workers of the period, of which the greatest day is ' +
        'the fewest $2.00. See the statement with reconcile --scenario least_dynamic_workers.',
    }),
  );
  const least = await bill('--scenario', 'least_dynamic_workers');
  expect(least.lines).toContainEqual(
    expect.objectContaining({ predicted_quantity: '1000', predicted_usd: '2.00' }),
  );
});

test('inside the allowance both cost nothing, and neither is told', async () => {
  const { bill } = await loaded(
    answer('date', (date, i) => [
      { dimensions: { date }, uniq: { distinctDynamicWorkerCount: i === 7 ? 20 : 10 } },
    ]),
  );
  const { findings } = await bill();
  expect(findings.filter(({ kind }) => kind === 'reading')).toEqual([]);
});

test('a count of the whole period says nothing of its days', async () => {
  const { bill } = await loaded(
    saved(
      'workersInvocationsByOwnerAndScriptGroups',
      'scriptName',
      'uniq { distinctDynamicWorkerCount }',
      [{ dimensions: { scriptName: 'app' }, uniq: { distinctDynamicWorkerCount: 9_000 } }],
    ),
  );
  const { lines, findings } = await bill();
  expect(lines).toContainEqual(
    expect.objectContaining({ sku: 'dynamic_workers.unique_per_day', evidence: 'missing' }),
  );
  expect(findings.map(({ says }) => says).join('\n')).toContain('dimensions.date is not in');
});
