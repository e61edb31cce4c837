// docs/exploration.md lists the questions as they are, and its own example works as it stands.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readQuestions } from '../../src/questions/list.ts';
import { placeLoaded } from '../support/loaded.ts';
import { withQuestions } from '../support/questions-page.ts';
import { run } from '../support/run.ts';
import { golden, ROOT, temporary } from '../support/temp.ts';

const PAGE = join(ROOT, 'docs/exploration.md');
const text = () => readFileSync(PAGE, 'utf8');

test('the page lists every question', () => {
  const questions = readQuestions(undefined);
  const page = withQuestions(text(), questions);
  expect(golden(PAGE, page)).toBe(page);
  for (const { name } of questions) expect(page).toContain(`\n- \`${name}\`: **`);
});

test('the question on the page is one', async () => {
  const folder = temporary(onTestFinished);
  await placeLoaded('block-rounding', join(folder, 'flaretally.duckdb'));
  mkdirSync(join(folder, 'mine'));
  const sql = /```sql\n([\s\S]*?)```/.exec(text())?.[1] ?? '';
  writeFileSync(join(folder, 'mine/days.sql'), sql);
  const ask = ['ask', 'days', '--questions', 'mine'];
  const { out, code } = await run(ask, folder);
  expect(code).toBe(0);
  expect(out).toMatch(/^usage_on,requests\n(\d{4}-\d\d-\d\d,\d+\n)+$/);
  const none = await run([...ask, '--param', 'least=999999999999'], folder);
  expect(none.err).toMatch(/^No Worker had a request in this period\.\n/);
});
