import type { RestList } from '../store/rest-rows.ts';

function named(kind: string, id: string, name: string, own: Partial<RestList> = {}): RestList {
  return {
    relation: 'raw.resource_names',
    mark: id,
    needs: [id],
    constants: { kind },
    fields: { resource_id: id, name },
    ...own,
  };
}

/** Names, with another field that a price depends on. */
function described(kind: string, id: string, name: string, attribute: string): RestList {
  return named(kind, id, name, { fields: { resource_id: id, name, attribute } });
}

/** A figure that no dataset has: one of the account, or one of each resource. */
function figure(list: string, value: string, own: Partial<RestList> = {}): RestList {
  return {
    relation: 'raw.listed_figures',
    mark: value,
    needs: [value],
    numbers: [value],
    constants: { figure: list, list },
    fields: { value },
    ...own,
  };
}

/** Names of buckets, and their count. In the analytics a name starts with its jurisdiction. */
function buckets(list: string, prefix = ''): RestList {
  const also = figure(list, 'name', {
    numbers: [],
    constants: { figure: 'r2_buckets', list, value: '1' },
    fields: { resource: 'name' },
  });
  const prefixes = { resource_id: prefix, resource: prefix };
  return named('r2_bucket', 'name', 'name', { at: 'buckets', prefixes, also });
}

/**
 * Lists of the REST API that name things or count them, by the name of their envelope.
 * See https://developers.cloudflare.com/api/
 */
export const NAMED: Readonly<Record<string, RestList>> = {
  d1_databases: named('d1_database', 'uuid', 'name'),
  kv_namespaces: named('kv_namespace', 'id', 'title'),
  r2_buckets: buckets('r2_buckets'),
  r2_buckets_eu: buckets('r2_buckets_eu', 'eu_'),
  r2_buckets_fedramp: buckets('r2_buckets_fedramp', 'fedramp_'),
  zones: named('zone', 'id', 'name'),
  queues: named('queue', 'queue_id', 'queue_name'),
  vectorize_indexes: named('vectorize_index', 'name', 'name'),
  workflows: named('workflow', 'name', 'name'),
  hyperdrive_configs: named('hyperdrive_config', 'id', 'name'),
  ai_gateways: named('ai_gateway', 'id', 'id'),
  ai_search_instances: named('ai_search_instance', 'id', 'id'),
  pages_projects: named('script', 'production_script_name|name', 'name', { mark: 'name' }),
  pipelines: named('pipeline', 'id', 'name'),
  pipeline_sinks: described('pipeline_sink', 'id', 'name', 'format.type'),
  logpush_jobs: described('logpush_job', 'id', 'name', 'dataset'),
  dispatch_namespaces: named('dispatch_namespace', 'namespace_name', 'namespace_name', {
    also: figure('dispatch_namespaces', 'script_count', {
      fields: { value: 'script_count', resource: 'namespace_name' },
    }),
  }),
  dispatch_scripts: named('dispatch_script', 'dispatch_namespace/script.id', 'script.id', {
    mark: 'script.id',
    fields: {
      resource_id: 'dispatch_namespace/script.id',
      name: 'script.id',
      attribute: 'script.tags',
    },
  }),
  container_applications: named('container_application', 'id', 'name'),
  realtime_apps: named('realtime_app', 'uid', 'name'),
  realtime_turn_keys: named('realtime_turn_key', 'uid', 'name'),
  images_stats: figure('images_stats', 'count.current', { isObject: true }),
  stream_storage: figure('stream_storage', 'totalStorageMinutes', { isObject: true }),
};
