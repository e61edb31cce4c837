// @module-tag journey
// An invoice that replaced another is undone: what was there before it is there again.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { queryDatabase } from '../support/database-query.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';

const ACCOUNT = ['--account', '0123456789abcdef0123456789abcdef'];
const HEAD = 'invoice_number,description,period_start,period_end,quantity,amount\n';

let work: string;
beforeEach(() => {
  work = temporary(onTestFinished);
});

function write(file: string, number: string, amount: string): void {
  const line = `${number},Workers Paid,2026-11-01,2026-11-30,1,${amount}\n`;
  writeFileSync(join(work, file), HEAD + line);
}

const load = async (...args: string[]) => run(['load', ...args, ...ACCOUNT], work);
const digest = async () => (await run(['check', '--digest'], work)).out;

async function undo(...files: string[]) {
  const rows = await queryDatabase<{ source_file: string; load_id: string }>(
    work,
    `select source_file, load_id from raw.loads union all
     select content ->> 'source_file', load_id from ops.replaced_rows where relation = 'raw.loads'`,
  );
  const ids = files.map((file) => rows.find((row) => row.source_file === file)?.load_id ?? '?');
  const { code, err } = await run(['load', 'undo', ...ids], work);
  expect(code).toBe(0);
  return err.replace(/ \([0-9a-f]{12}\)/g, '');
}

test('undo of a replacing invoice brings back what it replaced, and says so', async () => {
  write('a.csv', 'IN-1', '5.00');
  write('b.csv', 'in-1', '6.00');
  write('c.csv', 'IN-3', '7.00');
  await load('a.csv');
  const first = await digest();
  await load('b.csv');
  const second = await digest();
  expect(second).not.toBe(first);
  await load('c.csv', '--replace');
  expect(await undo('c.csv')).toBe(
    'undone: c.csv\ncounts again: b.csv, which c.csv had replaced\n',
  );
  expect(await digest()).toBe(second);
  expect(await undo('b.csv')).toBe(
    'undone: b.csv\ncounts again: a.csv, which b.csv had replaced\n',
  );
  expect(await digest()).toBe(first);
});

test('a replaced invoice that is undone does not return, and what it replaced does', async () => {
  write('a.csv', 'IN-1', '5.00');
  write('b.csv', 'IN-1', '6.00');
  write('c.csv', 'IN-1', '7.00');
  await load('a.csv');
  const first = await digest();
  await load('b.csv');
  await load('c.csv');
  const third = await digest();
  expect(await undo('b.csv')).toBe('undone: b.csv, which another invoice had replaced\n');
  expect(await digest()).toBe(third);
  expect(await undo('c.csv')).toContain('counts again: a.csv');
  expect(await digest()).toBe(first);
  expect(await queryDatabase(work, 'from ops.replaced_rows')).toEqual([]);
});

test('loaded again, a replaced invoice counts, and one of two undone brings back neither', async () => {
  write('a.csv', 'IN-1', '5.00');
  write('b.csv', 'IN-1', '6.00');
  await load('a.csv', 'b.csv');
  await load('b.csv');
  write('d.csv', 'IN-9', '5.00');
  await load('d.csv');
  const before = await digest();
  write('c.csv', 'IN-1', '8.00');
  await load('c.csv');
  expect(await undo('c.csv', 'b.csv')).toContain('counts again: a.csv, which c.csv had replaced');
  await load('b.csv');
  expect(await digest()).not.toBe(before);
  expect(await undo('a.csv', 'b.csv')).not.toContain('counts again');
  const left = await queryDatabase(work, 'select invoice_number from raw.invoices');
  expect(left).toEqual([{ invoice_number: 'IN-9' }]);
});

test('an invoice whose number another has that stays is replaced by that one', async () => {
  write('a.csv', 'IN-1', '5.00');
  write('b.csv', 'IN-2', '6.00');
  write('d.csv', 'IN-1', '7.00');
  await load('a.csv');
  await load('b.csv', '--replace');
  await load('d.csv');
  expect(await undo('b.csv')).toBe('undone: b.csv\n');
  expect(await undo('d.csv')).toContain('counts again: a.csv, which d.csv had replaced');
});
