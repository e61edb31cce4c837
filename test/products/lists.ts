// An account whose lists of the REST API say what its analytics do not: names, formats, figures.
import type { RestName, Row } from '../support/cloudflare/index.ts';

const GB = 1_000_000_000;

export type Lists = Partial<Record<RestName, readonly object[]>>;

/** More buckets than one page holds, and one that has to stay in the EU. */
export function lists(): Lists {
  return {
    r2: Array.from({ length: 130 }, (_, i) => ({ name: `bucket-${i}` })),
    r2Eu: [{ name: 'media' }],
    vectorize: [{ name: 'faq' }],
    workflows: [{ id: 'w1', name: 'onboarding', script_name: 'app' }],
    hyperdrive: Array.from({ length: 120 }, (_, i) => ({ id: `pg${i}`, name: `orders-${i}` })),
    aiGateway: [{ id: 'gate' }],
    aiSearch: [{ id: 'docs' }],
    pages: [
      { name: 'site', production_script_name: 'pages-worker--1-production' },
      { name: 'blog' },
    ],
    pipelines: [{ id: 'p1', name: 'clicks' }],
    sinks: [
      { id: 'k1', name: 'raw', type: 'r2', format: { type: 'json' } },
      { id: 'k2', name: 'lake', type: 'r2_data_catalog', format: { type: 'parquet' } },
    ],
    logpush: [
      { id: 7, name: 'traces', dataset: 'workers_trace_events' },
      { id: 8, name: 'web', dataset: 'http_requests' },
    ],
    dispatch: [
      { namespace_name: 'live', script_count: 1500 },
      { namespace_name: 'stage', script_count: 3 },
    ],
    containers: [{ id: 'c1', name: 'render' }],
    realtimeApps: [{ uid: 'a1', name: 'meet' }],
    turnKeys: [{ uid: 't1', name: 'relay' }],
    imagesStats: [{ count: { allowed: 300_000, current: 250_001 } }],
    streamStorage: [{ totalStorageMinutes: 1_500.5, totalStorageMinutesLimit: 2_000 }],
  };
}

/** What some days have of the things that the lists name, and of some that were deleted. */
export function listedRows(days: readonly string[]): Row[] {
  return days.flatMap((day) => {
    const of = (dataset: string, dims: Row['dims'] & object, own: Partial<Row>): Row => ({
      dataset,
      at: `${day}T12:00:00Z`,
      dims,
      ...own,
    });
    const sink = (sinkId: string, gb: number) =>
      of(
        'pipelinesSinkAdaptiveGroups',
        { pipelineId: 'p1', sinkId },
        { sum: { uncompressedBytesWritten: gb * GB, bytesWritten: GB } },
      );
    const pushed = (jobId: number, records: number) =>
      of('logpushHealthAdaptiveGroups', { jobId, final: 1, success: 1 }, { sum: { records } });
    return [
      sink('k1', 60),
      sink('k2', 7),
      sink('gone', 1),
      pushed(7, 20_000_000),
      pushed(8, 5),
      pushed(9, 9),
      of('hyperdriveQueriesAdaptiveGroups', { configId: 'pg101' }, { count: 1000 }),
      of('hyperdriveQueriesAdaptiveGroups', { configId: 'dropped' }, { count: 10 }),
      of(
        'aiInferenceAdaptiveGroups',
        { modelId: 'llama', tag: ['chat', 'beta'] },
        { sum: { totalNeurons: 20_000 } },
      ),
      of(
        'r2OperationsAdaptiveGroups',
        {
          bucketName: 'eu_media',
          actionType: 'PutObject',
          storageClass: 'Standard',
          responseStatusCode: 200,
        },
        { sum: { requests: 1000, responseObjectSize: 0 } },
      ),
      of(
        'pagesFunctionsInvocationsAdaptiveGroups',
        { scriptName: 'pages-worker--1-production', status: 'success' },
        { sum: { requests: 500 } },
      ),
    ];
  });
}
