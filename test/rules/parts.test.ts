// Days computed anew where the first of their relations that is read shares an input with a view.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../support/run.ts';
import { ROOT, temporary } from '../support/temp.ts';

const ACCOUNT = ['--account', '8f14e45fceea167a5a36dedd4bea2543'];
const DAMAGED = '{"data":{"viewer":{"accounts":[{"durableObjectsPeriodicGroups":null}]}}}';

const answer = (day: string) =>
  join(ROOT, `fixtures/demo/usage/durableObjectsPeriodicGroups/${day}.json`);

// Of an answer that does not tell its days all days are judged anew; of the other one day is read.
test('an answer of a day beside one that does not tell its days', async () => {
  const work = temporary(onTestFinished);
  writeFileSync(join(work, 'damaged.json'), DAMAGED);
  const load = (...files: string[]) => run(['load', ...files, ...ACCOUNT], work);
  expect(await load(answer('2026-10-05'))).toMatchObject({ code: 0 });
  expect(await load(answer('2026-10-06'), 'damaged.json')).toMatchObject({ code: 0 });
  const { code, out } = await run(['check', '--rebuild', '--format', 'json'], work);
  expect({ code, rows: JSON.parse(out).rows }).toEqual({ code: 0, rows: [] });
});
