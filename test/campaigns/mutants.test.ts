// @module-tag journey
// Files of the demo, damaged as files are: each is refused whole, or what it moves is named. Of all
// 3,000 every thirtieth goes through the command line, the others through the same code in this
// process. A mutant that fails here is drawn again by its number: FLARETALLY_PART=7..8.
import { afterAll, expect, test } from 'vitest';
import { temporary } from '../support/temp.ts';
import { numbersOf } from '../support/tier.ts';
import { commandLine } from './support/command-line.ts';
import { draw, pairCount } from './support/draw.ts';
import { begin, end, endedBefore } from './support/journal.ts';
import { Judge } from './support/judge.ts';
import { sharedFolder } from './support/world.ts';

const MUTANTS = 3_000;
const SAMPLE = 4;
/** Of so many mutants one goes through the command line. */
const BY_COMMAND_LINE = 30;

const folder = temporary(afterAll);
const judge = new Judge(folder, sharedFolder());

test('there are fewer kinds of mutants than mutants', () => {
  expect(pairCount()).toBeGreaterThan(300);
  expect(pairCount()).toBeLessThan(MUTANTS);
});

test('damaged files move no dollar in silence', { timeout: 3_600_000 }, async () => {
  const wrong: unknown[] = [];
  const ended = endedBefore('mutants');
  for (const number of numbersOf(SAMPLE, MUTANTS).filter((n) => !ended.has(n))) {
    const mutant = draw(number);
    const name = `${mutant.input.file}: ${mutant.mutator.name}`;
    begin('mutants', number);
    const start = performance.now();
    const { outcome, faults, ran, moved } =
      number % BY_COMMAND_LINE === 0
        ? await judge.judge(mutant, commandLine)
        : await judge.judge(mutant);
    const ms = Math.round(performance.now() - start);
    const { code, err } = ran;
    const detail = { code, err: err.slice(0, 600), moved: moved.slice(0, 4) };
    const isWrong = faults.length > 0;
    const found = { campaign: 'mutants', number, class: name, outcome, faults, ms };
    end(isWrong ? { ...found, detail } : found);
    if (isWrong) wrong.push({ number, name, faults, ...detail });
  }
  expect(wrong).toEqual([]);
});
