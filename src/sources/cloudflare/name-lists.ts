import type { InnerList, RestList } from './list.ts';
import type { Permission } from './refusal.ts';

/** A list of the names of one kind of resource. */
function named(
  name: string,
  names: string,
  path: string,
  permission: Permission,
  own: Partial<RestList> = {},
): RestList {
  return { name, names, path, permission, at: ['result'], paging: 'pages', ...own };
}

const WHOLE = { paging: 'none' } as const;
const DISPATCH = beside(
  'workers_for_platforms',
  'dispatch_namespaces',
  '/workers/dispatch/namespaces',
  'scripts',
  WHOLE,
);
const BUCKETS = { at: ['result', 'buckets'] };

/** The buckets of a jurisdiction. Not every account can have any. */
function bucketsIn(jurisdiction: 'eu' | 'fedramp'): RestList {
  const own = { ...BUCKETS, jurisdiction, isOptional: true };
  return named(`r2_buckets_${jurisdiction}`, 'r2_bucket', '/r2/buckets', 'r2', own);
}

/** A list that is requested with the datasets of a product, and that some accounts do not have. */
function beside(
  product: string,
  name: string,
  path: string,
  permission: Permission,
  own: Partial<RestList> = {},
): RestList {
  return {
    name,
    product,
    path,
    permission,
    at: ['result'],
    paging: 'pages',
    isOptional: true,
    ...own,
  };
}

/**
 * The lists that name resources of the analytics, or have figures that no dataset has. No dataset
 * has AI gateways or AI Search instances: these lists are requested with Workers AI.
 */
export const NAME_LISTS: readonly RestList[] = [
  named(
    'durable_objects_namespaces',
    'namespace',
    '/workers/durable_objects/namespaces',
    'durableObjects',
  ),
  named('workers_scripts', 'script', '/workers/scripts', 'scripts', WHOLE),
  named('d1_databases', 'd1_database', '/d1/database', 'd1'),
  named('kv_namespaces', 'kv_namespace', '/storage/kv/namespaces', 'kv'),
  named('r2_buckets', 'r2_bucket', '/r2/buckets', 'r2', BUCKETS),
  bucketsIn('eu'),
  bucketsIn('fedramp'),
  named('queues', 'queue', '/queues', 'queues'),
  named('vectorize_indexes', 'vectorize_index', '/vectorize/v2/indexes', 'vectorize', WHOLE),
  named('workflows', 'workflow', '/workflows', 'scripts'),
  named('hyperdrive_configs', 'hyperdrive_config', '/hyperdrive/configs', 'hyperdrive'),
  beside('workers_ai', 'ai_gateways', '/ai-gateway/gateways', 'aiGateway'),
  beside('workers_ai', 'ai_search_instances', '/ai-search/instances', 'aiSearch'),
  beside('pages', 'pages_projects', '/pages/projects', 'pages'),
  named('pipelines', 'pipeline', '/pipelines/v1/pipelines', 'pipelines'),
  named('pipeline_sinks', 'pipeline_sink', '/pipelines/v1/sinks', 'pipelines'),
  named('logpush_jobs', 'logpush_job', '/logpush/jobs', 'logs', WHOLE),
  DISPATCH,
  named(
    'container_applications',
    'container_application',
    '/containers/applications',
    'containers',
    WHOLE,
  ),
  named('realtime_apps', 'realtime_app', '/calls/apps', 'calls', WHOLE),
  named('realtime_turn_keys', 'realtime_turn_key', '/calls/turn_keys', 'calls', WHOLE),
  named('zones', 'zone', '/zones', 'zones', { outside: { perPage: 50 } }),
  beside('images', 'images_stats', '/images/v1/stats', 'images', WHOLE),
  beside('stream', 'stream_storage', '/stream/storage-usage', 'stream', WHOLE),
];

/** The lists that are requested below each row of another, once that has rows. */
export const INNER_LISTS: readonly InnerList[] = [
  {
    ...DISPATCH,
    name: 'dispatch_scripts',
    path: `${DISPATCH.path}/*/scripts`,
    paging: 'pages',
    of: DISPATCH,
    by: 'namespace_name',
    below: '/scripts',
    beside: ['dispatch_namespace', 'script'],
  },
];
