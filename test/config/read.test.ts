// The configuration file: what it may say, what is refused and where, and who wins over whom.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { accountOf, accountsOf, defaultAccount, pathOfOwn } from '../../src/config/accounts.ts';
import { readConfig } from '../../src/config/read.ts';
import { configSchema } from '../../src/config/schema.ts';
import { golden, ROOT, temporary } from '../support/temp.ts';

const ONE = '0123456789abcdef0123456789abcdef';
const TWO = 'fedcba9876543210fedcba9876543210';

/** A folder with this file in it. */
function folderWith(text: string): string {
  const folder = temporary(onTestFinished);
  writeFileSync(join(folder, 'flaretally.jsonc'), text);
  return folder;
}

const read = async (text: string) => readConfig(folderWith(text), undefined, {});
const refusal = (text: string) => read(text).catch((error: unknown) => error);

describe('where it is', () => {
  test('the nearest in the folder or above, and its paths are from its own folder', async () => {
    const folder = folderWith(
      '{"db": "bill.duckdb", "logs": ["logs/", "r2://logs/x", "/var/log"]}',
    );
    const below = join(folder, 'a/b');
    mkdirSync(below, { recursive: true });
    const here = await readConfig(folder, undefined, {});
    expect(here.settings).toMatchObject({
      db: 'bill.duckdb',
      logs: ['logs/', 'r2://logs/x', '/var/log'],
    });
    const there = await readConfig(below, undefined, {});
    expect(there.name).toBe('../../flaretally.jsonc');
    expect(there.settings).toMatchObject({
      db: '../../bill.duckdb',
      logs: ['../../logs/', 'r2://logs/x', '/var/log'],
    });
  });

  test('a flag comes before the variable, and none is none', async () => {
    const folder = folderWith('{"db": "above"}');
    writeFileSync(join(folder, 'flag.jsonc'), '{"db": "by-flag"}');
    writeFileSync(join(folder, 'env.jsonc'), '{"db": "by-variable"}');
    const env = { FLARETALLY_CONFIG: 'env.jsonc' };
    const db = async (flag?: string, own = {}) => (await readConfig(folder, flag, own)).settings.db;
    expect(await db('flag.jsonc', env)).toBe('by-flag');
    expect(await db(undefined, env)).toBe('by-variable');
    expect(await db(undefined, { FLARETALLY_CONFIG: ' ' })).toBe('above');
    expect(await db('none', env)).toBeUndefined();
    await expect(db('other.jsonc')).rejects.toMatchObject({ code: 'E_CONFIG_MISSING', exit: 2 });
  });
});

test('comments, trailing commas and a mark of byte order are read; lines are known', async () => {
  const config = await read(
    '\ufeff{\n  // a day\n  "anchor": 4, /* "anchor": 5 */\n  "pull": {"only": "kv",},\n}\n',
  );
  expect(config.settings).toEqual({ anchor: 4, pull: { only: ['kv'] } });
  expect([config.lineOf('anchor'), config.lineOf('pull.only'), config.lineOf('db')]).toEqual([
    3,
    4,
    undefined,
  ]);
});

test('accounts have settings of their own, else those of the file', async () => {
  const text = `{"token": "ALL", "anchor": 4, "accounts": [
    {"account": "${ONE}", "name": "eu", "token": "EU"}, {"account": "${TWO}", "anchor": 9}]}`;
  const config = await read(text);
  expect(accountsOf(config)).toMatchObject([
    { account: ONE, name: 'eu', token: 'EU', anchor: 4 },
    { account: TWO, token: 'ALL', anchor: 9 },
  ]);
  expect(defaultAccount(config)).toBeUndefined();
  expect(accountOf(TWO.toUpperCase(), config.settings).anchor).toBe(9);
  expect(pathOfOwn('anchor', TWO, config)).toBe('accounts.1.anchor');
  expect(pathOfOwn('token', TWO, config)).toBe('token');
  expect(accountsOf(await read('{}'))).toEqual([]);
  expect(accountsOf(await read(`{"account": "${ONE}"}`))).toMatchObject([
    { account: ONE, token: 'CLOUDFLARE_API_TOKEN' },
  ]);
});

test.each([
  ['{"acount": "x"}', 'flaretally.jsonc:1 has no setting acount; did you mean account?'],
  [
    '{\n"notify": {"slak": "A"}}',
    'flaretally.jsonc:2 has no setting notify.slak; did you mean slack?',
  ],
  ['{\n\n"anchor": 32}', 'flaretally.jsonc:3: anchor is not a day of the month, 1 to 31'],
  ['{"db": ["a"]}', 'flaretally.jsonc:1: db is not a text in quotes'],
  ['{"logs": 3}', 'flaretally.jsonc:1: logs is neither a text nor a list of texts'],
  ['{"pull": 3}', /^flaretally.jsonc:1: pull is not an object in braces/],
  ['[]', /^flaretally.jsonc:1: the file is not an object/],
  ['', 'flaretally.jsonc is not JSON with comments'],
  ['{"db": "a" "anchor": 4}', 'flaretally.jsonc is not JSON with comments'],
  ['{"db": "a",\n"db": "b"}', 'flaretally.jsonc:2 sets db a second time'],
  [
    `{"accounts": [{"account": "${ONE}"}, {"account": "${ONE}"}]}`,
    /accounts names an account twice/,
  ],
  ['{"token": "my-token"}', /token is not the name of an environment variable/],
  ['{"tolerance": "1 %"}', /tolerance is not a tolerance/],
  ['{"reports": {"forms": ["pdf"]}}', /reports.forms\[0\] is not a form of a report/],
])('%j is refused with its line', async (text, message) => {
  const error = await refusal(text);
  expect(error).toMatchObject({ code: 'E_CONFIG', exit: 2 });
  const said = (error as Error).message;
  if (typeof message === 'string') expect(said).toBe(message);
  else expect(said).toMatch(message);
});

describe('a secret', () => {
  // Put together here, so that no scanner of repositories takes them for real ones.
  const token = `${'aB3'.repeat(13)}x`;
  const secrets = [
    token,
    `cfut_${'k'.repeat(40)}`,
    `https://hooks.${'slack'}.com/services/T0/B0/xyz`,
    'https://discord.com/api/webhooks/12/abcdefghij',
    'https://me:secret@example.com/x',
    `AKIA${'A'.repeat(16)}`,
    'f0'.repeat(32),
  ];
  test.each(secrets)('%s', async (secret) => {
    const places = [`{\n"db": "${secret}"}`, `{\n// was ${secret}\n}`, `{\n"${secret}": 1}`];
    for (const text of places) {
      const error = await refusal(text);
      expect(error).toMatchObject({ code: 'E_CONFIG_SECRET', exit: 2 });
      const { message, why, fix } = error as Error & { why: string; fix: string };
      expect(message).toMatch(/^flaretally.jsonc:2 has what looks like an? /);
      expect(`${message}${why}${fix}`).not.toContain(secret);
    }
  });

  test('a webhook is the name of a variable, and no address at all', async () => {
    const error = await refusal('{"notify": {"webhook": "https://example.com/in"}}');
    expect(error).toMatchObject({ code: 'E_CONFIG_SECRET' });
  });

  test.each([
    `{"account": "${ONE}"}`,
    '{"logs": "r2://bucket/AAAABBBBCCCCDDDDaaaabbbbccccdddd0123456789abcdef/x"}',
    '{"token": "A_VERY_LONG_NAME_OF_A_VARIABLE_WITH_A_TOKEN_1"}',
    `{"db": "a" /* commit ${'0a'.repeat(20)} */}`,
  ])('%s is none', async (text) => {
    await expect(read(text)).resolves.toBeDefined();
  });
});

test('the published JSON Schema follows the schema of the reader', () => {
  const schema = z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input' });
  const published = `${JSON.stringify(schema, null, 2)}\n`;
  const file = join(ROOT, 'docs/schemas/config.schema.json');
  expect(published).toBe(golden(file, published));
  expect(JSON.parse(readFileSync(file, 'utf8')).properties.anchor.maximum).toBe(31);
});

test('docs/configuration.md names every setting', () => {
  const page = readFileSync(join(ROOT, 'docs/configuration.md'), 'utf8');
  const { properties } = z.toJSONSchema(configSchema, { io: 'input' });
  const settings = Object.entries(properties ?? {}).flatMap(([key, own]) => {
    const inner = typeof own === 'object' ? Object.keys(own.properties ?? {}) : [];
    return inner.length === 0 ? [key] : inner.map((name) => `${key}.${name}`);
  });
  expect(settings.length).toBeGreaterThan(25);
  expect(settings.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
