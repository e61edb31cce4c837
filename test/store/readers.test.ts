// A run reads the database a dozen times and writes it thrice: readers are kept between its steps,
// and see each state that is published.
import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { Database } from '../../src/store/database.ts';
import { keepReaders } from '../../src/store/idle-readers.ts';
import { onCopy } from '../../src/store/publish.ts';
import { openPublished } from '../../src/store/readable.ts';
import { newEmptyDatabase, placeEmptyDatabase } from '../support/empty-database.ts';
import { closingReaders } from '../support/kept-readers.ts';
import { temporary } from '../support/temp.ts';

afterEach(() => vi.restoreAllMocks());

const opens = () => vi.spyOn(DuckDBInstance, 'create');
const now = new Date('2026-11-21T06:00:00Z');

async function read(path: string, sql = 'select 1 as one'): Promise<unknown> {
  const db = await openPublished(path);
  try {
    return await db.rows(sql);
  } finally {
    db.close();
  }
}

test('a database that has not changed is opened once while readers are kept', async () => {
  const path = newEmptyDatabase();
  const opened = opens();
  const end = keepReaders();
  onTestFinished(end);
  for (let i = 0; i < 3; i++) expect(await read(path)).toEqual([{ one: 1 }]);
  expect(opened).toHaveBeenCalledTimes(1);
  // Two at the same time have a reader each.
  const [one, other] = [await openPublished(path), await openPublished(path)];
  expect(one).not.toBe(other);
  for (const db of [one, other, one]) db.close();
  expect(opened).toHaveBeenCalledTimes(2);
});

test('what a run publishes is seen by the next reader', async () => {
  const path = newEmptyDatabase();
  onTestFinished(keepReaders());
  const count = 'select count(*)::integer as n from duckdb_tables() where table_name = $$new$$';
  expect(await read(path, count)).toEqual([{ n: 0 }]);
  const fill = (db: Database) => db.run('create table raw.new (a integer)');
  await onCopy(path, 'test', now, { fill, compute: async () => undefined });
  expect(await read(path, count)).toEqual([{ n: 1 }]);
});

test('a file that another process puts in its place is seen, and one that is gone is missing', async () => {
  const path = newEmptyDatabase();
  onTestFinished(keepReaders());
  await read(path);
  const other = placeEmptyDatabase(join(temporary(onTestFinished), 'other.duckdb'));
  const db = await Database.open(other);
  await db.run('create table raw.other as select 7 as seven');
  db.close();
  copyFileSync(other, `${path}.new`);
  renameSync(`${path}.new`, path);
  expect(await read(path, 'from raw.other')).toEqual([{ seven: 7 }]);
  rmSync(path);
  await expect(read(path)).rejects.toMatchObject({ code: 'E_DB_MISSING' });
});

test('a reader that fails is not used again', async () => {
  const path = newEmptyDatabase();
  onTestFinished(keepReaders());
  const db = await openPublished(path);
  db.close();
  db.connection.disconnectSync();
  expect(await read(path)).toEqual([{ one: 1 }]);
});

test('outside of a run each reader is closed', async () => {
  const path = newEmptyDatabase();
  const opened = opens();
  await closingReaders(async () => {
    for (let i = 0; i < 2; i++) await read(path);
  });
  expect(opened).toHaveBeenCalledTimes(2);
});
