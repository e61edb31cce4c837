import type { Dataset } from '../words/dataset.ts';
import type { Rule } from './rule-file.ts';

/** A table of `ref` or `params` whose rows ship as CSV beside its declaration. */
export interface SeedFile {
  relation: string;
  /** Path below `queries/`. */
  path: string;
  /** Where the file really lies. */
  file: string;
  /** Its text, which stands for its content when deciding what to compute again. */
  csv: string;
}

/** All that `queries/` holds, with the files of an override folder in their places. */
export interface Catalog {
  rules: Rule[];
  seeds: SeedFile[];
  macros: string;
  /** What the CSV files of `ref` say of the datasets of analytics. */
  datasets: Dataset[];
  /** Paths that `--queries` replaced or added, for the foot of every report. */
  replaced: string[];
}
