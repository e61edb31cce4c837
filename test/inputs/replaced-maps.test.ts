// A map that is cut off at the end of a row is a whole map to whoever sees it alone. Beside the map
// that it replaces it is not: what has no owner any more is named.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';

const ACCOUNT = '0123456789abcdef0123456789abcdef';
const HEAD = 'tenant,kind,namespace,value,valid_from';
const ROWS = [
  'acme,script,,api,',
  'acme,object_name_prefix,Room,acme/,',
  'beta,object_name,Room,beta-1,',
  'beta,object_name,Room,beta-2,',
  'cork,script,,web,',
];

const folder = temporary(afterAll);
placeEmptyDatabase(join(folder, 'flaretally.duckdb'));

async function said(...lines: readonly string[]): Promise<string> {
  writeFileSync(join(folder, 'tenants.csv'), lines.join('\n'));
  const { code, err } = await run(['load', 'tenants.csv', '--account', ACCOUNT], folder);
  expect(code).toBe(0);
  return err;
}

const QUIET = 'tenant maps: 1 file(s)\n';

test('rows and tenants that a map lacks are named, others are not', async () => {
  expect(await said(HEAD, ...ROWS)).toBe(QUIET);
  // Cut off after a value: a row that looks whole.
  expect(await said(HEAD, ROWS[0] ?? '', 'acme,object_name_prefix,Room,acme/')).toBe(
    `${QUIET}3 row(s) of the earlier tenant map of ${ACCOUNT} are gone: 2 row(s) replace 5:
  beta: object_name beta-1 in Room
  beta: object_name beta-2 in Room
  cork: script web
2 tenant(s) no longer have a row:
  beta
  cork
`,
  );
  // More rows, other days and the newer way to say a prefix take nothing from anybody.
  const newer = ['acme, Script ,,api,2026-10-04,', 'acme,object_name,Room,acme/,,prefix'];
  expect(await said(`${HEAD},match`, ...newer, 'beta,script,,web,,')).toBe(QUIET);
});
