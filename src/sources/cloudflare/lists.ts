import type { Dataset, Scope } from '../../words/dataset.ts';
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
  /** It is requested only together with datasets of this scope. */
  scope?: Scope;
  /** Whether some accounts do not have it, so that nothing is missing without it. */
  isOptional?: boolean;
  /** The kind of the tenant map that it gives names for, if any. */
  names?: string;
  /** Range of days for the request, if it takes one. */
  range?: 'billing' | 'charges';
}

const result = ['result'];

/**
 * The lists that name resources, and those with Cloudflare's own billing data. See
 * https://developers.cloudflare.com/api/ and https://developers.cloudflare.com/billing/
 */
export const REST_LISTS: readonly RestList[] = [
  {
    name: 'durable_objects_namespaces',
    names: 'namespace',
    path: '/workers/durable_objects/namespaces',
    permission: 'durableObjects',
    at: result,
    paging: 'pages',
  },
  {
    name: 'workers_scripts',
    names: 'script',
    path: '/workers/scripts',
    permission: 'scripts',
    at: result,
    paging: 'none',
  },
  {
    name: 'd1_databases',
    names: 'd1_database',
    path: '/d1/database',
    permission: 'd1',
    at: result,
    paging: 'pages',
  },
  {
    name: 'kv_namespaces',
    names: 'kv_namespace',
    path: '/storage/kv/namespaces',
    permission: 'kv',
    at: result,
    paging: 'pages',
  },
  {
    name: 'r2_buckets',
    names: 'r2_bucket',
    path: '/r2/buckets',
    permission: 'r2',
    at: ['result', 'buckets'],
    paging: 'pages',
  },
  {
    name: 'queues',
    names: 'queue',
    path: '/queues',
    permission: 'queues',
    at: result,
    paging: 'pages',
  },
  {
    name: 'billable_usage_info',
    path: '/billable-usage/info',
    permission: 'billing',
    at: result,
    paging: 'none',
  },
  {
    name: 'billable_usage',
    path: '/billable-usage',
    permission: 'billing',
    at: result,
    paging: 'none',
    range: 'billing',
  },
  {
    name: 'billable_usage_v2',
    path: '/billable/usage',
    isOptional: true,
    permission: 'billing',
    at: result,
    paging: 'none',
    range: 'charges',
  },
  {
    name: 'subscriptions',
    path: '/subscriptions',
    permission: 'billing',
    at: result,
    paging: 'pages',
  },
  {
    name: 'zones',
    names: 'zone',
    path: '/zones',
    outside: { perPage: 50 },
    scope: 'zone',
    permission: 'zones',
    at: result,
    paging: 'pages',
  },
];

/** The path of a list without its parameters. */
export function placeOf({ path, outside }: RestList, account: string): string {
  return outside ? path : `/accounts/${account}${path}`;
}

/**
 * Whether data is missing without a list. Names of resources that no dataset counts are not missed,
 * nor is a list that not every account has.
 */
export function isNeeded(
  { names, isOptional }: RestList,
  datasets: readonly Pick<Dataset, 'dimensions'>[],
): boolean {
  if (isOptional) return false;
  const kinds = datasets.flatMap(({ dimensions }) => dimensions.map(({ kind }) => kind));
  return names === undefined || kinds.includes(names);
}
