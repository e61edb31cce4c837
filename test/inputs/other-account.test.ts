// A file that was loaded for one account is not skipped in silence where it is loaded for another.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';

const [ONE, OTHER] = ['1'.repeat(32), '2'.repeat(32)];
const MAP = 'tenant,kind,value\nacme,script,shop\n';

let folder: string;

const load = (file: string, account: string) => run(['load', file, '--account', account], folder);
const lines = async () => {
  const sql = 'select account, count(*) as n from raw.tenants group by all order by all';
  return (await run(['sql', sql, '--format', 'csv'], folder)).out;
};

beforeEach(async () => {
  folder = temporary(onTestFinished);
  placeEmptyDatabase(join(folder, 'flaretally.duckdb'));
  writeFileSync(join(folder, 'tenants.csv'), MAP);
  expect(await load('tenants.csv', ONE)).toMatchObject({ code: 0 });
});

test('a tenant map of another account is refused, with what to do', async () => {
  const { code, err } = await load('tenants.csv', OTHER);
  expect(code).toBe(2);
  expect(err).toBe(
    `error E_ACCOUNT_OTHER: tenants.csv was loaded before, for the account ${ONE} and not for ` +
      `${OTHER}\n  do:  if the map holds for both, load a copy with a column account that says ` +
      `${OTHER}\n`,
  );
  expect(await lines()).toBe(`account,n\n${ONE},1\n`);
});

test('what it says to do gives both accounts their map', { tags: 'journey' }, async () => {
  writeFileSync(join(folder, 'copy.csv'), `tenant,kind,value,account\nacme,script,shop,${OTHER}\n`);
  expect(await load('copy.csv', OTHER)).toMatchObject({ code: 0 });
  expect(await lines()).toBe(`account,n\n${ONE},1\n${OTHER},1\n`);
});

test('for its own account it counts once', { tags: 'journey' }, async () => {
  const { code, err, out } = await load('tenants.csv', ONE);
  expect({ code, said: `${out}${err}` }).toMatchObject({ code: 0 });
  expect(`${out}${err}`).toContain('1 loaded before');
});
