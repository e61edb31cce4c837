import type { Surface } from './surfaces.ts';

/** Counts over all events of a load of partial sums, each a whole number as text. */
export interface PartCounts {
  records: string;
  /** Events, each counted once. */
  events: string;
  usageLines: string;
  rejects: string;
  truncatedRecords: string;
  /** The times of the first and of the last event, in milliseconds since 1970. */
  firstMs: string | null;
  lastMs: string | null;
}

/** A load of partial sums: what is known of it besides its sums. */
export interface Part {
  /** The number of the load in this database: see `nextLoadKey`. */
  loadKey: number;
  /** Identifies the load: `raw.loads.load_id`. */
  digest: string;
  /** Its name in errors. */
  says: string;
  account: string;
  surface: Surface;
  /** What gave the sums, e.g. `partials`. */
  format: string;
  bytes: string;
  jobDigest: string | null;
  counts: PartCounts;
  /** Fields and usage lines that the sums leave out, as in `raw.log_unknowns`. */
  unknowns: readonly { what: string; name: string; occurrences: string }[];
}

/** SQL that gives the columns of `raw.log_partial_hours` and of `raw.log_partial_islands`. */
export interface Sections {
  hours: string;
  islands: string;
}
