// @module-tag journey
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../support/run.ts';
import { ROOT, temporary } from '../support/temp.ts';

// A folder of another customer, and an invoice of theirs, loaded by mistake at night.
const OURS = join(ROOT, 'fixtures/threshold-by-its-own-days');
const THEIRS = join(ROOT, 'fixtures/messages-twenty-to-one');

async function digestsBy(folder: string): Promise<Map<string, string>> {
  const found = await run(['report', 'loads', '--format', 'csv'], folder);
  const rows = found.out.trim().split('\n').slice(1);
  return new Map(rows.map((row) => row.split(',')).map(([id = '', , , path = '']) => [path, id]));
}

test('files loaded by mistake are taken back, and the database is as before', async () => {
  const folder = temporary(onTestFinished);
  cpSync(OURS, folder, { recursive: true });
  await run(['load', 'usage', 'rest', 'tenants.csv', 'invoices'], folder);
  const before = await run(['check', '--digest'], folder);
  const bill = await run(['reconcile'], folder);
  const ours = await digestsBy(folder);

  cpSync(join(THEIRS, 'usage'), join(folder, 'theirs'), { recursive: true });
  writeFileSync(
    join(folder, 'wrong.csv'),
    'invoice_number,description,period_start,period_end,quantity,unit_price,per,amount\n' +
      'IN-7,KV Read Operations,2026-10-01,2026-10-31,"9,000,000",0.50,1000000,4.50\n',
  );
  await run(['load', 'theirs'], folder);
  const [account] = bill.out.match(/[0-9a-f]{32}/) ?? [''];
  await run(['load', 'wrong.csv', '--account', account], folder);
  expect((await run(['reconcile', '--account', account], folder)).out).toContain('kv.reads');

  const wrong = [...(await digestsBy(folder))].filter(([path]) => !ours.has(path));
  expect(wrong.length).toBeGreaterThan(2);
  const back = await run(['load', 'undo', ...wrong.map(([, id]) => id.slice(0, 16))], folder);
  expect(back.code).toBe(0);
  expect(back.err.match(/^undone: /gm)).toHaveLength(wrong.length);
  expect((await run(['check', '--digest'], folder)).out).toBe(before.out);
  expect((await run(['reconcile'], folder)).out).toBe(bill.out);
});

test('a file that is named twice is one file, by whatever length of its digest', async () => {
  const folder = temporary(onTestFinished);
  cpSync(OURS, folder, { recursive: true });
  await run(['load', 'usage', 'tenants.csv', 'invoices'], folder);
  const [path = '', id = ''] =
    [...(await digestsBy(folder))].find(([name]) => name.includes('invoices')) ?? [];
  const back = await run(['load', 'undo', id.slice(0, 16), id, id.slice(0, 10)], folder);
  expect(back).toMatchObject({ code: 0, err: `undone: ${path} (${id.slice(0, 12)})\n` });
});

test('a map took the place of another, so it stays', async () => {
  const folder = temporary(onTestFinished);
  cpSync(OURS, folder, { recursive: true });
  await run(['load', 'usage', 'tenants.csv'], folder);
  const id = (await digestsBy(folder)).get('tenants.csv') ?? '';
  const found = await run(['load', 'undo', id], folder);
  expect(found).toMatchObject({ code: 2, out: '' });
  expect(found.err).toContain('error E_LOAD_KIND: tenants.csv cannot be removed');
  expect((await digestsBy(folder)).has('tenants.csv')).toBe(true);
});
