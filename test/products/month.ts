// A month of an account that uses every product of account scope: what Cloudflare counts of each day.
import type { Row } from '../support/cloudflare/index.ts';

type Figures = Pick<Row, 'sum' | 'max' | 'uniq' | 'count' | 'dims'>;

const MILLION = 1_000_000;
const GB = 1_000_000_000;

/** What one day has of each dataset, row by row. */
const DAY: Readonly<Record<string, readonly Figures[]>> = {
  kvOperationsAdaptiveGroups: [
    kv('read', MILLION),
    kv('write', 100_000),
    kv('list', 50_000),
    kv('delete', 10),
  ],
  kvStorageAdaptiveGroups: [{ dims: { namespaceId: 'cache' }, max: { byteCount: 3 * GB } }],
  d1AnalyticsAdaptiveGroups: [
    { dims: { databaseId: 'orders' }, sum: { rowsRead: GB, rowsWritten: 2 * MILLION } },
  ],
  d1StorageAdaptiveGroups: [
    { dims: { databaseId: 'orders' }, max: { databaseSizeBytes: 7 * GB } },
    { dims: { databaseId: 'users' }, max: { databaseSizeBytes: 3 * GB } },
  ],
  aiInferenceAdaptiveGroups: [
    { dims: { modelId: 'llama', tag: 'chat' }, sum: { totalNeurons: 20_000.5 } },
  ],
  containersUsageAdaptiveGroups: [
    {
      dims: { applicationId: 'render', region: 'WEUR' },
      sum: {
        cpuTimeSec: 1000.25,
        allocatedMemory: 10_000 * 2 ** 30,
        allocatedDisk: 50_000 * GB,
        txBytes: 50 * GB,
      },
    },
  ],
  r2OperationsAdaptiveGroups: [
    r2('PutObject', 100_000),
    r2('GetObject', MILLION),
    r2('GetObject', 5 * MILLION, 'Standard', 403),
    r2('DeleteObject', 7 * MILLION),
    r2('GetObject', 1000, 'InfrequentAccess', 200, GB),
  ],
  r2StorageAdaptiveGroups: [
    stored('Standard', 100 * GB, GB),
    stored('InfrequentAccess', 10 * GB, 0),
  ],
  queueMessageOperationsAdaptiveGroups: [
    { dims: { queueId: 'jobs', actionType: 'WriteMessage' }, sum: { billableOperations: 100_000 } },
  ],
  imagesRequestsAdaptiveGroups: [{ sum: { requests: 10_000 } }],
  streamMinutesViewedAdaptiveGroups: [{ dims: { creator: 'ada' }, sum: { minutesViewed: 1000 } }],
  vectorizeV2QueriesAdaptiveGroups: [queried('2xx', 5 * MILLION), queried('4xx', 9 * MILLION)],
  vectorizeV2StorageAdaptiveGroups: [
    { dims: { indexName: 'faq' }, max: { storedVectorDimensions: 20 * MILLION } },
  ],
  workflowsAdaptiveGroups: [{ dims: { workflowName: 'onboarding' }, sum: { stepCount: 50_000 } }],
  workersBuildsBuildMinutesAdaptiveGroups: [{ sum: { buildMinutes: 300.5 } }],
  pagesFunctionsInvocationsAdaptiveGroups: [
    { dims: { scriptName: 'site', status: 'success' }, sum: { requests: 500_000 } },
  ],
  r2CatalogDataOperationsAdaptiveGroups: [{ dims: { warehouseName: 'lake' }, count: 100_000 }],
  r2CatalogTableMaintenanceAdaptiveGroups: [
    {
      dims: { warehouseName: 'lake', jobType: 'compaction' },
      sum: { inputBytes: GB, outputBytes: GB, filesProcessed: 100_000 },
    },
    {
      dims: { warehouseName: 'lake', jobType: 'snapshotExpiration' },
      sum: { inputBytes: 9 * GB, outputBytes: 0, filesProcessed: 5 },
    },
  ],
  r2sqlOperationsAdaptiveGroups: [
    { dims: { bucket: 'lake' }, count: 500, sum: { r2BytesRead: 10 * GB } },
  ],
  pipelinesOperatorAdaptiveGroups: [
    { dims: { pipelineId: 'p1', streamId: 's1' }, sum: { bytesIn: 10 * GB } },
    { dims: { pipelineId: 'p1', streamId: '' }, sum: { bytesIn: 10 * GB } },
  ],
  pipelinesSinkAdaptiveGroups: [
    {
      dims: { pipelineId: 'p1', sinkId: 'k1' },
      sum: { uncompressedBytesWritten: 5 * GB, bytesWritten: GB },
    },
  ],
  hyperdriveQueriesAdaptiveGroups: [{ dims: { configId: 'pg' }, count: 1000 }],
  callsUsageAdaptiveGroups: [{ dims: { appId: 'meet' }, sum: { egressBytes: 50 * GB } }],
  browserRenderingBrowserTimeUsageAdaptiveGroups: [{ sum: { totalSessionDurationMs: 7_200_000 } }],
  browserRenderingBindingSessionsAdaptiveGroups: [{ max: { maxConcurrentSessions: 15 } }],
  artifactsEventsAdaptiveGroups: [
    { dims: { repositoryNamespace: 'acme', eventKind: 'action' }, count: 1000 },
    { dims: { repositoryNamespace: 'acme', eventKind: 'error' }, count: 500 },
  ],
};

function kv(actionType: string, requests: number): Figures {
  return { dims: { namespaceId: 'cache', actionType }, sum: { requests } };
}

function queried(requestStatus: string, queriedVectorDimensions: number): Figures {
  return { dims: { indexName: 'faq', requestStatus }, sum: { queriedVectorDimensions } };
}

function r2(
  actionType: string,
  requests: number,
  storageClass = 'Standard',
  responseStatusCode = 200,
  responseObjectSize = 0,
): Figures {
  const dims = { bucketName: 'media', actionType, storageClass, responseStatusCode };
  return { dims, sum: { requests, responseObjectSize } };
}

function stored(storageClass: string, payloadSize: number, metadataSize: number): Figures {
  return { dims: { bucketName: 'media', storageClass }, max: { payloadSize, metadataSize } };
}

/** The rows of some days; images and media count up from the first of each month. */
export function monthRows(days: readonly string[]): Row[] {
  return days.flatMap((day) => [
    ...Object.entries(DAY).flatMap(([dataset, rows]) =>
      rows.map((row) => ({ dataset, at: `${day}T12:00:00Z`, ...row })),
    ),
    counted('imagesUniqueTransformationsAccumulatedSinceStartOfMonth', day, 300),
    counted('mediaUniqueTransformationsAccumulatedSinceStartOfMonth', day, 200),
    {
      dataset: 'workersInvocationsByOwnerAndScriptGroups',
      at: `${day}T12:00:00Z`,
      dims: { scriptName: 'loader' },
      uniq: { distinctDynamicWorkerCount: Array.from({ length: 100 }, (_, i) => `w${i}`) },
    },
  ]);
}

/** A row without dimensions: its figures stand beside its day. */
function counted(dataset: string, day: string, each: number): Row {
  return {
    dataset,
    at: `${day}T00:00:00Z`,
    sum: { transformations: each * Number(day.slice(8)) },
  };
}
