// Where only the rows of an answer tell its days, a day without any says nothing of what is stored.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';
import { ACCOUNT } from './answers.ts';

const GB = 1_000_000_000;
const on = (day: number) => `2026-10-0${day}`;

/** The status of each of some days, from a bare answer with rows of other days. */
async function statuses(dataset: string, meter: string, rows: readonly object[], query?: string) {
  const body = { data: { viewer: { accounts: [{ accountTag: ACCOUNT, [dataset]: rows }] } } };
  const at = '2026-11-06T06:00:00Z';
  const head = { flaretally: 1, captured_at: at, account: ACCOUNT, dataset };
  const saved = query ? { ...head, request: { query, variables: {} }, response: body } : body;
  const work = temporary(onTestFinished);
  writeFileSync(join(work, 'answer.json'), JSON.stringify(saved));
  const argv = ['load', 'answer.json', '--anchor-day', '1', '--captured-at', at];
  const load = await run(argv, work);
  expect(load.code, load.err).toBe(0);
  const select = `select day(usage_on)::varchar || ' ' || status as said from usage.coverage
    where meter = '${meter}' and usage_on between '2026-10-02' and '2026-10-06' order by usage_on`;
  const { out } = await run(['sql', select, '--format', 'csv'], work);
  return out.trim().split('\n').slice(1);
}

const stored = [2, 3, 6].map((day) => ({
  dimensions: { date: on(day), databaseId: 'orders' },
  max: { databaseSizeBytes: 7 * GB },
}));
const STORAGE = 'd1StorageAdaptiveGroups';

test('of what is stored, days between others are missing', async () => {
  const days = await statuses(STORAGE, 'd1.byte_days', stored);
  expect(days).toEqual(['2 complete', '3 complete', '4 missing', '5 missing', '6 complete']);
});

test('of an answer whose request tells its days, a day without rows has nothing', {
  tags: 'journey',
}, async () => {
  const query = `query { viewer { accounts(filter: { accountTag: "${ACCOUNT}" }) { ${STORAGE}(
    filter: { date_geq: "2026-10-02", date_lt: "2026-10-07" }, limit: 100
  ) { dimensions { date databaseId } max { databaseSizeBytes } } } } }`;
  const days = await statuses(STORAGE, 'd1.byte_days', stored, query);
  expect(days).toEqual([2, 3, 4, 5, 6].map((day) => `${day} complete`));
});

test('of what happens, a day without rows had nothing', { tags: 'journey' }, async () => {
  const rows = [2, 6].map((day) => ({
    dimensions: { date: on(day), databaseId: 'orders' },
    sum: { rowsRead: 5, rowsWritten: 5 },
  }));
  const days = await statuses('d1AnalyticsAdaptiveGroups', 'd1.rows_read', rows);
  expect(days).toEqual([2, 3, 4, 5, 6].map((day) => `${day} complete`));
});
