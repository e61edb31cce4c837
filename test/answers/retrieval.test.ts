// @module-tag journey
// What nothing was read from is zero, though the answer does not say how much was.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';
import { ACCOUNT } from './answers.ts';

const DATASET = 'r2OperationsAdaptiveGroups';

const row = (storageClass: string, responseObjectSize: number | null) => ({
  dimensions: {
    date: '2026-10-02',
    bucketName: 'media',
    actionType: 'GetObject',
    responseStatusCode: 200,
    ...(storageClass === '' ? {} : { storageClass }),
  },
  sum: { requests: 5, responseObjectSize },
});

/** Whether the bytes retrieved from Infrequent Access are known of a day with these rows. */
async function isKnown(rows: readonly object[], classes = 'storageClass') {
  const query = `query { viewer { accounts(filter: { accountTag: "${ACCOUNT}" }) { ${DATASET}(
    filter: { date_geq: "2026-10-02", date_lt: "2026-10-03" }, limit: 10000
  ) { dimensions { date bucketName actionType responseStatusCode ${classes} }
    sum { requests responseObjectSize } } } } }`;
  const response = { data: { viewer: { accounts: [{ [DATASET]: rows }] } }, errors: null };
  const request = { query, variables: {} };
  const at = '2026-11-06T06:00:00Z';
  const head = { flaretally: 1, captured_at: at, account: ACCOUNT, dataset: DATASET };
  const work = temporary(onTestFinished);
  writeFileSync(join(work, 'answer.json'), JSON.stringify({ ...head, request, response }));
  expect(await run(['load', 'answer.json', '--anchor-day', '1'], work)).toMatchObject({ code: 0 });
  const select = `select is_answered from usage.capture_meters
    where meter = 'r2.retrieved_bytes_infrequent'`;
  const { out } = await run(['sql', select, '--format', 'json'], work);
  return /true/.test(out);
}

test.each([
  ['rows of Standard alone', [row('Standard', null)], undefined, true],
  ['a row of Infrequent Access', [row('Standard', 7), row('InfrequentAccess', 9)], undefined, true],
  [
    'one whose bytes are not said',
    [row('Standard', null), row('InfrequentAccess', null)],
    undefined,
    false,
  ],
  ['rows that do not tell the class', [row('', null)], '', false],
])('%s', async (_, rows, classes, known) => {
  expect(await isKnown(rows, classes)).toBe(known);
});
