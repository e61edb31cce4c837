// `check --rebuild` computes everything anew: what runs have left bit by bit must come out the same.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../../src/store/database.ts';
import { filesOf } from '../support/loaded.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';
import { IS_SOAK } from '../support/tier.ts';

const STORY = filesOf('messages-twenty-to-one');

const folder = temporary(afterAll);

beforeAll(async () => {
  for (const paths of [STORY.slice(0, 2), STORY.slice(2)])
    expect((await run(['load', ...paths], folder)).code).toBe(0);
}, 300_000);

// That it names no other says of these that what loads have left is as it should be.
test('what came out otherwise it names, puts right and ends with 1', {
  tags: 'journey',
}, async () => {
  const path = join(folder, 'flaretally.duckdb');
  const before = await run(['reconcile', '--format', 'json'], folder);
  const db = await Database.open(path);
  await db.run(`update rating.charges set amount_usd = amount_usd + 1;
    create or replace view report.lines as select 1 as one; checkpoint`);
  db.close();
  const { code, out } = await run(['check', '--rebuild', '--format', 'csv'], folder);
  expect(code).toBe(1);
  expect(out).toMatch(/^relation,rows_before,rows_after\n/);
  expect(out).toMatch(/^rating\.charges,(\d+),\1$/m);
  expect(out).toMatch(/^report\.lines,1,\d+$/m);
  const tables = await tablesIn(path);
  const named = out.split('\n').map((line) => line.split(',', 1)[0] ?? '');
  expect(named.filter((relation) => tables.has(relation))).toEqual(['rating.charges']);
  expect(await run(['reconcile', '--format', 'json'], folder)).toEqual(before);
});

// In the sample the test above says that it names no other table.
test.runIf(IS_SOAK)(
  'of what is as it should be it names nothing',
  { timeout: 600_000 },
  async () => {
    expect(await run(['check', '--rebuild'], folder)).toEqual({ code: 0, out: '', err: '' });
  },
);

async function tablesIn(path: string): Promise<ReadonlySet<string>> {
  const db = await Database.open(path, { readOnly: true });
  const rows = await db.rows<{ relation: string }>(
    "select schema_name || '.' || table_name as relation from duckdb_tables()",
  );
  db.close();
  return new Set(rows.map(({ relation }) => relation));
}

test('it takes neither names nor another question', async () => {
  for (const rest of [['sums'], ['--digest']]) {
    const { code, out, err } = await run(['check', '--rebuild', ...rest], folder);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('E_CHECK_REBUILD');
  }
});
