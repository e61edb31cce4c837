// What doctor says of a machine, a configuration and a token, against the stub of Cloudflare.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { clockLine } from '../../src/doctor/clock.ts';
import {
  type CloudflareOptions,
  DEMO_ACCOUNT,
  startCloudflare,
} from '../support/cloudflare/index.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { type Ran, run } from '../support/run.ts';
import { digestsOf, golden, temporary } from '../support/temp.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

interface Examined extends Ran {
  checks: { check: string; status: string; says: string; fix: string | null }[];
  requests: number;
  folder: string;
}

/** Runs doctor in a folder with a database, against a stub. */
async function doctor(
  options: CloudflareOptions,
  { argv = ['--json'], env = {}, prepare = (_: string) => {} } = {},
): Promise<Examined> {
  const cloudflare = await startCloudflare(options);
  onTestFinished(() => cloudflare.close());
  const folder = temporary(onTestFinished);
  placeEmptyDatabase(join(folder, 'flaretally.duckdb'));
  prepare(folder);
  const before = digestsOf(folder);
  const own = {
    CLOUDFLARE_API_TOKEN: cloudflare.token,
    CLOUDFLARE_ACCOUNT_ID: DEMO_ACCOUNT,
    CLOUDFLARE_API_BASE_URL: cloudflare.url,
    FLARETALLY_NOW: new Date().toISOString(),
  };
  const ran = await run(['doctor', ...argv], folder, { ...own, ...env });
  expect(digestsOf(folder)).toEqual(before);
  expect(ran.out + ran.err).not.toContain(cloudflare.token);
  const checks = argv.includes('--json') ? JSON.parse(ran.out).checks : [];
  return { ...ran, checks, requests: cloudflare.requests.length, folder };
}

const of = ({ checks }: Examined, name: string) => checks.filter(({ check }) => check === name);
const failing = ({ checks }: Examined) => checks.filter(({ status }) => status === 'fail');

/** The page without what differs between machines. */
function page({ out, folder }: Examined): string {
  return out
    .replaceAll(folder, '~')
    .replace(/\d+ relations/, '600 relations')
    .replace(/v\d+\.\d+\.\d+/, 'v20.0.0')
    .replace(/[\d.]+ .B free/, '40.0 GB free')
    .replace(/\([\d.]+ .B\)/, '(10.0 MB)');
}

test('a page of a healthy account', { tags: 'journey' }, async () => {
  const examined = await doctor({}, { argv: [] });
  const text = page(examined);
  expect(text).toBe(golden(join(HERE, 'page.golden.txt'), text));
  expect(examined.code).toBe(0);
  // As many of the GraphQL budget of 300 as leave room for a pull.
  expect(examined.requests).toBeLessThan(60);
});

test('a token that is refused ends with 4, one that sees another account too', {
  tags: 'journey',
}, async () => {
  const wrong = await doctor({}, { env: { CLOUDFLARE_API_TOKEN: 'another-token' } });
  expect(wrong.code).toBe(4);
  expect(failing(wrong)).toMatchObject([
    { check: 'token', fix: expect.stringContaining('Account > Account Analytics > Read') },
  ]);
  const unseen = await doctor({ accounts: ['f'.repeat(32)] });
  expect(unseen.code).toBe(4);
  expect(failing(unseen)).toMatchObject([{ check: 'token' }]);
});

test('a permission that lacks is named as the dashboard names it, and what is missing', async () => {
  const denied = { status: 403, code: 10000, message: 'Authentication error' };
  const examined = await doctor({
    failures: { d1: denied, subscriptions: denied, aiGateway: denied },
    unentitled: ['workersInvocationsAdaptive', 'hyperdriveQueriesAdaptiveGroups'],
    settings: { d1AnalyticsAdaptiveGroups: { notOlderThan: 8 * 86_400 } },
  });
  expect(examined.code).toBe(0);
  expect(of(examined, 'D1')).toMatchObject([
    {
      status: 'warn',
      says: 'd1_databases cannot be read: Authentication error',
      fix: 'give the token Account > D1 > Read; without it names of resources are missing',
    },
  ]);
  expect(of(examined, 'Billing')).toMatchObject([
    { status: 'warn', fix: expect.stringContaining('give the token Account > Billing > Read') },
  ]);
  // Nothing is missing without a list that not every account has.
  expect(of(examined, 'AI Gateway')).toMatchObject([{ status: 'ok' }]);
  expect(of(examined, 'hyperdrive')).toMatchObject([
    { says: expect.stringContaining('not every account has it') },
  ]);
  const [scripts] = of(examined, 'workers');
  expect(scripts).toMatchObject({
    status: 'warn',
    says: expect.stringMatching(/^workersInvocationsAdaptive: /),
  });
  expect(scripts?.says).not.toContain('workersBuilds');
  expect(of(examined, 'd1')).toMatchObject([{ status: 'warn', fix: 'pull at least every 4 days' }]);
});

test('zones that the token does not see are named', { tags: 'journey' }, async () => {
  const zones = [
    { id: 'a'.repeat(32), name: 'seen.example' },
    { id: 'b'.repeat(32), name: 'hidden.example', hidden: true },
  ];
  const [line] = of(await doctor({ zones }), 'zones');
  expect(line).toMatchObject({
    status: 'warn',
    says: expect.stringMatching(/^hidden.example: /),
    fix: expect.stringContaining('Zone > Analytics > Read'),
  });
  const failures = { zones: { status: 403, code: 9109, message: 'Unauthorized to access' } };
  expect(of(await doctor({ failures }), 'zones')).toMatchObject([
    { status: 'warn', fix: expect.stringContaining('Zone > Zone > Read') },
  ]);
});

test('a token that soon ends is a warning', { tags: 'journey' }, async () => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const soon = await doctor({ tokenInfo: { status: 'active', expires_on: day(3) } });
  expect(of(soon, 'token')).toMatchObject([
    { status: 'warn', says: expect.stringContaining(day(3).slice(0, 10)) },
  ]);
  const late = await doctor({ tokenInfo: { status: 'active', expires_on: day(300) } });
  expect(of(late, 'token')).toMatchObject([{ status: 'ok' }]);
});

test('the clock is compared with that of the API', async () => {
  const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
  const examined = await doctor({}, { env: { FLARETALLY_NOW: hourAgo } });
  expect(examined.code).toBe(1);
  const [line] = of(examined, 'clock');
  expect(line).toMatchObject({
    status: 'fail',
    says: expect.stringMatching(/^3\d{3} seconds behind/),
  });
  expect(clockLine(-120_000)).toMatchObject({
    status: 'warn',
    says: '120 seconds ahead of that of the API',
  });
});

describe('without the network', () => {
  const argv = ['--json', '--offline'];

  test('nothing is asked', async () => {
    const examined = await doctor({}, { argv });
    expect([examined.code, examined.requests]).toEqual([0, 0]);
    expect(examined.checks.map(({ check }) => check)).toEqual([
      ...['node', 'disk', 'configuration', 'rules', 'database', 'lock', 'permissions'],
    ]);
  });

  test('the least that a token needs is what the documentation lists', async () => {
    const [line] = of(await doctor({}, { argv }), 'permissions');
    const named = line?.says.match(/(Account|Zone) > [^>]+ > Read/g) ?? [];
    expect(named.length).toBeGreaterThan(3);
    const page = readFileSync(join(HERE, '../../docs/configuration.md'), 'utf8');
    const listed = page.match(/`((Account|Zone) > [^>`]+ > Read)`/g) ?? [];
    expect(new Set(listed)).toEqual(new Set(named.map((permission) => `\`${permission}\``)));
  });

  test('a broken configuration is a line, and the others are examined all the same', async () => {
    const prepare = (folder: string) =>
      writeFileSync(join(folder, 'flaretally.jsonc'), '{"dbs": 1}');
    const examined = await doctor({}, { argv, prepare });
    expect(examined.code).toBe(1);
    expect(failing(examined)).toMatchObject([
      { check: 'configuration', says: expect.stringContaining('no setting dbs') },
    ]);
    expect(of(examined, 'lock')).toHaveLength(1);
  });

  test('places and variables that the configuration names are looked for', async () => {
    const prepare = (folder: string) => {
      mkdirSync(join(folder, 'logs'));
      writeFileSync(
        join(folder, 'flaretally.jsonc'),
        '{"logs": ["logs/", "gone/", "r2://logs/x"], "notify": {"slack": "HOOK"}}',
      );
    };
    const { checks, code } = await doctor({}, { argv, prepare });
    const warned = checks.filter(({ status }) => status === 'warn').map(({ says }) => says);
    expect(warned).toEqual(['gone/ does not exist', 'HOOK is not set']);
    expect(code).toBe(0);
  });

  test('rules that do not parse, and a database of another program', async () => {
    const prepare = (folder: string) => {
      mkdirSync(join(folder, 'rules/usage'), { recursive: true });
      writeFileSync(
        join(folder, 'rules/usage/mine.sql'),
        '-- Mine.\n-- grain: x\nselect 1 as x from',
      );
      writeFileSync(join(folder, 'other.duckdb'), 'no database');
    };
    const own = ['--queries', 'rules', '--db', 'other.duckdb'];
    const examined = await doctor({}, { argv: [...argv, ...own], prepare });
    expect(failing(examined).map(({ check }) => check)).toEqual(['rules', 'database']);
    expect(examined.code).toBe(1);
  });

  test('a database of an earlier release is built again by what is named', {
    tags: 'journey',
  }, async () => {
    const old = readFileSync(join(HERE, '../store/releases/0.1.0.duckdb.br'));
    const prepare = (folder: string) =>
      writeFileSync(join(folder, 'flaretally.duckdb'), brotliDecompressSync(old));
    const examined = await doctor({}, { argv, prepare });
    const [line] = of(examined, 'database');
    expect(line).toMatchObject({ status: 'warn', fix: expect.stringContaining('or reconcile') });
    const { out: page } = await run(['reconcile'], examined.folder);
    expect(page).not.toBe('');
    const { out } = await run(['doctor', ...argv], examined.folder);
    expect(of({ ...examined, ...JSON.parse(out) }, 'database')).toMatchObject([{ status: 'ok' }]);
  });

  test('a lock says who holds it, and whether that process is gone', {
    tags: 'journey',
  }, async () => {
    const holder = { pid: 999_999, command: 'load', started_at: '2026-11-20T06:00:00.000Z' };
    const prepare = (folder: string) => {
      const kept = 'flaretally.duckdb.lock.0123abcd';
      writeFileSync(join(folder, 'flaretally.duckdb.lock'), JSON.stringify({ ...holder, kept }));
    };
    const [line] = of(await doctor({}, { argv, prepare }), 'lock');
    expect(line).toMatchObject({ status: 'ok', says: expect.stringContaining('999999 (load)') });
    const held = (folder: string) => {
      const own = { ...holder, pid: process.pid };
      writeFileSync(join(folder, 'flaretally.duckdb.lock'), JSON.stringify(own));
    };
    expect(of(await doctor({}, { argv, prepare: held }), 'lock')).toMatchObject([
      { status: 'warn', says: expect.stringContaining(`${process.pid} (load)`) },
    ]);
  });
});

test('each account of the file is tried with its own token', async () => {
  const prepare = (folder: string) => {
    const accounts = [
      { account: DEMO_ACCOUNT, name: 'live', token: 'LIVE' },
      { account: 'f'.repeat(32), name: 'test' },
    ];
    writeFileSync(join(folder, 'flaretally.jsonc'), JSON.stringify({ token: 'ALL', accounts }));
  };
  const env = { CLOUDFLARE_ACCOUNT_ID: '', LIVE: 'stub-token' };
  const examined = await doctor({}, { prepare, env });
  expect(of(examined, 'live token')).toMatchObject([{ status: 'ok', says: 'LIVE is accepted' }]);
  expect(of(examined, 'test token')).toMatchObject([{ status: 'fail', says: 'ALL is not set' }]);
});
