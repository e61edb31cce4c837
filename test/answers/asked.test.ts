// What a request asks of a dataset is read from its text: a figure that was not asked for is unknown,
// and no zero.
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { askedOf } from '../../src/sources/asked.ts';
import { temporary } from '../support/temp.ts';
import { ACCOUNT, Answers, envelope, WORKERS } from './answers.ts';

const inAccounts = (text: string) =>
  `query Usage($start: Date!, $n: uint64 = 10) { viewer { budget accounts(filter: { accountTag: "a{" }) { ${text} } } }`;
const filter = '(filter: { date_geq: $start, AND: [{ status: "} sum { errors }" }] }, limit: $n)';

test.each([
  ['fields in groups', `d${filter} { dimensions { date type } sum { requests } count }`],
  ['remarks', `d${filter} { # sum { errors }\n dimensions { date, type } sum { requests } count }`],
  [
    'one name in another',
    `dd { sum { errors } } d { dimensions { date type } sum { requests } count }`,
  ],
  ['an alias', `d: x${filter} { dimensions { date type } sum { requests } count }`],
  ['a group asked twice', 'd { dimensions { date } dimensions { type } sum { requests } count }'],
  ['a selection twice', 'd { dimensions { date type } } d { sum { requests } count }'],
  ['a group below itself', 'd { dimensions { date type } ... on D { sum { requests } count } }'],
  ['inline', 'd { dimensions { date type } ... { sum { requests } count } }'],
  [
    'a confidence interval',
    'd { dimensions { date type } sum { requests } count confidence(level: 0.95) { level } }',
  ],
  [
    'one under another name',
    'd { dimensions { date type } sum { requests errors: subrequests } count }',
  ],
  [
    'a group under another name',
    'd { dimensions { date type } sum { requests } all: sum { errors } count }',
  ],
])('%s', (_, text) => {
  expect(askedOf(inAccounts(text), 'd')?.toSorted()).toEqual([
    'count',
    'dimensions.date',
    'dimensions.type',
    'sum.requests',
  ]);
});

test('a fragment is followed, wherever it stands', () => {
  const fragments = 'fragment F on D { sum { ...G } count } fragment G on S { requests }';
  const text = inAccounts('d { dimensions { date type } ...F }');
  for (const whole of [`${text} ${fragments}`, `${fragments} ${text}`]) {
    expect(askedOf(whole, 'd')).toEqual([
      'dimensions.date',
      'dimensions.type',
      'sum.requests',
      'count',
    ]);
  }
});

test.each([
  ['no request', ''],
  ['a fragment that is not there', inAccounts('d { ...F }')],
  ['a fragment of itself', `${inAccounts('d { ...F }')} fragment F on D { ...F }`],
  [
    'fragments without end',
    `${inAccounts('d { ...F }')} fragment F on D { sum { ...G ...G } } fragment G on D { ...F ...F }`,
  ],
  ['blocks without end', 'a {'.repeat(100_000)],
  ['a condition', inAccounts('d { sum { requests @include(if: $x) } }')],
  ['a text that ends early', inAccounts('d { sum { requests')],
  ['no such selection', inAccounts('e { sum { requests } }')],
  ['another place', 'query { viewer { organizations { d { sum { requests } } } } }'],
  ['no GraphQL', 'SELECT * FROM d'],
])('of %s nothing can be said', (_, text) => {
  expect(askedOf(text, 'd')).toBeUndefined();
});

test('several operations are looked at', () => {
  const text = `query A { viewer { budget } } { viewer { accounts { d { count } } } }`;
  expect(askedOf(text, 'd')).toEqual(['count']);
});

let answers: Answers;
beforeAll(async () => {
  answers = await Answers.open();
});
afterAll(() => answers.close());

test('a capture keeps what was asked; nothing is known of an answer without its request', async () => {
  const folder = temporary(onTestFinished);
  const { captures } = await answers.load(folder, envelope('[]'));
  expect(captures[0]?.asked).toEqual([
    'dimensions.date',
    'dimensions.scriptName',
    'dimensions.status',
    'sum.requests',
    'sum.cpuTimeUs',
  ]);
  const rows = [{ dimensions: { date: '2026-10-02' }, sum: { requests: 1 } }];
  const bare = { data: { viewer: { accounts: [{ accountTag: ACCOUNT, [WORKERS]: rows }] } } };
  const { captures: unknown } = await answers.load(folder, JSON.stringify(bare));
  expect(unknown[0]?.asked).toBeNull();
});
