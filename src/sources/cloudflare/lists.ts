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
  /** Whether not every account has it: nothing is lacking without it. */
  isOptional?: boolean;
  /** Days that the question names, where it names any. */
  range?: 'billing' | 'charges';
}

const result = ['result'];

/**
 * What names the objects of the analytics, and what Cloudflare itself has billed.
 * See https://developers.cloudflare.com/api/ and https://developers.cloudflare.com/billing/
 */
export const REST_LISTS: readonly RestList[] = [
  {
    name: 'durable_objects_namespaces',
    path: '/workers/durable_objects/namespaces',
    permission: 'durableObjects',
    at: result,
    paging: 'pages',
  },
  {
    name: 'workers_scripts',
    path: '/workers/scripts',
    permission: 'scripts',
    at: result,
    paging: 'none',
  },
  { name: 'd1_databases', path: '/d1/database', permission: 'd1', at: result, paging: 'pages' },
  {
    name: 'kv_namespaces',
    path: '/storage/kv/namespaces',
    permission: 'kv',
    at: result,
    paging: 'pages',
  },
  {
    name: 'r2_buckets',
    path: '/r2/buckets',
    permission: 'r2',
    at: ['result', 'buckets'],
    paging: 'pages',
  },
  { name: 'queues', path: '/queues', permission: 'queues', at: result, paging: 'pages' },
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
];
