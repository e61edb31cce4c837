// The chargeback report in every form, read back by readers that did not write it: the same cents.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { tableFromIPC } from 'apache-arrow';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { chargebackFile } from '../../src/reports/chargeback/forms.ts';
import { chargebackMarkdown } from '../../src/reports/chargeback/markdown.ts';
import { readAll } from '../../src/reports/chargeback/read-all.ts';
import type { FileWish } from '../../src/reports/forms/file.ts';
import { workbookOf } from '../../src/reports/forms/workbook.ts';
import type { Database } from '../../src/store/database.ts';
import { openPublished } from '../../src/store/readable.ts';
import { chargebackSchema } from '../support/chargeback-schema.ts';
import { placeLoaded } from '../support/loaded.ts';
import { golden, ROOT, temporary } from '../support/temp.ts';

const AT = { account: '8f14e45fceea167a5a36dedd4bea2543', period_id: '2026-10-04' };
const made = { version: '0.0.0', command: 'flaretally report chargeback' };

let folder: string;
let db: Database;

beforeAll(async () => {
  folder = temporary(afterAll);
  db = await openPublished(await placeLoaded('demo', join(folder, 'flaretally.duckdb')));
});
afterAll(() => db?.close());

/** Each form is written once. */
const files = new Map<FileWish['form'], Promise<string | Uint8Array>>();
const file = (form: FileWish['form']) => {
  const found = files.get(form) ?? chargebackFile(db, AT, form, { made, isRaw: false });
  files.set(form, found);
  return found;
};
const bytes = async (form: FileWish['form']) => (await file(form)) as Uint8Array;
const text = async (form: FileWish['form']) => (await file(form)) as string;

/** Cents by tenant, of amounts as text. */
function byTenant(rows: readonly { tenant: string; usd: string }[]): Record<string, bigint> {
  const sums: Record<string, bigint> = {};
  for (const { tenant, usd } of rows) {
    sums[tenant] = (sums[tenant] ?? 0n) + BigInt(usd.replace('.', ''));
  }
  return sums;
}

/** What each tenant has by the relation that all forms show. */
async function expected(): Promise<Record<string, bigint>> {
  return byTenant(
    await db.rows(`select tenant, invoiced_usd as usd from report.tenants where period_id = $1`, [
      AT.period_id,
    ]),
  );
}

describe('every form has the same cents', () => {
  test('CSV', async () => {
    const rows = parse(await text('csv'), { columns: true }) as { tenant: string; usd: string }[];
    expect(byTenant(rows)).toEqual(await expected());
  });

  test('JSON', async () => {
    const { lines, tenants } = JSON.parse(await text('json'));
    expect(byTenant(lines)).toEqual(await expected());
    expect(byTenant(tenants)).toEqual(await expected());
  });

  test('Parquet, by a DuckDB of its own', async () => {
    const path = join(folder, 'lines.parquet');
    writeFileSync(path, await bytes('parquet'));
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const found = await connection.runAndReadAll(`select tenant, usd from read_parquet('${path}')`);
    expect(String(found.columnTypes()[1])).toBe('DECIMAL(38,2)');
    expect(byTenant(found.getRowObjectsJson() as never)).toEqual(await expected());
    connection.closeSync();
    instance.closeSync();
  });

  test('Arrow, by apache-arrow', async () => {
    const table = tableFromIPC(await bytes('arrow'));
    const sums: Record<string, bigint> = {};
    for (const row of table) {
      const [low = 0n, high = 0n] = new BigInt64Array(Uint32Array.from(row.usd).buffer);
      const cents = (high << 64n) | BigInt.asUintN(64, low);
      sums[row.tenant] = (sums[row.tenant] ?? 0n) + cents;
    }
    expect(sums).toEqual(await expected());
  });

  test('a workbook, by hucre: a number of two decimals and its exact text beside', async () => {
    const { sheets } = await readXlsx(await bytes('xlsx'));
    expect(sheets.map(({ name }) => name)).toEqual([
      ...['Statement', 'From prediction to invoice', 'Tenants', 'Lines of tenants'],
      ...['Corrections of closed periods', 'Days'],
      ...['Lines of the statement', 'What to look at', 'Days covered', 'What is not known'],
      'Provenance',
    ]);
    const [head = [], ...rows] = sheets.find(({ name }) => name === 'Lines of tenants')?.rows ?? [];
    const [tenant, usd, exact] = ['tenant', 'usd', 'usd_text'].map((name) => head.indexOf(name));
    const cells = rows.map((row) => ({
      tenant: String(row[tenant ?? -1]),
      usd: String(row[exact ?? -1]),
      number: row[usd ?? -1],
    }));
    expect(byTenant(cells)).toEqual(await expected());
    for (const { usd: words, number } of cells) expect(Number(words)).toBe(number);
  });

  test('Markdown shows each tenant and opens its lines', async () => {
    const page = await text('md');
    expect(page).toMatch(/^# Chargeback, 4 October to 3 November 2026\n\nOf \$195\.82 invoiced/);
    expect(page.match(/<summary>/g)).toHaveLength(7);
    expect(page).toMatch(/<summary>acme-support: \$\d+\.\d\d<\/summary>/);
  });
});

test('a workbook has the same bytes at another time, and no formula', {
  tags: 'journey',
}, async () => {
  const columns = ['tenant', 'usd', 'price_usd', 'count'].map((name, i) => ({
    name,
    type: ['VARCHAR', 'DECIMAL(38,2)', 'DECIMAL(18,12)', 'HUGEINT'][i] ?? '',
  }));
  const rows = [
    { tenant: '=1+1', usd: '-0.10', price_usd: '0.000000070000', count: '12345678901234567' },
    { tenant: 'a\u0001\u202e<b>&', usd: null, price_usd: null, count: '12' },
  ];
  const pages = [
    { title: 'A name that is longer than a sheet [may] have', rows: { columns, rows } },
  ];
  const first = await workbookOf(pages);
  await new Promise((done) => setTimeout(done, 2100));
  expect(Buffer.compare(first, await workbookOf(pages))).toBe(0);
  const { sheets } = await readXlsx(first);
  expect(sheets.map(({ name }) => name)).toEqual(['A name that is longer than a sh']);
  expect(sheets[0]?.rows).toEqual([
    ['tenant', 'usd', 'usd_text', 'price_usd', 'price_usd_text', 'count'],
    ['=1+1', -0.1, '-0.10', 7e-8, '0.000000070000', '12345678901234567'],
    ['a\u2401□<b>&', null, null, null, null, 12],
  ]);
});

test('Markdown of 10,000 tenants fits a step summary, and shows any name as text', {
  tags: 'journey',
}, async () => {
  const all = await readAll(db, AT, made);
  const [line = {}] = all.lines.rows;
  const names = Array.from({ length: 10_000 }, (_, i) => `</details>|<b>${i} ${'x'.repeat(300)}`);
  const tenants = names.map((tenant) => ({ ...all.tenants.rows[0], tenant, usd: '-1178.40' }));
  const lines = names.flatMap((tenant) => Array(40).fill({ ...line, tenant, usd: '1.00' }));
  const page = chargebackMarkdown({
    ...all,
    tenants: { ...all.tenants, rows: tenants },
    lines: { ...all.lines, rows: lines },
  });
  expect(Buffer.byteLength(page)).toBeLessThan(2 ** 20);
  expect(page).toContain('x: -$1,178.40</summary>');
  expect(page).toMatch(/Lines of \d+ more tenant\(s\) are in the other forms/);
  expect(page).not.toMatch(/(?<!\\)<b>/);
  expect(page.match(/<details>/g)).toHaveLength(page.match(/^<\/details>$/gm)?.length ?? 0);
  expect(page).toContain('## Provenance');
});

test('JSON is as its published schema says, which follows the relations', async () => {
  const document = JSON.parse(await text('json'));
  const strict = await chargebackSchema(db, z.strictObject);
  expect(strict.safeParse(document).error?.issues ?? []).toEqual([]);
  expect(Object.keys(document)).toEqual(Object.keys(strict.shape));
  const schema = z.toJSONSchema(await chargebackSchema(db, z.looseObject as never));
  const published = `${JSON.stringify(schema, null, 2)}\n`;
  mkdirSync(join(ROOT, 'docs/schemas'), { recursive: true });
  expect(published).toBe(golden(join(ROOT, 'docs/schemas/chargeback.schema.json'), published));
});
