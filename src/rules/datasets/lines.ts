import { parse } from 'csv-parse/sync';
import type { SeedFile } from '../catalogued.ts';
import { seedError } from '../seed-error.ts';

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

function linesIn(seed: SeedFile): Line[] {
  try {
    return parse(seed.csv, { columns: true, skip_empty_lines: true }) as Line[];
  } catch (error) {
    throw seedError(seed.path, error);
  }
}
