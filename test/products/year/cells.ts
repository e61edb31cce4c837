// Where Cloudflare counts each kind of fact.

export interface Cell {
  kind: string;
  dataset: string;
  /** Path of the figure in a row. */
  field: string;
  /** Decimals of the fact that the figure has behind its point. */
  parts: number;
  /** The dimensions that name the resource of an owner. */
  resource: (owner: string) => Readonly<Record<string, unknown>>;
  dims: Readonly<Record<string, unknown>>;
}

type More = Partial<Pick<Cell, 'parts' | 'dims' | 'resource'>>;

function cell(kind: string, at: string, key?: string, more: More = {}): Cell {
  const [dataset = '', field = ''] = at.split(' ');
  const resource = (of: string) => (key === undefined ? {} : { [key]: `${of}-1` });
  return { kind, dataset, field, parts: 0, dims: {}, resource, ...more };
}

const script = (kind: string, field: string, dims: Cell['dims']) =>
  cell(kind, `workersInvocationsAdaptive ${field}`, 'scriptName', {
    dims: { dispatchNamespaceName: '', isDispatcher: 0, status: 'success', ...dims },
  });
const USER = { dispatchNamespaceName: 'users' };
const object = (kind: string, field: string) =>
  cell(kind, `durableObjectsPeriodicGroups sum.${field}`, 'objectId', {
    resource: (of) => ({ namespaceId: `${of}-1`, objectId: of.padEnd(64, '0'), name: `${of}-1` }),
  });
const invoked = (kind: string, type: string) =>
  cell(kind, 'durableObjectsInvocationsAdaptiveGroups sum.requests', 'objectId', {
    dims: { scriptName: 'rooms', type, status: 'success' },
    resource: (of) => ({ namespaceId: `${of}-1`, objectId: of.padEnd(64, '0'), name: `${of}-1` }),
  });
const kv = (kind: string) =>
  cell(`kv.${kind}`, 'kvOperationsAdaptiveGroups sum.requests', 'namespaceId', {
    dims: { actionType: kind },
  });
const r2 = (kind: string, actionType: string, more = {}, field = 'requests') =>
  cell(`r2.${kind}`, `r2OperationsAdaptiveGroups sum.${field}`, 'bucketName', {
    dims: { actionType, storageClass: 'Standard', responseStatusCode: 200, ...more },
  });
const COLD = { storageClass: 'InfrequentAccess' };
const lying = (kind: string, storageClass: string) =>
  cell(kind, 'r2StorageAdaptiveGroups max.payloadSize', 'bucketName', { dims: { storageClass } });
const sent = (region: string) =>
  cell(`containers.sent.${region}`, 'containersUsageAdaptiveGroups sum.txBytes', 'applicationId', {
    dims: { region },
  });
const container = (kind: string, field: string, parts = 0) =>
  cell(`containers.${kind}`, `containersUsageAdaptiveGroups sum.${field}`, 'applicationId', {
    ...{ parts, dims: { region: 'WEUR' } },
  });
const compacted = (kind: string, field: string) =>
  cell(kind, `r2CatalogTableMaintenanceAdaptiveGroups sum.${field}`, 'warehouseName', {
    dims: { jobType: 'compaction' },
  });
const artifact = (eventKind: string) =>
  cell(`artifacts.${eventKind}`, 'artifactsEventsAdaptiveGroups count', 'repositoryNamespace', {
    dims: { eventKind },
  });
export const OWNERS = ['ada', 'ben', 'none'];

/** The jobs of an owner have numbers: 1 to 3 deliver trace events, 4 to 6 something else. */
export function jobId(owner: string, other: number): number {
  return OWNERS.indexOf(owner) + 1 + other * OWNERS.length;
}

const pushed = (kind: string, final: number, other = 0) =>
  cell(`logpush.${kind}`, 'logpushHealthAdaptiveGroups sum.records', 'jobId', {
    dims: { final, success: 1 },
    resource: (of) => ({ jobId: jobId(of, other) }),
  });

export const CELLS: readonly Cell[] = [
  script('workers.request', 'sum.requests', {}),
  script('workers.cpu_us', 'sum.cpuTimeUs', {}),
  script('platform.request', 'sum.requests', USER),
  script('platform.cpu_us', 'sum.cpuTimeUs', USER),
  script('platform.dispatched', 'sum.requests', { isDispatcher: 1 }),
  cell('pages.request', 'pagesFunctionsInvocationsAdaptiveGroups sum.requests', 'scriptName', {
    dims: { status: 'success' },
  }),
  cell(
    'dynamic.worker',
    'workersInvocationsByOwnerAndScriptGroups uniq.distinctDynamicWorkerCount',
    'scriptName',
  ),
  cell(
    'build.micro_minute',
    'workersBuildsBuildMinutesAdaptiveGroups sum.buildMinutes',
    undefined,
    {
      parts: 6,
    },
  ),
  pushed('record', 1),
  pushed('retried', 0),
  pushed('other', 1, 1),
  invoked('objects.http', 'http'),
  invoked('objects.alarm', 'alarm'),
  invoked('objects.hibernation', 'hibernation'),
  object('objects.message', 'inboundWebsocketMsgCount'),
  object('objects.active_us', 'activeTime'),
  object('objects.row_read', 'rowsRead'),
  object('objects.row_written', 'rowsWritten'),
  object('objects.unit_read', 'storageReadUnits'),
  object('objects.unit_written', 'storageWriteUnits'),
  object('objects.key_deleted', 'storageDeletes'),
  cell('objects.sql_byte', 'durableObjectsSqlStorageGroups max.storedBytes', 'namespaceId'),
  cell('objects.kv_byte', 'durableObjectsStorageGroups max.storedBytes', 'namespaceIds', {
    resource: (of) => ({ namespaceIds: [`${of}-1`] }),
  }),
  ...['read', 'write', 'delete', 'list'].map(kv),
  cell('kv.byte', 'kvStorageAdaptiveGroups max.byteCount', 'namespaceId'),
  cell('d1.row_read', 'd1AnalyticsAdaptiveGroups sum.rowsRead', 'databaseId'),
  cell('d1.row_written', 'd1AnalyticsAdaptiveGroups sum.rowsWritten', 'databaseId'),
  cell('d1.byte', 'd1StorageAdaptiveGroups max.databaseSizeBytes', 'databaseId'),
  r2('PutObject', 'PutObject'),
  r2('GetObject', 'GetObject'),
  r2('refused', 'GetObject', { responseStatusCode: 403 }),
  r2('DeleteObject', 'DeleteObject'),
  r2('infrequent.PutObject', 'PutObject', COLD),
  r2('infrequent.GetObject', 'GetObject', COLD),
  r2('infrequent.byte', 'GetObject', COLD, 'responseObjectSize'),
  lying('r2.byte', 'Standard'),
  lying('r2.infrequent.stored', 'InfrequentAccess'),
  cell(
    'queues.operation',
    'queueMessageOperationsAdaptiveGroups sum.billableOperations',
    'queueId',
  ),
  cell(
    'vectorize.queried',
    'vectorizeV2QueriesAdaptiveGroups sum.queriedVectorDimensions',
    'indexName',
  ),
  cell(
    'vectorize.stored',
    'vectorizeV2StorageAdaptiveGroups max.storedVectorDimensions',
    'indexName',
  ),
  cell('workflows.step', 'workflowsAdaptiveGroups sum.stepCount', 'workflowName'),
  container('cpu_us', 'cpuTimeSec', 6),
  container('memory_byte_s', 'allocatedMemory'),
  container('disk_byte_s', 'allocatedDisk'),
  ...['WEUR', 'ENAM', 'OC', 'APAC'].map(sent),
  cell('ai.micro_neuron', 'aiInferenceAdaptiveGroups sum.totalNeurons', 'modelId', { parts: 6 }),
  cell('images.delivered', 'imagesRequestsAdaptiveGroups sum.requests'),
  cell('images.unique', 'imagesUniqueTransformationsAccumulatedSinceStartOfMonth transformations'),
  cell('media.unique', 'mediaUniqueTransformationsAccumulatedSinceStartOfMonth transformations'),
  cell('stream.minute', 'streamMinutesViewedAdaptiveGroups sum.minutesViewed', 'creator'),
  cell('catalog.operation', 'r2CatalogDataOperationsAdaptiveGroups count', 'warehouseName'),
  compacted('catalog.compacted_byte', 'inputBytes'),
  compacted('catalog.compacted_file', 'filesProcessed'),
  cell('sql.byte', 'r2sqlOperationsAdaptiveGroups sum.r2BytesRead', 'bucket'),
  cell('pipelines.byte_in', 'pipelinesOperatorAdaptiveGroups sum.bytesIn', 'pipelineId', {
    dims: { streamId: 's1' },
  }),
  cell('pipelines.byte_out', 'pipelinesSinkAdaptiveGroups sum.uncompressedBytesWritten', 'sinkId'),
  cell('hyperdrive.query', 'hyperdriveQueriesAdaptiveGroups count', 'configId'),
  cell('realtime.byte', 'callsUsageAdaptiveGroups sum.egressBytes', 'appId'),
  cell('turn.byte', 'callsTurnUsageAdaptiveGroups sum.egressBytes', 'keyId'),
  cell('browser.ms', 'browserRenderingBrowserTimeUsageAdaptiveGroups sum.totalSessionDurationMs'),
  cell(
    'browser.at_once',
    'browserRenderingBindingSessionsAdaptiveGroups max.maxConcurrentSessions',
  ),
  artifact('action'),
  artifact('error'),
];
