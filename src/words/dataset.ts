// The datasets of the GraphQL Analytics API, as `queries/ref` describes them. The requests of
// `pull`, the tables for answers, and the readings that rules count follow from them.

export type Scope = 'account' | 'zone';

/** A dataset with its requested and stored fields. */
export interface Dataset {
  /** Its name in the schema. */
  dataset: string;
  /** Name of its tables in `raw` and `staging`. */
  relation: string;
  /** Whether it is requested for the account or for each of its zones. */
  scope: Scope;
  /** How a window is requested: `date` for datasets that did not always have `datetime`. */
  timeFilter: 'datetime' | 'date';
  /**
   * How rows are marked as estimates: by a sample interval and bounds (`adaptive`), by bounds
   * alone, or never (`none`).
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
  /** What signatures read beside the meters: no price needs it. */
  observations: readonly Meter[];
}

/** A dimension besides time that rows may be grouped by. */
export interface Dimension {
  /** Its name in the schema. */
  dimension: string;
  /** Column of the table in `raw`. */
  column: string;
  /** The kind of the tenant map that it gives names for, if any. */
  kind: string | undefined;
  /** Whether it names the resource of the usage. */
  isKey: boolean;
  /** Whether a value is a list, as JSON. */
  isList: boolean;
  /** Whether rows can be ordered by it. */
  isOrdered: boolean;
  /** Whether the account's total is requested by it, because billing depends on it. */
  inTotal: boolean;
  /** Whether it makes so many rows that usage is asked by it only on request. */
  isOnRequest: boolean;
  /** The argument without which it means nothing, as `name` of `label(name:)`; none for most. */
  argument?: { name: string; value?: string } | undefined;
}

/** A figure of a row. */
export interface Field {
  /** Path in a row: `sum.requests`. */
  field: string;
  /** Column of the table in `raw`; none if it stays in the envelope only. */
  column: string | undefined;
  /** Whether it is a whole number, as all but durations are. */
  isWhole: boolean;
  /** Whether the account's total is requested for it. */
  inTotal: boolean;
  /** Whether an answer may have its confidence interval. */
  hasBounds: boolean;
  /**
   * Whether no price needs it. It is the first to be left out of a request with too many fields.
   */
  isSpare: boolean;
}

export type Aggregate = 'sum' | 'peak' | 'hours' | 'counter' | 'last' | 'greatest';

/** A meter that a field of a dataset counts. */
export interface Meter {
  meter: string;
  field: string;
  /**
   * Readings of a resource and day are added up (`sum`), or the greatest counts (`peak`). Of what
   * is stored, `hours` adds the greatest of each hour, a row of a whole day counting 24 times.
   * Of `last` the greatest of the last day counts that answers of the period speak of, of
   * `greatest` the sum of the day that has most.
   * A `counter` restarts from zero each month: a day adds what it has over the days before.
   */
  aggregate: Aggregate;
  /** How many of the meter's units one of the field is. */
  scale: string;
  /** All hold of a row that counts. */
  conditions: readonly Condition[];
}

/** The allowed values of a dimension for the row to count. They may include the empty value. */
export interface Condition {
  dimension: string;
  operator: 'in' | 'not_in';
  choices: readonly string[];
  /** How usage counts if its answers do not have the dimension. */
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
