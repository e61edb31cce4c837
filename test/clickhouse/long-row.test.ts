// @module-tag journey
// All islands of an object in an hour are one row of an answer. Nearly every row is short; one may
// have an island in every other millisecond.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Answers } from '../../src/store/logs/answer.ts';
import { ISLANDS } from '../../src/store/logs/answer-shape.ts';
import { temporary } from '../support/temp.ts';

const ISLANDS_OF_AN_HOUR = 1_800_000;
const folder = temporary(afterAll);

/** An answer of one object, whose islands last a millisecond each, and a count. */
function answer(records: number): string {
  const starts = Array.from({ length: ISLANDS_OF_AN_HOUR }, (_, i) => i * 2);
  const header = Object.keys(ISLANDS).map((name) => `"${name}"`);
  const lists = `"[${starts}]","[${starts.map(() => 1)}]"`;
  const path = join(folder, `${records}.csv`);
  writeFileSync(
    path,
    `${header}\n"island","chat","Room","","0a",0,1792454400000,${lists},${ISLANDS_OF_AN_HOUR}\n` +
      `"count","","","","",0,0,"[]","[]",${records}\n`,
  );
  return path;
}

test('the longest row that an hour can fill is read', async () => {
  const answers = await Answers.open(folder);
  try {
    expect(await answers.addIslands(answer(ISLANDS_OF_AN_HOUR))).toEqual({
      dayRecords: '0',
      records: String(ISLANDS_OF_AN_HOUR),
      summed: String(ISLANDS_OF_AN_HOUR),
      isExact: true,
    });
  } finally {
    answers.close();
  }
});
