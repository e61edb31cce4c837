// `check --rebuild` computes everything anew: what runs have left bit by bit must come out the same.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../../src/store/database.ts';
import { filesOf } from '../support/loaded.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';

const STORY = filesOf('messages-twenty-to-one');

const folder = temporary(afterAll);

beforeAll(async () => {
  for (const paths of [STORY.slice(0, 2), STORY.slice(2)])
    expect((await run(['load', ...paths], folder)).code).toBe(0);
}, 300_000);

// That it names no other says of these that what loads have left is as it should be.
test('what came out otherwise it names, puts right and ends with 1', async () => {
  const path = join(folder, 'flaretally.duckdb');
  const before = await run(['reconcile', '--format', 'json'], folder);
  const db = await Database.open(path);
  await db.run(`update rating.charges set amount_usd = amount_usd + 1;
    create or replace view report.lines as select 1 as one;
    create or replace view staging.rejects as from raw.rejects where line > 1; checkpoint`);
  db.close();
  const { code, out } = await run(['check', '--rebuild', '--format', 'csv'], folder);
  expect(code).toBe(1);
  expect(out).toMatch(
    /^relation,rows_before,rows_after\nrating\.charges,(\d+),\1\nreport\.lines,,\nstaging\.rejects,,\n$/,
  );
  expect(await run(['reconcile', '--format', 'json'], folder)).toEqual(before);
});

test('of what is as it should be it names nothing', async () => {
  expect(await run(['check', '--rebuild'], folder)).toEqual({ code: 0, out: '', err: '' });
});

test('it takes neither names nor another question', async () => {
  for (const rest of [['sums'], ['--digest']]) {
    const { code, out, err } = await run(['check', '--rebuild', ...rest], folder);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('E_CHECK_REBUILD');
  }
});
