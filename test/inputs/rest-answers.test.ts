// An answer of a list of the REST API is read, is empty, or is an error: never taken without a row
// that it holds.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { readCatalog } from '../../src/rules/catalog.ts';
import { declare } from '../../src/rules/declare.ts';
import { inspect } from '../../src/sources/files.ts';
import { loadContext } from '../../src/sources/load-context.ts';
import { loadRest } from '../../src/sources/rest.ts';
import { Database } from '../../src/store/database.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';

const ACCOUNT = '0123456789abcdef0123456789abcdef';

let db: Database;
beforeAll(async () => {
  db = await Database.open(':memory:');
  await declare(db, readCatalog());
});
afterAll(() => db.close());

/** What a load of one answer keeps of it. */
async function load(answer: object) {
  for (const table of ['list_answers', 'billable_usage', 'namespaces'])
    await db.run(`delete from raw.${table}`);
  const path = join(temporary(onTestFinished), 'answer.json');
  writeFileSync(path, JSON.stringify(answer));
  const context = await loadContext(db, { datasets: [], account: ACCOUNT, now: new Date(0) });
  await loadRest(db, [await inspect(path, true)], context);
  const of = <T>(sql: string) => db.rows<T>(sql);
  return {
    skipped: context.skipped.map(({ error }) => error.code),
    answers: await of('select name, why from raw.list_answers'),
    usage: await of(
      'select service_name as name, metric_id as id, row_number::varchar as row from raw.billable_usage order by row_number',
    ),
  };
}

const whole = (result: unknown) => ({ result, success: true, errors: [], messages: [] });
const inEnvelope = (name: string, response: object) => ({
  flaretally: 1,
  captured_at: '2026-11-06T06:00:00Z',
  account: ACCOUNT,
  dataset: `rest/${name}`,
  response,
});
const day = { ChargePeriodStart: '2026-10-01T00:00:00Z', ConsumedQuantity: 5 };
const metric = { ...day, x_BillableMetricName: 'KV List Operations' };

test('rows of the usage feed without the id of their metric are kept, in their order', async () => {
  const { usage, answers } = await load(whole([metric, { ...metric, x_BillableMetricId: 'm' }]));
  expect(usage).toEqual([
    { name: 'KV List Operations', id: null, row: '1' },
    { name: 'KV List Operations', id: 'm', row: '2' },
  ]);
  expect(answers).toEqual([{ name: 'billable_usage_v2', why: null }]);
});

test.each([
  ['in an envelope', inEnvelope('durable_objects_namespaces', whole([{ id: 'a' }])), 'class'],
  ['of a feed, without its envelope', whole([day]), 'x_BillableMetricName or ServiceName'],
  [
    'of a feed whose names are null',
    whole([{ ...day, ServiceName: null }]),
    'x_BillableMetricName or ServiceName',
  ],
])('rows %s of which none can be read are an error', async (_, answer, field) => {
  await expect(load(answer)).rejects.toMatchObject({
    code: 'E_REST_ROWS',
    exit: 1,
    why: `no row has the field ${field}`,
  });
});

test.each([
  ['no rows', inEnvelope('queues', whole([])), 'queues'],
  ['no result', inEnvelope('queues', whole(null)), 'queues'],
  ['an object without rows', inEnvelope('r2_buckets', whole({ buckets: [] })), 'r2_buckets'],
  [
    'an object without the list',
    inEnvelope('billable_usage_info', whole({ covered: false })),
    'billable_usage_info',
  ],
])('%s is an answer', async (_, answer, name) => {
  expect(await load(answer)).toEqual({ skipped: [], usage: [], answers: [{ name, why: null }] });
});

test('an answer of another list is left out with a word', async () => {
  const found = await load(whole([{ status: 'active' }]));
  expect(found).toEqual({ skipped: ['E_REST_UNKNOWN'], usage: [], answers: [] });
});

test('that a list was refused is kept, as a pull saves it', async () => {
  const refused = { result: null, success: false, errors: [{ message: 'no such thing' }] };
  const { answers } = await load(inEnvelope('queues', refused));
  expect(answers).toEqual([{ name: 'queues', why: 'no such thing' }]);
  expect(await load(refused)).toEqual({ skipped: ['E_REST_FAILED'], usage: [], answers: [] });
});

test('a failed answer that names no list is left out of a folder, and refused alone', async () => {
  const work = temporary(onTestFinished);
  mkdirSync(join(work, 'saved'));
  const save = (name: string, saved: object) =>
    writeFileSync(join(work, 'saved', name), JSON.stringify(saved));
  const refused = { result: null, success: false, errors: [{ message: 'token (expired)' }] };
  save('failed.json', refused);
  const alone = await run(['load', 'saved'], work);
  expect(alone).toMatchObject({ code: 1, out: '' });
  expect(alone.err).toBe(
    'error E_REST_FAILED: saved/failed.json is a failed answer\n  why: token (expired)\n' +
      '  do:  ask again and save the answer that says "success": true, or leave the file out\n',
  );
  // Answers of two accounts: what is left out need not say whose it is.
  const queues = inEnvelope('queues', whole([{ queue_id: 'q', queue_name: 'jobs' }]));
  save('a.json', queues);
  save('b.json', { ...queues, account: 'f'.repeat(32) });
  save('graphql.json', { data: null, errors: [{ message: 'no quota' }] });
  expect(await run(['load', 'saved'], work)).toEqual({
    code: 0,
    out: '',
    err:
      'REST answers: 2 file(s)\n' +
      'left out: saved/graphql.json is an answer without data: no quota\n' +
      'left out: saved/failed.json is a failed answer: token (expired)\n',
  });
});
