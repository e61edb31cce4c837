// What an answer does not hold is unknown: a load names it, and says of which days.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { missingFieldsText } from '../../src/commands/shared/missing-fields.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';
import { ACCOUNT, Answers, envelope, WORKERS } from './answers.ts';

const row = (sum: string) => `[{"dimensions":{"date":"2026-10-02"},"sum":${sum}}]`;
const WHOLE = row('{"requests":5,"cpuTimeUs":7}');
const without = (text: string, name: string) => text.replace(` ${name}`, '');
const day = '2026-10-02';

let answers: Answers;
beforeAll(async () => {
  answers = await Answers.open();
});
afterAll(() => answers.close());

const says = async (...texts: string[]) =>
  missingFieldsText((await answers.load(temporary(onTestFinished), ...texts)).lacks);
const asked = (rows: string) => envelope(rows, day, 'date');
const bare = (rows: string) =>
  `{"data":{"viewer":{"accounts":[{"accountTag":"${ACCOUNT}","${WORKERS}":${rows}}]}}}`;

test.each([
  ['a field is null', asked(row('{"requests":5,"cpuTimeUs":null}')), 'sum.cpuTimeUs is null in'],
  ['the sums are null', asked(row('null')), 'sum.cpuTimeUs, sum.requests are null in'],
  [
    'a field is not asked for',
    without(asked(row('{"requests":5}')), 'cpuTimeUs'),
    'sum.cpuTimeUs is not asked for in',
  ],
  ['there is no request', bare(row('{"requests":5}')), 'sum.cpuTimeUs is in no row of'],
])('%s', async (_, text, what) => {
  expect(await says(text)).toEqual([`${WORKERS}: ${what} 1 answer(s) of 2026-10-02`]);
});

test('the list is null', async () => {
  expect(await says(asked('null'))).toEqual([
    `${WORKERS}: no rows in 1 answer(s) of 2026-10-02: ${WORKERS} is not a list of rows`,
  ]);
});

test.each([
  ['a whole answer', WHOLE],
  ['one without rows, for nothing was used', '[]'],
])('%s lacks nothing', async (_, rows) => {
  expect(await says(asked(rows))).toEqual([]);
});

test('a field that no price needs is not missed', async () => {
  expect(await says(envelope(WHOLE, day, 'date environmentName'))).toEqual([]);
});

test('what another answer of the same day holds is not lacking', async () => {
  const lacking = asked(row('{"requests":5,"cpuTimeUs":null}'));
  expect(await says(lacking, asked(WHOLE))).toEqual([]);
  const tomorrow = envelope(WHOLE.replace('02"', '03"'), '2026-10-03', 'date');
  expect(await says(lacking, tomorrow)).toHaveLength(1);
});

test('invocations of Durable Objects cannot be counted without their type', async () => {
  const text = envelope(row('{"requests":5}'), day, 'date status').replaceAll(
    WORKERS,
    'durableObjectsInvocationsAdaptiveGroups',
  );
  expect((await says(text.replace('"date":', '"status":"success","date":')))[0]).toBe(
    'durableObjectsInvocationsAdaptiveGroups: dimensions.type is not asked for in 1 answer(s) ' +
      'of 2026-10-02',
  );
});

test('a load says it, several days in one line', async () => {
  const work = temporary(onTestFinished);
  for (const date of ['2026-10-01', '2026-10-02', '2026-10-03']) {
    const text = without(
      envelope(row('{"requests":5}').replace(day, date), date, 'date'),
      'cpuTimeUs',
    );
    writeFileSync(join(work, `${date}.json`), text);
  }
  expect(await run(['load', '.'], work)).toMatchObject({
    code: 0,
    err:
      `GraphQL answers: 3 file(s)\n${WORKERS}: sum.cpuTimeUs is not asked for in 3 answer(s) of 2026-10-01 to 2026-10-03\n` +
      `behaviours that cost money are judged without sum.errors, sum.subrequests of ${WORKERS}: no answer has it\n`,
  });
});

test('a load of all that behaviours need says nothing of them', { tags: 'journey' }, async () => {
  const work = temporary(onTestFinished);
  const whole = envelope(
    row('{"requests":5,"cpuTimeUs":7,"errors":0,"subrequests":0}'),
    day,
    'date',
  );
  writeFileSync(
    join(work, 'whole.json'),
    whole.replace('cpuTimeUs }', 'cpuTimeUs errors subrequests }'),
  );
  writeFileSync(join(work, 'total.json'), envelope(WHOLE, day, 'date'));
  expect((await run(['load', '.'], work)).err).toBe('GraphQL answers: 2 file(s)\n');
});
