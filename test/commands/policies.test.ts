// Policies as people load them: taken, replaced, undone, and names of tenants that look like something else.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { run } from '../support/run.ts';
import { ROOT, temporary } from '../support/temp.ts';

const STORY = join(ROOT, 'fixtures', 'allocation-policies');
const { account } = JSON.parse(readFileSync(join(STORY, 'story.json'), 'utf8'));
const folder = temporary(afterAll);
const db = placeEmptyDatabase(join(folder, 'flaretally.duckdb'));
let before: string;

const ask = async (...words: string[]) => (await run([...words, '--db', db], folder)).out;
const rowsOf = async (...words: string[]) =>
  JSON.parse(await ask('report', ...words, '--format', 'json')).rows as Record<string, string>[];

async function load(text: string): Promise<string> {
  writeFileSync(join(folder, 'policies.csv'), text);
  const { code, err } = await run(['load', 'policies.csv', '--db', db], folder);
  if (code !== 0) throw new Error(err);
  return createHash('sha256').update(text).digest('hex');
}

beforeAll(async () => {
  const paths = ['usage', 'rest', 'tenants.csv', 'invoice.csv'].map((path) => join(STORY, path));
  const { code, err } = await run(['load', ...paths, '--account', account, '--db', db], folder);
  if (code !== 0) throw new Error(err);
  before = await ask('report', 'tenant_lines', '--format', 'csv');
});

test('a policy of use for all SKUs changes nothing', { tags: 'journey' }, async () => {
  await load('policy,subject,why\nproportional,*,as before\n');
  expect(await ask('report', 'tenant_lines', '--format', 'csv')).toBe(before);
});

test('a newer file replaces the whole, and taking it out leaves none', {
  tags: 'journey',
}, async () => {
  const id = await load('subject,policy\nflat_charges,even\n');
  expect(await ask('report', 'tenant_lines', '--format', 'csv')).not.toBe(before);
  await ask('load', 'undo', id.slice(0, 12));
  expect(await ask('report', 'tenant_lines', '--format', 'csv')).toBe(before);
  expect(await rowsOf('loads')).not.toContainEqual(expect.objectContaining({ kind: 'policies' }));
});

test('tenants of any name', { tags: 'journey' }, async () => {
  const names = ['../../x', '=cmd()', '<script>', 'x'.repeat(300), 'שלום'];
  const rows = names.map((name) => `*,weights,${name},0.2`);
  await load(['subject,policy,tenant,weight', ...rows, ''].join('\n'));
  const tenants = (await rowsOf('tenants')).map(({ tenant }) => tenant);
  expect(tenants).toEqual(expect.arrayContaining(names));
  const csv = await ask('report', 'tenants', '--format', 'csv');
  expect(csv).toContain("'=cmd()");
  expect(csv).not.toMatch(/(^|,)=cmd/m);
  expect(await ask('report', 'tenants', '--format', 'md')).not.toMatch(/[^\\]<script>/);
});

test('what each policy would charge makes the same total', async () => {
  await load(readFileSync(join(STORY, 'policies.csv'), 'utf8'));
  const rows = await rowsOf('allocation');
  const columns = Object.keys(rows[0] ?? {}).filter((name) => /_usd$/.test(name));
  const totals = columns.map((name) => [
    name,
    rows.reduce((sum, row) => sum + Number((row[name] ?? '0').replace('.', '')), 0),
  ]);
  const { incremental_usd: incremental, ...policies } = Object.fromEntries(totals);
  expect(Object.values(policies)).toEqual(Object.values(policies).map(() => 1660));
  expect(incremental).toBe(2240);
});

test('what holds of each policy, with an example of what does not', async () => {
  const rows = await rowsOf('allocation_certificate');
  const failed = rows.filter(({ verdict }) => verdict === 'fails');
  expect(rows.filter(({ property }) => /line|order/.test(property ?? ''))).toHaveLength(12);
  expect(failed.map(({ policy, property }) => `${policy}: ${property}`)).toEqual(
    rows
      .filter(({ property }) => /no use|splitting/.test(property ?? ''))
      .map(({ policy, property }) => `${policy}: ${property}`),
  );
  expect(failed.find(({ policy }) => policy === 'chosen')?.example).toBe(
    'beta pays $0.11 of durable_objects.sql_storage of nobody and has no use of it',
  );
});

test('two policies that hold all properties but those of even shares', {
  tags: 'journey',
}, async () => {
  await load('subject,policy\n*,even\n');
  const rows = await rowsOf('allocation_certificate');
  const failed = rows.filter(({ verdict }) => verdict === 'fails');
  expect(failed.map(({ policy, property }) => `${policy}: ${property}`)).toEqual([
    'chosen: free of splitting',
    'even: free of splitting',
  ]);
});

test('no view of policies has two rows of one grain', { tags: 'journey' }, async () => {
  for (const name of ['allocation', 'allocation_lines', 'allocation_certificate', 'policy_parts']) {
    expect(await run(['check', name, '--db', db], folder)).toMatchObject({ code: 0, out: '' });
  }
});
