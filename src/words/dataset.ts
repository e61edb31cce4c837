// What `queries/ref` says of the datasets of the GraphQL Analytics API: from it come the documents
// that `pull` sends, the tables that answers fill, and the readings that rules count.

export type Scope = 'account' | 'zone';

/** A dataset with what is asked of it and kept. */
export interface Dataset {
  /** Its name in the schema. */
  dataset: string;
  /** Name of its tables in `raw` and `staging`. */
  relation: string;
  /** Whether it is asked of the account, or of each of its zones. */
  scope: Scope;
  /** How a window is asked for: `date` where the dataset has not always had `datetime`. */
  timeFilter: 'datetime' | 'date';
  /**
   * What says that rows are estimates: a sample interval and bounds (`adaptive`), bounds alone, or
   * nothing, for they are none.
   */
  sampling: 'adaptive' | 'bounds' | 'none';
  /**
   * What tells when a row was: `hour` and the day, the day alone (`date`), or an `instant`. A row
   * without dimensions has its day beside its figure (`row_date`).
   */
  grain: 'hour' | 'date' | 'instant' | 'row_date';
  /** Whether the account's total is asked for apart from its split: a split may be coarser. */
  hasTotal: boolean;
  /** Whether every account has it: one that is refused is then missing. */
  isEverywhere: boolean;
  /** How long Cloudflare is known to keep it, where its settings cannot be read. */
  keptDays: number;
  dimensions: readonly Dimension[];
  fields: readonly Field[];
  meters: readonly Meter[];
}

/** A dimension that rows may be grouped by, besides the time. */
export interface Dimension {
  /** Its name in the schema. */
  dimension: string;
  /** Column of the table in `raw`. */
  column: string;
  /** Kind of the tenant map that names its value, if any. */
  kind: string | undefined;
  /** Whether it says on what usage is counted. */
  isKey: boolean;
  /** A value is a list, as JSON. */
  isList: boolean;
  /** Whether rows can be ordered by it. */
  isOrdered: boolean;
  /** Whether the account's total is asked by it: what is billed depends on it. */
  inTotal: boolean;
}

/** A figure of a row. */
export interface Field {
  /** Path in a row: `sum.requests`. */
  field: string;
  /** Column of the table in `raw`; none of one that is asked for and stays in the envelope. */
  column: string | undefined;
  /** A whole number, as all but durations are. */
  isWhole: boolean;
  /** Whether the account's total is asked for it. */
  inTotal: boolean;
  /** Whether an answer may give its confidence interval. */
  hasBounds: boolean;
  /** No price needs it: the first to go where a document may not ask for so many. */
  isSpare: boolean;
}

export type Aggregate = 'sum' | 'peak' | 'hours' | 'counter';

/** A meter that a field of a dataset counts. */
export interface Meter {
  meter: string;
  field: string;
  /**
   * Readings of a resource and day are added up (`sum`), or the greatest counts (`peak`). Of what
   * is stored, `hours` adds the greatest of each hour, a row of a whole day counting 24 times.
   * A `counter` begins anew each month: a day adds what it has over the days before.
   */
  aggregate: Aggregate;
  /** How many of the meter's units one of the field is. */
  scale: string;
  /** All hold of a row that counts. */
  conditions: readonly Condition[];
}

/** What a dimension of a row must be for the row to count. An empty value is one too. */
export interface Condition {
  dimension: string;
  operator: 'in' | 'not_in';
  choices: readonly string[];
  /** What becomes of usage whose answers do not name the dimension. */
  without: 'missing' | 'inferred' | 'seen';
}

/** What tells zones apart: no dimension of a row in the schema, but said beside the rows. */
export const ZONE = 'zoneTag';

/** The dimensions that stand in the rows of an answer. */
export function rowDimensions({ scope, dimensions }: Dataset): readonly Dimension[] {
  return scope === 'zone' ? dimensions.filter(({ dimension }) => dimension !== ZONE) : dimensions;
}

/** The dimension that is said beside the rows: the zone that they are of. */
export function besideRows({ scope, dimensions }: Dataset): readonly Dimension[] {
  return scope === 'zone' ? dimensions.filter(({ dimension }) => dimension === ZONE) : [];
}
