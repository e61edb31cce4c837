// Answers as jq, curl and scripts leave them: each is named with a command, and that makes answers.
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { kindsOf } from '../../src/load/kinds.ts';
import { inspect } from '../../src/sources/files.ts';
import { temporary } from '../support/temp.ts';

const ROWS = ['2026-10-01', '2026-10-02'].map((date) => ({
  dimensions: { date, scriptName: 'api', status: 'success' },
  sum: { requests: 1, cpuTimeUs: 2 },
}));
const DATASET = 'workersInvocationsAdaptive';
const ACCOUNT = { [DATASET]: ROWS };
const ANSWER = { data: { viewer: { accounts: [ACCOUNT] } }, errors: null };
const lines = (all: unknown[]) => all.map((one) => JSON.stringify(one)).join('\n');

test.each([
  ['rows', JSON.stringify(ROWS), 'rows of a GraphQL answer'],
  ['rows, a line each', lines(ROWS), 'rows of a GraphQL answer'],
  ['the accounts', JSON.stringify([ACCOUNT]), 'only the accounts'],
  ['an account', JSON.stringify(ACCOUNT, null, 2), 'only an account'],
  ['an account with its name', JSON.stringify({ accountTag: 'a', ...ACCOUNT }), 'only an account'],
  ['the viewer', JSON.stringify({ accounts: [ACCOUNT] }, null, 2), 'only the viewer'],
  ['a list of answers', JSON.stringify([ANSWER, ANSWER]), 'a list of answers'],
  ['headers', `HTTP/2 200\r\nage: 0\r\n\r\n${JSON.stringify(ANSWER)}`, 'headers of HTTP'],
])('%s', async (_, text, why) => {
  const work = temporary(onTestFinished);
  writeFileSync(join(work, 'saved.json'), text);
  const given = await inspect(join(work, 'saved.json'), true);
  const refused = await kindsOf([given], {}).catch((error) => error);
  expect(refused).toMatchObject({
    code: 'E_KIND_UNKNOWN',
    exit: 2,
    why: expect.stringMatching(why),
  });
  if (spawnSync('jq', ['--version']).status !== 0) return;
  const command = refused.fix.replace(/^put .*?: /, '').replace('DATASET', DATASET);
  execFileSync('sh', ['-c', command], { cwd: work });
  const made = readdirSync(work).filter((name) => name !== 'saved.json');
  expect(made).toHaveLength(why === 'a list of answers' ? 2 : 1);
  for (const name of made) {
    const file = await inspect(join(work, name), true);
    expect([...(await kindsOf([file], {})).values()]).toEqual(['graphql']);
    const answer = JSON.parse(file.head);
    expect(answer.data.viewer.accounts[0][DATASET]).toEqual(ROWS);
  }
});
