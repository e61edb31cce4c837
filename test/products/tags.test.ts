// @module-tag journey
// Neurons by tag: usage with several tags has a row for each, so that rows do not add up.
import { expect, test } from 'vitest';
import { type AnswerRow, days, loaded, saved } from './saved.ts';

const answer = (dimensions: string, rows: (date: string) => AnswerRow[]) =>
  saved('aiInferenceAdaptiveGroups', dimensions, 'sum { totalNeurons }', days.flatMap(rows));

const row = (totalNeurons: number, dimensions: Record<string, string>): AnswerRow => ({
  dimensions,
  sum: { totalNeurons },
});

/** 30,000 neurons a day, of which 20,000 have two tags: 310,000 are free. */
const byTag = answer('date modelId tag', (date) => [
  row(20_000, { date, modelId: 'llama', tag: 'chat' }),
  row(20_000, { date, modelId: 'llama', tag: 'beta' }),
  row(10_000, { date, modelId: 'llama', tag: '' }),
]);
const byTagAlone = answer('date tag', (date) => [
  row(20_000, { date, tag: 'chat' }),
  row(20_000, { date, tag: 'beta' }),
  row(10_000, { date, tag: '' }),
]);
const whole = answer('date modelId', (date) => [row(30_000, { date, modelId: 'llama' })]);

const neurons = async (...answers: string[]) => {
  const { bill } = await loaded(...answers);
  const { lines, findings } = await bill();
  return {
    line: lines.find(({ sku }) => sku === 'workers_ai.neurons'),
    says: findings.map(({ says }) => says).join('\n'),
  };
};

test.each([
  ['tag', byTagAlone],
  ['tag and model', byTag],
])('by %s alone usage is not counted twice, and that is told', async (_, text) => {
  const { line, says } = await neurons(text);
  expect(line).toMatchObject({ predicted_usd: '6.82', evidence: 'missing' });
  expect(says).toContain(
    'aiInferenceAdaptiveGroups: the answers of 31 days, 2026-10-04 to 2026-11-03 are by tag, and ' +
      'none gives the total. Usage with several tags is in them once for each',
  );
});

test.each([
  ['a total beside them', [byTag, whole]],
  ['a total alone', [whole]],
  [
    'one tag',
    [
      answer('date tag', (date) => [
        row(20_000, { date, tag: 'a' }),
        row(10_000, { date, tag: '' }),
      ]),
    ],
  ],
  [
    'tags as lists',
    [
      answer('date tag', (date) => [
        row(20_000, { date, tag: '["chat","beta"]' }),
        row(10_000, { date, tag: '["chat"]' }),
      ]),
    ],
  ],
])('with %s the total is sure', async (_, texts) => {
  const { line } = await neurons(...texts);
  expect(line).toMatchObject({ predicted_usd: '6.82', evidence: 'exact' });
});
