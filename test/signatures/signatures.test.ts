// Each behaviour that costs money is found on its first day, and its healthy twin shows none.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { temporary } from '../support/temp.ts';
import { STORIES } from './stories/index.ts';
import { accountOf, type Found, foundIn, loadStories, START } from './support/story.ts';

const folder = temporary(afterAll);
let db: Database;
let found: Found[];

beforeAll(async () => {
  db = await loadStories(folder, STORIES);
  found = await foundIn(db);
}, 120_000);

afterAll(() => db?.close());

test.each(STORIES.map((story, i) => ({ ...story, i })))(
  '$signature: $title',
  ({ i, signature, place, says, firstOn }) => {
    const own = found.filter(({ account }) => account === accountOf(`story ${i}`));
    const first_on = firstOn ?? START;
    expect.soft(own).toContainEqual(expect.objectContaining({ signature, place, first_on }));
    const sentence = own.find((row) => row.signature === signature && row.place === place)?.says;
    for (const part of says) expect.soft(sentence).toMatch(part);
    expect(found.filter(({ account }) => account === accountOf(`twin ${i}`))).toEqual([]);
  },
);

test('each behaviour has a story', async () => {
  const all = await db.rows<{ signature: string }>(
    'select signature from ref.signatures order by 1',
  );
  const told = new Set(STORIES.map(({ signature }) => signature));
  expect(all.map(({ signature }) => signature)).toEqual([...told].sort());
});
