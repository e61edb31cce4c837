// Settings reach the commands: a flag before its variable, that before the file, that before a default.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { demoNotes } from '../../src/commands/shared/demo-notes.ts';
import { DEMO_ACCOUNT, startCloudflare } from '../support/cloudflare/index.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { run } from '../support/run.ts';
import { digestsOf, golden, temporary } from '../support/temp.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ONE = '0123456789abcdef0123456789abcdef';
const TWO = 'fedcba9876543210fedcba9876543210';

function folderWith(text: string): string {
  const folder = temporary(onTestFinished);
  writeFileSync(join(folder, 'flaretally.jsonc'), text);
  return folder;
}

/** What `config` says of a setting. */
async function shown(setting: string, folder: string, argv: readonly string[] = [], env = {}) {
  const { code, out } = await run(['config', '--format', 'json', ...argv], folder, env);
  expect(code).toBe(0);
  const rows = JSON.parse(out).rows as { setting: string; value: string; from: string }[];
  const own = rows.find((row) => row.setting === setting);
  return own && `${own.value} | ${own.from}`;
}

test('a page of every kind of setting', async () => {
  const folder = folderWith(`{
    "accounts": [{ "account": "${ONE}", "name": "live", "token": "LIVE", "anchor": 9 }],
    "db": "bills/live.duckdb",
    "pull": { "only": ["kv", "d1"] },
    "notify": { "slack": "HOOK", "on": "always", "githubSummary": true },
    "reports": { "forms": ["html", "md"] },
  }`);
  const env = { HOOK: 'https://example.com/secret', AWS_ACCESS_KEY_ID: 'secret-key-id' };
  const argv = ['config', '--format', 'table', '--tolerance', '1.00usd'];
  const { out } = await run(argv, folder, env);
  expect(out).toBe(golden(join(HERE, 'page.golden.txt'), out));
  expect(out).not.toContain('secret');
});

test('a mapping of the settings may wait for a table, one that is typed may not', async () => {
  const folder = folderWith('{"mapping": "columns.json"}');
  writeFileSync(join(folder, 'columns.json'), '{}');
  const waits = await run(['load', 'nowhere'], folder);
  expect(waits.err).toContain('E_FILE_MISSING');
  const typed = await run(['load', 'nowhere', '--mapping', 'columns.json'], folder);
  expect(typed.err).toContain('E_MAPPING_UNUSED');
});

describe('of several that say it', () => {
  const file = `{"db": "file.duckdb", "account": "${ONE}", "scenario": "pro_rata"}`;

  test('a flag wins over its variable, that over the file, that over the default', async () => {
    const folder = folderWith(file);
    const env = { FLARETALLY_DB: 'variable.duckdb', CLOUDFLARE_ACCOUNT_ID: TWO };
    const flag = ['--db', 'flag.duckdb'];
    expect(await shown('db', folder, flag, env)).toBe('flag.duckdb | --db');
    expect(await shown('db', folder, [], env)).toBe('variable.duckdb | FLARETALLY_DB');
    expect(await shown('db', folder)).toBe('file.duckdb | flaretally.jsonc:1');
    expect(await shown('db', folder, ['--config', 'none'])).toBe('flaretally.duckdb | default');
    expect(await shown('account', folder, [], env)).toBe(`${TWO} | CLOUDFLARE_ACCOUNT_ID`);
    expect(await shown('account', folder)).toBe(`${ONE} | flaretally.jsonc:1`);
    expect(await shown('scenario', folder)).toBe('pro_rata | flaretally.jsonc:1');
  });

  test('an account is named by its name, and has its own anchor and plan', async () => {
    const folder = folderWith(`{"anchor": 1, "accounts": [
      {"account": "${ONE}", "name": "live", "anchor": 9},
      {"account": "${TWO}", "name": "test"}]}`);
    const live = ['--account', 'live'];
    expect(await shown('account', folder, live)).toBe(`${ONE} | --account`);
    expect(await shown('anchor', folder, live)).toBe('9 | flaretally.jsonc:2');
    expect(await shown('anchor', folder, ['--account', TWO])).toBe('1 | flaretally.jsonc:1');
    expect(await shown('account', folder)).toBe(' | not set');
  });
});

test('pull asks with the token, the account and the products of the file', async () => {
  const cloudflare = await startCloudflare({});
  onTestFinished(() => cloudflare.close());
  const text = `{"account": "${DEMO_ACCOUNT}", "token": "MINE", "anchor": 4, "pull": {"only": "kv"},
    "db": "bills/bill.duckdb"}`;
  const folder = folderWith(text);
  mkdirSync(join(folder, 'bills/below'), { recursive: true });
  placeEmptyDatabase(join(folder, 'bills/bill.duckdb'));
  const env = { CLOUDFLARE_API_BASE_URL: cloudflare.url, MINE: cloudflare.token };
  const argv = ['pull', '--period', '2026-10', '--dry-run'];
  const ran = await run(argv, join(folder, 'bills/below'), env);
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(ran.out).toContain('"datetime_geq":"2026-10-04T00:00:00Z"');
  const datasets = [...ran.out.matchAll(/^(\w+) (?:split|total):/gm)].map(([, name]) => name);
  expect(new Set(datasets)).toEqual(
    new Set(['kvOperationsAdaptiveGroups', 'kvStorageAdaptiveGroups']),
  );
  const without = await run(argv, folder, { CLOUDFLARE_API_TOKEN: cloudflare.token });
  expect(without).toMatchObject({ code: 2 });
  expect(without.err).toContain('MINE is not set');
});

test('a command that has none of these flags reads no file', async () => {
  const folder = folderWith('{broken');
  expect((await run(['reconcile'], folder)).err).toContain('E_CONFIG');
  expect((await run(['demo', '--dir', 'flaretally.jsonc'], folder)).err).not.toContain('E_CONFIG');
  const help = await run(['reconcile', '--help'], folder);
  expect(help).toMatchObject({ code: 0, err: '' });
});

test('the demo says that its commands read the file', () => {
  const folder = folderWith('{}');
  const env = { CLOUDFLARE_ACCOUNT_ID: ONE };
  expect(demoNotes({ cwd: folder, env })).toHaveLength(2);
  expect(demoNotes({ cwd: temporary(onTestFinished), env: {} })).toEqual([]);
});

test('config writes nothing', async () => {
  const folder = folderWith('{"db": "new.duckdb"}');
  const before = digestsOf(folder);
  await run(['config'], folder);
  expect(digestsOf(folder)).toEqual(before);
});
