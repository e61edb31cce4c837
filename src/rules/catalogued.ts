import type { Dataset } from '../words/dataset.ts';
import type { Meanings } from './column-meanings.ts';
import type { ResolvedRule } from './order.ts';
import type { Rule } from './rule-file.ts';

/** A table of `ref` or `params` whose rows ship as CSV beside its declaration. */
export interface SeedFile {
  relation: string;
  /** Path below `queries/`. */
  path: string;
  /** Path of the file on disk. */
  file: string;
  /** Its text. A change of it means that the relation is computed again. */
  csv: string;
}

/** All files of `queries/`, with those of an override folder in place of the bundled ones. */
export interface Catalog {
  rules: Rule[];
  seeds: SeedFile[];
  macros: string;
  /** The datasets that the CSV files of `ref` describe. */
  datasets: Dataset[];
  /** What columns mean in every relation that does not say otherwise. */
  glossary: Meanings;
  /** Paths that `--queries` replaced or added. Every report names them in its footer. */
  replaced: string[];
  /** The rules with their inputs, in the order of building, where a build of the program knows. */
  resolved?: readonly ResolvedRule[];
}
