import { createRequire } from 'node:module';
import type { SeedFile } from '../catalogued.ts';
import { seedError } from '../seed-error.ts';

const require = createRequire(import.meta.url);

/** A line of a CSV file, by column. */
export type Line = Readonly<Record<string, string | undefined>>;

/** The lines of each file, kept because several functions read the same file. */
const known = new WeakMap<SeedFile, readonly Line[]>();

/** The lines of a file of `ref`; none if the file does not exist. */
export function linesOf(seeds: readonly SeedFile[], relation: string): readonly Line[] {
  const seed = seeds.find((one) => one.relation === relation);
  if (!seed) return [];
  const lines = known.get(seed) ?? linesIn(seed);
  known.set(seed, lines);
  return lines;
}

/** The parser is loaded at its first use: most runs take what follows from the files as made. */
function linesIn(seed: SeedFile): Line[] {
  const { parse }: typeof import('csv-parse/sync') = require('csv-parse/sync');
  try {
    return parse(seed.csv, { columns: true, skip_empty_lines: true }) as Line[];
  } catch (error) {
    throw seedError(seed.path, error);
  }
}
