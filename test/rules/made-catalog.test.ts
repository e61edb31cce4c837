import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BUNDLED_QUERIES, makeCatalog, readBundled } from '../../src/rules/catalog.ts';
import { keepMade, madeOf } from '../../src/rules/made-catalog.ts';
import { resolve } from '../../src/rules/resolve.ts';
import { Database } from '../../src/store/database.ts';
import { newEmptyDatabase } from '../support/empty-database.ts';
import { temporary } from '../support/temp.ts';

const path = join(temporary(afterAll), 'catalog.json');
const files = readBundled();
const catalog = makeCatalog(files);
let resolved: Awaited<ReturnType<typeof resolve>>;

beforeAll(async () => {
  const db = await Database.open(newEmptyDatabase(), { readOnly: true });
  resolved = await resolve(db, catalog);
  db.close();
  keepMade(catalog, resolved, files, path);
});

test('a catalog that was kept is the one that was made, in the same order', () => {
  const made = madeOf(files, BUNDLED_QUERIES, path);
  // JSON has no undefined.
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
  expect(plain(made?.resolved)).toEqual(plain(resolved));
  expect(plain(made?.rules.map(({ sql, relation, header }) => [relation, sql, header]))).toEqual(
    plain(catalog.rules.map(({ sql, relation, header }) => [relation, sql, header])),
  );
  const { seeds, macros, datasets, glossary } = catalog;
  expect(plain(made)).toMatchObject(plain({ seeds, macros, datasets, glossary, replaced: [] }));
});

test.each(['rating/charges.sql', 'ref/meters.csv', 'macros.sql', 'columns.csv'])(
  'it is not used once %s is another',
  (name) => {
    const other = new Map(files).set(name, `${files.get(name)} `);
    expect(madeOf(other, BUNDLED_QUERIES, path)).toBeUndefined();
  },
);

test('nor if it is missing or cut off', () => {
  expect(madeOf(files, BUNDLED_QUERIES, `${path}.none`)).toBeUndefined();
  writeFileSync(`${path}.cut`, '{"digest": "');
  expect(madeOf(files, BUNDLED_QUERIES, `${path}.cut`)).toBeUndefined();
});
