import type { Permission } from './refusal.ts';

/** A list of the REST API: names of resources, or data of the billing APIs. */
export interface RestList {
  /** `rest/<name>` is the dataset of its envelope. */
  name: string;
  /** Path below `/accounts/<account>`, or the whole path of an `outside` list. */
  path: string;
  permission: Permission;
  /** Path of the rows in an answer; `result` itself may also be one object. */
  at: readonly string[];
  paging: 'pages' | 'none';
  /** The account is a parameter and not part of the path. A page has at most so many rows. */
  outside?: { perPage: number };
  /** The jurisdiction whose buckets are listed; without it, those of no jurisdiction. */
  jurisdiction?: 'eu' | 'fedramp';
  /** Whether some accounts do not have it, so that nothing is missing without it. */
  isOptional?: boolean;
  /** The kind of the tenant map that it gives names for, if any. */
  names?: string;
  /** Its product, as in the names of meters: requested with the datasets of that product. */
  product?: string;
  /** The script that it is of, where it is asked for each of some scripts. */
  script?: string;
  /** Fields of its rows that are not kept. */
  hides?: readonly string[];
  /** Range of days for the request, if it takes one. */
  range?: 'billing' | 'charges';
}

/** A list of the things below each row of another list, as the scripts of a dispatch namespace. */
export interface InnerList extends RestList {
  /** The list whose rows have it. */
  of: RestList;
  /** The field of those rows that is a part of the path, and the rest of it. */
  by: string;
  below: string;
  /** The field that says beside a row what it is below, and the field for the row. */
  beside: readonly [of: string, row: string];
}
