// What a build takes for changed of the tables that are filled and not computed.
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { build } from '../../src/rules/build.ts';
import { readCatalog } from '../../src/rules/catalog.ts';
import { declare } from '../../src/rules/declare.ts';
import { Database } from '../../src/store/database.ts';
import { insertRows } from '../../src/store/insert.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { withMutant } from '../support/mutant.ts';
import { temporary } from '../support/temp.ts';

const ACCOUNT = 'ab'.repeat(16);
const folder = temporary(afterAll);
let databases = 0;
let db: Database;

beforeEach(async () => {
  databases += 1;
  db = await Database.open(placeEmptyDatabase(join(folder, `${databases}.duckdb`)));
});

afterEach(() => db.close());

async function count(relation: string): Promise<number> {
  const [found] = await db.rows<{ n: string }>(`select count(*) as n from ${relation}`);
  return Number(found?.n);
}

/** Settings of a job say something of their own, also where no file of logs comes with them. */
test('settings of a Logpush job that come alone', { tags: 'journey' }, async () => {
  const asTable = ['staging/log_jobs.sql', '-- grain:', '-- kind: table\n-- grain:'] as const;
  await withMutant([asTable], async (queries) => {
    const catalog = readCatalog(queries);
    await declare(db, catalog);
    await build(db, catalog);
    expect(await count('staging.log_jobs')).toBe(0);
    await insertRows(db, 'raw.log_jobs', [
      { job_digest: 'd1', load_id: 'l1', account: ACCOUNT, name: 'nightly' },
    ]);
    await build(db, catalog);
    expect(await count('staging.log_jobs')).toBe(1);
  });
});

test('an answer that goes takes its rows with it', async () => {
  const catalog = readCatalog();
  const days = ['2026-10-01', '2026-10-02'];
  await insertRows(
    db,
    'raw.captures',
    days.map((day) => ({
      capture_id: day,
      load_id: day,
      account: ACCOUNT,
      dataset: 'workersInvocationsAdaptive',
      grouping_key: 'date,scriptName',
      window_starts_at: day,
      window_ends_at: `${day} 23:00`,
      row_count: '1',
    })),
  );
  const rows = days.map((day) => ({ capture_id: day, account: ACCOUNT, observed_at: day }));
  await insertRows(
    db,
    'raw.workers_invocations',
    rows.map((row) => ({ ...row, row_number: '1', script: 'edge', requests: '1' })),
  );
  await build(db, catalog);
  expect(await count('staging.workers_invocations')).toBe(2);
  await db.run(`delete from raw.captures where capture_id = '2026-10-02';
    delete from raw.workers_invocations where capture_id = '2026-10-02'`);
  await build(db, catalog);
  expect(await count('staging.workers_invocations')).toBe(1);
});
