import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { onScratch } from '../../src/store/scratch.ts';
import { temporary } from '../support/temp.ts';

const folder = temporary(afterAll);
const out = join(folder, 'logs.parquet');

/** A folder that a process of this number left, or works in. */
function workOf(pid: number): string {
  const path = `${out}.${pid}.work`;
  mkdirSync(path);
  writeFileSync(join(path, 'scratch.duckdb'), 'no database');
  return path;
}

test('a folder of a killed run is removed, that of a run at work stays', async () => {
  // In a container each run may have the number of the one that was killed before it.
  workOf(process.pid);
  workOf(2 ** 30);
  const working = workOf(process.ppid);
  const from = join(folder, 'none.duckdb');
  const found = await onScratch(out, { from }, ({ db }) => db.rows('select 1 as n'));
  expect(found).toEqual([{ n: 1 }]);
  expect(existsSync(working)).toBe(true);
  expect(readdirSync(folder).map((name) => join(folder, name))).toEqual([working]);
});
