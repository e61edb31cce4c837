// @module-tag journey
// What moved of a closed month is on the chargeback page of the month in which it is booked, by
// tenant and to the cent, and is taken back on the page of the closed month.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporary } from '../support/temp.ts';
import { Account } from './account.ts';

const folder = temporary(afterAll);
const account = new Account(folder, 'moved');
const REASON = ['--reason', 'the invoice is late'];
const TIMEOUT = { timeout: 240_000 };
let late = '';

interface Line {
  tenant: string;
  corrects: string;
  usd: string;
  says: string;
  all_usd: string;
  with_usd: string;
  tenant_with_usd: string;
}

const cents = (usd: string | null | undefined) => Math.round(Number(usd) * 100);
const sum = (rows: readonly { usd: string }[]) =>
  rows.reduce((all, { usd }) => all + cents(usd), 0);

async function page(month: string) {
  const asked = ['report', 'chargeback', '--period', month, '--format', 'json'];
  const { out, err } = await account.run('2026-12-02', ...asked);
  if (out === '') throw new Error(err);
  const { corrections, tenants, head } = JSON.parse(out);
  return {
    lines: corrections as Line[],
    tenants: tenants as { tenant: string; usd: string }[],
    head,
  };
}

beforeAll(async () => {
  const map = join(folder, 'tenants.csv');
  const rows = ['acme,script,edge,0.65', 'beta,script,edge,0.35'];
  writeFileSync(map, `tenant,kind,value,weight\n${rows.join('\n')}\n`);
  const usage = account.usage('2026-10', 500_000);
  await account.load('2026-11-02', usage, map);
  expect(await account.run('2026-11-05', 'close', '2026-10', ...REASON)).toMatchObject({ code: 0 });
  late = account.usage('2026-10', 600_000, '2026-11-06T06:00:00Z');
  await account.load('2026-12-02', late, account.usage('2026-11', 500_000));
}, 240_000);

test('lines of the open month name the closed one and why, and add up', async () => {
  const { lines, head } = await page('2026-11');
  const says = `Correction of 2026-10-01: ${late.split('/').at(-1)}`;
  expect(lines.map((one) => [one.tenant, one.corrects, one.usd])).toEqual([
    ['acme', '2026-10-01', '0.59'],
    ['beta', '2026-10-01', '0.31'],
  ]);
  for (const line of lines) {
    expect(line.says).toContain(says);
    expect(line.all_usd).toBe('0.90');
    expect(cents(line.with_usd)).toBe(cents(head.usd) + 90);
  }
});

test('the first of many files that came together are named', async () => {
  const many = account.copy('many');
  const files = Array.from({ length: 12 }, (_, i) =>
    many.usage('2026-10', 700_000 + i, `2026-12-03T06:00:${`${i}`.padStart(2, '0')}Z`),
  );
  await many.load('2026-12-04', ...files);
  const moved = await many.rows(
    ...['2026-12-04', 'sql', 'select cause from ops.tenant_corrections order by correction desc'],
  );
  const names = files.map((path) => path.split('/').at(-1) ?? '').sort();
  expect(moved[0]?.cause).toBe(`${names.slice(0, 5).join(', ')} and 7 more`);
});

test('SQL that reads them as published says that corrections are not in it', TIMEOUT, async () => {
  const ask = (sql: string) => account.run('2026-12-02', 'sql', sql);
  const { out, err } = await ask('select count(*) as n from report.Chargeback_Corrections');
  expect(out).toContain('0');
  expect(err).toContain(
    'report.chargeback_corrections: SQL reads no corrections of closed periods; ' +
      'flaretally report and flaretally export have them',
  );
  expect((await ask('from report.tenants')).err).not.toContain('corrections');
});

test('the closed month is as it was closed, tenant by tenant', TIMEOUT, async () => {
  const { lines, tenants, head } = await page('2026-10');
  const told = await account.rows(
    '2026-12-02',
    'sql',
    'select tenant, predicted_usd as usd from ops.close_tenants order by tenant',
  );
  expect(told.length).toBeGreaterThan(2);
  for (const { tenant, usd } of told) {
    const own = (row: { tenant: string }) => row.tenant === tenant;
    expect(sum(tenants.filter(own)) + sum(lines.filter(own)), `${tenant}`).toBe(cents(usd));
  }
  expect(cents(lines[0]?.with_usd)).toBe(cents(head.usd) - 90);
  expect(lines[0]?.says).toContain('Moved after the close, booked in 2026-11-01: ');
});

test('the page has them, and what each tenant gets, whose lines add up with them', async () => {
  const out = join(folder, 'page.html');
  const period = ['--period', '2026-11'];
  const whole = await account.run('2026-12-02', 'report', 'chargeback', ...period, '--out', out);
  expect(whole.code).toBe(0);
  expect(readFileSync(out, 'utf8')).toMatch(
    /Corrections of closed periods[\s\S]*Correction of 2026-10/,
  );
  const split = join(folder, 'tenants');
  const asked = ['report', 'chargeback', '--split-by', 'tenant', ...period, '--out', split];
  expect((await account.run('2026-12-02', ...asked)).code).toBe(0);
  const { lines } = await page('2026-11');
  for (const { tenant, tenant_with_usd } of lines) {
    const name = readdirSync(split).find((file) => file.startsWith(tenant) && /csv$/.test(file));
    const text = readFileSync(join(split, `${name}`), 'utf8');
    expect(sum(parse(text, { columns: true }) as { usd: string }[])).toBe(cents(tenant_with_usd));
    expect(text).not.toContain(late.split('/').at(-1));
  }
  const index = readFileSync(join(split, 'index.html'), 'utf8');
  expect(index).toContain('With corrections');
  for (const { tenant, tenant_with_usd, with_usd } of lines) {
    const row = index.split('<tbody>').find((one) => one.includes(`>${tenant}<`));
    expect(row).toContain(`$${tenant_with_usd}<`);
    expect(index.split('<tfoot>')[1]).toContain(`$${with_usd}<`);
  }
  const report = ['report', 'chargeback-corrections', ...period];
  expect(await account.rows('2026-12-02', ...report)).toHaveLength(2);
});

test('a month that is opened again takes them back', async () => {
  const reopen = ['reopen', '2026-10', '--reason', 'usage was late'];
  expect(await account.run('2026-12-03', ...reopen)).toMatchObject({ code: 0 });
  const { lines } = await page('2026-11');
  expect(lines.map(({ usd }) => usd)).toEqual(['0.59', '0.31', '-0.59', '-0.31']);
  expect(lines[2]?.says).toContain('the period was opened again');
  expect((await page('2026-10')).lines[0]?.all_usd).toBe('0.00');
});
