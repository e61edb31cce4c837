// One answer may hold several datasets, and be saved with or without what was around them: what is
// metered is read, what is not is left out with a word.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';
import { ACCOUNT, Answers, envelope, WORKERS } from './answers.ts';

const ROWS = [
  { dimensions: { date: '2026-10-02', status: 'success' }, sum: { requests: 5, cpuTimeUs: 7 } },
];
const SUBREQUESTS = 'workersSubrequestsAdaptiveGroups';

let answers: Answers;
beforeAll(async () => {
  answers = await Answers.open();
});
afterAll(() => answers.close());

const load = (document: unknown) =>
  answers.load(temporary(onTestFinished), JSON.stringify(document));
const viewer = (selections: object) => ({ viewer: { accounts: [selections] } });
const asked = (query: string, selections: object, dataset = WORKERS) => ({
  flaretally: 1,
  account: ACCOUNT,
  dataset,
  request: { query: `query { viewer { accounts { ${query} } } }`, variables: {} },
  response: { data: viewer(selections), errors: null },
});
const filter = '(filter: { date: "2026-10-02" }, limit: 10) { dimensions { date status } }';

test.each([
  ['as it came', { data: viewer({ [WORKERS]: ROWS }), errors: null }],
  ['without data around it', viewer({ [WORKERS]: ROWS })],
  ['in an envelope, without data', { account: ACCOUNT, response: viewer({ [WORKERS]: ROWS }) }],
  [
    'beside a dataset that is not metered',
    { data: viewer({ [SUBREQUESTS]: ROWS, [WORKERS]: ROWS }) },
  ],
  ['under an alias', asked(`mine: ${WORKERS}${filter}`, { mine: ROWS })],
  [
    'under an alias beside another',
    asked(`a: ${WORKERS}${filter} b: ${SUBREQUESTS}${filter}`, { a: ROWS, b: ROWS }),
  ],
])('%s', async (_, document) => {
  const { captures, requests } = await load(document);
  expect(captures).toMatchObject([{ dataset: WORKERS, error: null, rejected: '0' }]);
  expect(requests).toEqual([{ row: '1', requests: '5' }]);
});

test.each([
  ['a dataset that is not metered', { data: viewer({ [SUBREQUESTS]: ROWS }) }],
  [
    'one that the envelope gives another name',
    asked(`${SUBREQUESTS}${filter}`, { [SUBREQUESTS]: ROWS }),
  ],
  [
    'one beside it in such an envelope',
    asked(`x: ${SUBREQUESTS}${filter} y: ${SUBREQUESTS}${filter}`, { x: ROWS, y: ROWS }),
  ],
  ['an alias without its request', { data: viewer({ mine: ROWS }) }],
])('of %s nothing is taken', async (_, document) => {
  const { captures, requests } = await load(document);
  expect({ captures, requests }).toEqual({ captures: [], requests: [] });
});

test('a month of another dataset is left out in one line, and the rest is loaded', async () => {
  const work = temporary(onTestFinished);
  const write = (name: string, text: string) => writeFileSync(join(work, name), text);
  const other = 'workersSubrequestsAdaptiveGroups';
  for (const day of ['01', '02', '03']) {
    const answer = envelope(JSON.stringify(ROWS).replaceAll('02', day), `2026-10-${day}`);
    write(`other-${day}.json`, answer.replaceAll(WORKERS, other));
  }
  write('workers.json', envelope(JSON.stringify(ROWS), '2026-10-02', 'date status'));
  write(
    'zones.json',
    JSON.stringify({ result: [{ status: 'active' }], success: true, errors: [] }),
  );
  const { code, err } = await run(['load', '.', '--account', ACCOUNT], work);
  expect({ code, err }).toEqual({
    code: 0,
    err: [
      'GraphQL answers: 1 file(s)',
      'behaviours that cost money are judged without sum.errors, sum.subrequests of ' +
        'workersInvocationsAdaptive: no answer has it',
      `left out: other-01.json and 2 more: the dataset "${other}" is not metered yet`,
      'left out: zones.json is a REST answer that is not used',
      '',
    ].join('\n'),
  });
});
