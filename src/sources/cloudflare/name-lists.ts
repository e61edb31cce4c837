import type { RestList } from './list.ts';
import type { Permission } from './refusal.ts';

/** A list of things of one kind; a page of it where it has more than one. */
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
const BUCKETS = { at: ['result', 'buckets'] };

/** Buckets that have to stay in a jurisdiction; an account may not be given it. */
function bucketsIn(jurisdiction: 'eu' | 'fedramp'): RestList {
  const own = { ...BUCKETS, jurisdiction, isOptional: true };
  return named(`r2_buckets_${jurisdiction}`, 'r2_bucket', '/r2/buckets', 'r2', own);
}

/** What a product's datasets do not say, and not every account has. */
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
 * What names the objects of the analytics, or counts what they do not. No dataset counts gateways
 * and instances of AI Search: they are asked for beside the models that they call.
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
  beside(
    'workers_for_platforms',
    'dispatch_namespaces',
    '/workers/dispatch/namespaces',
    'scripts',
    WHOLE,
  ),
  named(
    'container_applications',
    'container_application',
    '/containers/applications',
    'containers',
    WHOLE,
  ),
  named('realtime_apps', 'realtime_app', '/calls/apps', 'calls', WHOLE),
  named('realtime_turn_keys', 'realtime_turn_key', '/calls/turn_keys', 'calls', WHOLE),
  beside('images', 'images_stats', '/images/v1/stats', 'images', WHOLE),
  beside('stream', 'stream_storage', '/stream/storage-usage', 'stream', WHOLE),
];
