import type { Random } from '../../support/random.ts';

/**
 * What a change of a file must lead to. `same`: it says what it said, so it is taken and no cent
 * moves. `damage`: it can be known to be wrong, so it is refused, or a cent that moves has a row, a
 * word or a gap that names it. `plain`: another value that could be true, or one that is missing;
 * nobody could know, and only the manners are held: no stack, a code of the contract, all or nothing.
 */
export type Expectation = 'same' | 'damage' | 'plain';

export interface Mutator {
  name: string;
  expects: Expectation;
  /** The file changed, or nothing where it holds nothing of the kind. */
  mutate: (bytes: Buffer, random: Random) => Buffer | string | undefined;
}

export type Mutate = (text: string, random: Random) => string | undefined;

/** Mutators of text, by name. */
export function ofText(
  expects: Expectation,
  by: Readonly<Record<string, Mutate>>,
): readonly Mutator[] {
  return Object.entries(by).map(([name, mutate]) => ({
    name,
    expects,
    mutate: (bytes, random) => mutate(bytes.toString('utf8'), random),
  }));
}

/** A whole number to begin a cut at, somewhere inside. */
export function inside(length: number, random: Random): number {
  return random.int(1, Math.max(1, length - 1));
}

/** The list with two neighbours or more in another order; nothing where all are the same. */
export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const left = [...list];
  const out: T[] = [];
  while (left.length > 0) out.push(...left.splice(random.int(0, left.length - 1), 1));
  return out;
}
