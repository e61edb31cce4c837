// @module-tag journey
// Days computed anew where the first of their relations that is read shares an input with a view.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newEmptyDatabase } from '../support/empty-database.ts';
import { files, History } from '../support/history.ts';
import { ROOT, temporary } from '../support/temp.ts';

const ACCOUNT = '8f14e45fceea167a5a36dedd4bea2543';
const DAMAGED = '{"data":{"viewer":{"accounts":[{"durableObjectsPeriodicGroups":null}]}}}';

const answer = (day: string) =>
  join(ROOT, `fixtures/demo/usage/durableObjectsPeriodicGroups/${day}.json`);

// Of an answer that does not tell its days all days are judged anew; of the other one day is read.
test('an answer of a day beside one that does not tell its days', async () => {
  const damaged = join(temporary(onTestFinished), 'damaged.json');
  writeFileSync(damaged, DAMAGED);
  const path = newEmptyDatabase();
  /** As a command does it: what one makes in memory is gone for the next. */
  const run = async <T>(what: (history: History) => Promise<T>) => {
    const history = await History.begin(path);
    try {
      return await what(history);
    } finally {
      history.close();
    }
  };
  const load = (...paths: string[]) =>
    run(async (history) => {
      await history.run(files(ACCOUNT, paths));
      expect(history.refused).toEqual([]);
    });
  await load(answer('2026-10-05'));
  await load(answer('2026-10-06'), damaged);
  expect(await run((history) => history.differing())).toEqual([]);
});
