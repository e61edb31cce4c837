// Deployments are read with the script that their request names, and without who made them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { readCatalog } from '../../src/rules/catalog.ts';
import { declare } from '../../src/rules/declare.ts';
import { inspect } from '../../src/sources/files.ts';
import { loadContext } from '../../src/sources/load-context.ts';
import { loadRest } from '../../src/sources/rest.ts';
import { Database } from '../../src/store/database.ts';
import { deployment, deploymentsAnswer, EMAIL } from '../signatures/support/deployment.ts';
import { temporary } from '../support/temp.ts';

const ACCOUNT = '0123456789abcdef0123456789abcdef';
const ONE = deployment('1a2b3c4d', '2026-10-11T16:02:31.123456Z', 'keep rooms open');

let db: Database;
beforeAll(async () => {
  db = await Database.open(':memory:');
  await declare(db, readCatalog());
});
beforeEach(async () => {
  for (const table of ['deployments', 'rejects']) await db.run(`delete from raw.${table}`);
});
afterAll(() => db.close());

async function load(answer: object) {
  const path = join(temporary(onTestFinished), 'answer.json');
  writeFileSync(path, JSON.stringify(answer, null, 2));
  const context = await loadContext(db, { datasets: [], account: ACCOUNT, now: new Date(0) });
  await loadRest(db, [await inspect(path, true)], context);
  return db.rows<Record<string, string>>(
    `select account, script, deployment_id as id, created_on, source, message, versions
     from raw.deployments order by all`,
  );
}

test('an envelope: the script is in the path of its request', async () => {
  expect(await load(deploymentsAnswer(ACCOUNT, 'my app/ä', [ONE]))).toEqual([
    {
      account: ACCOUNT,
      script: 'my app/ä',
      id: ONE.id,
      created_on: ONE.created_on,
      source: 'wrangler',
      message: 'keep rooms open',
      versions: JSON.stringify(ONE.versions),
    },
  ]);
});

test.each([
  ['https://api.cloudflare.com/client/v4/accounts/a/workers/scripts/app/deployments?x=1', 'app'],
  ['accounts/a/workers/scripts/app/deployments/', 'app'],
])('%s names a script', async (path, script) => {
  const answer = { ...deploymentsAnswer(ACCOUNT, '', [ONE]), request: { path } };
  expect(await load(answer)).toMatchObject([{ script }]);
});

const { response, ...envelope } = deploymentsAnswer(ACCOUNT, 'app', [ONE]);

test.each([
  ['a bare answer', response],
  ['an envelope without its request', { ...envelope, request: undefined, response }],
  ['a path of something else', { ...envelope, request: { path: '/accounts/a' }, response }],
  [
    'a path that is no text',
    { ...envelope, request: { path: '/workers/scripts/%E0%A4%A/deployments' }, response },
  ],
])('%s is refused, with what to do', async (_, answer) => {
  await expect(load(answer)).rejects.toMatchObject({
    code: 'E_REST_PATH',
    exit: 2,
    fix: expect.stringContaining('/accounts/ACCOUNT/workers/scripts/SCRIPT/deployments'),
  });
});

test('a rejected row is kept without who made it', async () => {
  const wrong = { ...ONE, created_on: 'yesterday' };
  expect(await load(deploymentsAnswer(ACCOUNT, 'app', [ONE, wrong]))).toHaveLength(1);
  const rejects = await db.rows<{ reason: string; content: string }>(
    'select reason, content from raw.rejects',
  );
  expect(rejects).toMatchObject([{ reason: 'created_on "yesterday" is no time' }]);
  expect(rejects[0]?.content).toContain('keep rooms open');
  expect(rejects[0]?.content).not.toContain(EMAIL);
});

test('an answer without deployments is one', async () => {
  expect(await load(deploymentsAnswer(ACCOUNT, 'app', []))).toEqual([]);
});
