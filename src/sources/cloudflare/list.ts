import type { Permission } from './refusal.ts';

/** A list of the REST API: names of things, or what the billing side says. */
export interface RestList {
  /** `rest/<name>` is the dataset of its envelope. */
  name: string;
  /** Below `/accounts/<account>`. */
  path: string;
  permission: Permission;
  /** Where the rows are in an answer; `result` itself may also be one object. */
  at: readonly string[];
  paging: 'pages' | 'none';
  /** Where buckets have to stay: those of each jurisdiction are a list of their own. */
  jurisdiction?: 'eu' | 'fedramp';
  /** Whether not every account has it: nothing is lacking without it. */
  isOptional?: boolean;
  /** Kind of the tenant map that it names, where it is one of names. */
  names?: string;
  /** A product that it belongs to, as meters are named, where no dataset has its kind. */
  product?: string;
  /** Days that the question names, where it names any. */
  range?: 'billing' | 'charges';
}
