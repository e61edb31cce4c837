// The mutant of a number: always the same one, and neighbours differ in input and mutator.
import { Random } from '../../support/random.ts';
import { seeded } from '../../support/tier.ts';
import type { Mutator } from '../mutators/mutator.ts';
import { type Input, inputs } from './inputs.ts';

export interface Mutant {
  input: Input;
  mutator: Mutator;
  bytes: Buffer;
}

/** Prime, so that all pairs of input and mutator come up, and far from each other. */
const STRIDE = 7_919;

let known: { all: Input[]; pairs: { input: Input; mutator: Mutator }[] } | undefined;

function pairs() {
  if (!known) {
    const all = inputs();
    known = {
      all,
      pairs: all.flatMap((input) => input.mutators.map((mutator) => ({ input, mutator }))),
    };
  }
  return known.pairs;
}

/** Where a mutator finds nothing to change, the next one has its turn. */
export function draw(number: number): Mutant {
  const random = new Random(seeded(0) * 10_000 + number + 1);
  const all = pairs();
  for (let step = 0; step < 40; step++) {
    const pair = all[(number * STRIDE + seeded(0) + step) % all.length];
    if (!pair) break;
    const changed = pair.mutator.mutate(pair.input.bytes, random);
    if (changed === undefined) continue;
    const bytes = Buffer.from(changed);
    if (!bytes.equals(pair.input.bytes)) return { ...pair, bytes };
  }
  throw new Error(`no mutant ${number}`);
}

/** A mutant by the names of its input and mutator. */
export function mutantOf(file: string, name: string): Mutant {
  const pair = pairs().find(({ input, mutator }) => input.file === file && mutator.name === name);
  const changed = pair?.mutator.mutate(pair.input.bytes, new Random(seeded(1)));
  if (!pair || changed === undefined) throw new Error(`no mutant ${file}: ${name}`);
  return { ...pair, bytes: Buffer.from(changed) };
}

/** How many pairs of an input and a mutator there are. */
export const pairCount = () => pairs().length;
