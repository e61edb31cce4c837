// An answer of several datasets with an error that is about one of them: the others are read, and
// that one is missing, by name, never zero.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';
import { ACCOUNT, Answers, WORKERS } from './answers.ts';

const KV = 'kvOperationsAdaptiveGroups';
const PLACE = ['viewer', 'accounts', '0'];
const DAYS = 'date_geq: "2026-10-01", date_lt: "2026-11-01"';
const QUERY = `query { viewer { accounts(filter: { accountTag: "${ACCOUNT}" }) {
  ok: ${WORKERS}(filter: { ${DAYS} }, limit: 10000) {
    dimensions { date status } sum { requests cpuTimeUs } }
  bad: ${KV}(filter: { ${DAYS} }, limit: 10000) {
    dimensions { date actionType } sum { requests } } } } }`;
const ROWS = [
  {
    dimensions: { date: '2026-10-02', status: 'success' },
    sum: { requests: 20_000_000, cpuTimeUs: 7 },
  },
];

let answers: Answers;
beforeAll(async () => {
  answers = await Answers.open();
});
afterAll(() => answers.close());

const answer = (selections: object, errors: unknown) => ({
  flaretally: 1,
  captured_at: '2026-11-06T06:00:00Z',
  account: ACCOUNT,
  request: { query: QUERY, variables: {} },
  response: { data: { viewer: { accounts: [selections] } }, errors },
});
const load = (selections: object, errors: unknown) =>
  answers.load(temporary(onTestFinished), JSON.stringify(answer(selections, errors)));
const slow = (path: unknown) => [{ message: 'too slow', path }];

test.each([
  ['is null', { ok: ROWS, bad: null }, slow([...PLACE, 'bad'])],
  ['is null, by a number', { ok: ROWS, bad: null }, slow(['viewer', 'accounts', 0, 'bad'])],
  ['has a row that failed', { ok: ROWS, bad: [] }, slow([...PLACE, 'bad', '0', 'sum'])],
  ['is not there', { ok: ROWS }, slow([...PLACE, 'bad'])],
])('of a dataset that %s the others are kept', async (_, selections, errors) => {
  const { captures, requests } = await load(selections, errors);
  expect(captures).toMatchObject([
    { dataset: KV, error: 'too slow' },
    { dataset: WORKERS, error: null },
  ]);
  expect(requests).toEqual([{ row: '1', requests: '20000000' }]);
});

test.each([
  ['without a path', slow(null)],
  ['of the whole account', slow(PLACE)],
  ['of a place that nobody asked for', slow([...PLACE, 'b'])],
  ['of a name of the account', slow([...PLACE, 'accountTag'])],
  ['of another root', slow(['data', ...PLACE.slice(1), 'bad'])],
  ['beside one of the other dataset', [...slow([...PLACE, 'bad']), ...slow(null)]],
])('an error %s is about all datasets', async (_, errors) => {
  const { captures } = await load({ ok: ROWS, bad: [], accountTag: ACCOUNT }, errors);
  expect(captures).toMatchObject([
    { dataset: KV, error: 'too slow' },
    { dataset: WORKERS, error: 'too slow' },
  ]);
});

test('reconcile prints what is known, names what is missing, and leaves with exit code 5', async () => {
  const work = temporary(onTestFinished);
  const saved = answer({ ok: ROWS, bad: null }, slow([...PLACE, 'bad']));
  writeFileSync(join(work, 'answer.json'), JSON.stringify(saved));
  const loaded = await run(['load', 'answer.json', '--anchor-day', '1'], work);
  expect(loaded.err).toContain(
    `${KV}: no rows in 1 answer(s) of 2026-10-01 to 2026-10-31: too slow\n`,
  );
  const found = await run(['reconcile', '--format', 'json'], work);
  expect(found.code).toBe(5);
  const { lines, coverage } = JSON.parse(found.out);
  const line = (sku: string) => lines.find((one: { sku: string }) => one.sku === sku);
  expect(line('workers.requests')).toMatchObject({ predicted_usd: '3.00' });
  expect(line('kv.writes')).toMatchObject({ status: 'missing', predicted_usd: null });
  const kv = coverage.datasets.find((one: { dataset: string }) => one.dataset === KV);
  expect(kv).toMatchObject({ days_complete: 0, evidence: 'missing' });
  const table = await run(['reconcile'], work);
  expect(table.out).toContain('not at all: kv.deletes, kv.lists, kv.reads, kv.writes.');
});
