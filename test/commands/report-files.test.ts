// Reports as files: the form by the extension, all rows and columns, whole or not at all.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeLoaded } from '../support/loaded.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';

let folder: string;

beforeAll(async () => {
  folder = temporary(afterAll);
  await placeLoaded('unknown-line', join(folder, 'flaretally.duckdb'));
});

const report = (...words: string[]) => run(['report', ...words], folder);
const bytes = (name: string) => readFileSync(join(folder, name));

test('any report is a file of each form', async () => {
  const { out: printed } = await report('tenants', '--format', 'csv');
  for (const name of ['t.csv', 't.json', 't.md', 't.parquet', 't.arrows', 't.xlsx']) {
    expect(await report('tenants', '--out', name), name).toEqual({
      ...{ code: 0, out: '', err: `${name}\n` },
    });
  }
  expect(bytes('t.csv').toString()).toBe(printed);
  expect(JSON.parse(bytes('t.json').toString()).rows).toHaveLength(
    tableFromIPC(bytes('t.arrows')).numRows,
  );
  expect(bytes('t.md').toString()).toContain('| unattributed |');
  expect(bytes('t.parquet').subarray(0, 4).toString()).toBe('PAR1');
  const { sheets } = await readXlsx(bytes('t.xlsx'));
  expect(sheets.map(({ name }) => name)).toEqual(['tenants']);
  expect(sheets[0]?.rows[0]).toContain('invoiced_usd_text');
});

test('--format is stronger than the extension, and --force replaces', async () => {
  expect(await report('tenants', '--out', 't.txt', '--format', 'json')).toMatchObject({ code: 0 });
  expect(JSON.parse(bytes('t.txt').toString()).schema_version).toBe(1);
  expect(await report('lines', '--out', 't.txt', '--format', 'csv')).toMatchObject({ code: 2 });
  expect(JSON.parse(bytes('t.txt').toString()).schema_version).toBe(1);
  expect((await report('lines', '--out', 't.txt', '--format', 'csv', '--force')).code).toBe(0);
  expect(bytes('t.txt').toString()).toMatch(/^account,period_id,/);
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('the chargeback report is a file by its extension, or text in a pipe', {
  tags: 'journey',
}, async () => {
  for (const name of ['c.csv', 'c.json', 'c.arrow']) {
    expect(await report('chargeback', '--out', name), name).toMatchObject({ code: 0, out: '' });
  }
  const { out } = await report('chargeback', '--format', 'csv');
  expect(out).toBe(bytes('c.csv').toString());
  const json = JSON.parse(bytes('c.json').toString());
  expect(json.provenance.at(-1).says).toMatch(/^flaretally report chargeback --acc.* json$/);
  expect((await report('chargeback')).err).toContain('E_CHARGEBACK_FORM');
});
