import type { TimeField } from '../store/answer-reasons.ts';

/** A dataset of the GraphQL Analytics API: where its rows go and which field fills which column. */
export interface Dataset {
  dataset: string;
  /** Table in `raw`. */
  relation: string;
  /** Column of the table -> path of the field in a row. */
  fields: Readonly<Record<string, string>>;
}

const objectFields = {
  namespace_id: 'dimensions.namespaceId',
  object_id: 'dimensions.objectId',
  object_name: 'dimensions.name',
};

/** The time dimensions that a row may have, the finest first: the first there says when it was. */
export const TIMES: readonly TimeField[] = [
  { path: 'dimensions.datetime', seconds: 1 },
  { path: 'dimensions.datetimeMinute', seconds: 60 },
  { path: 'dimensions.datetimeFiveMinutes', seconds: 300 },
  { path: 'dimensions.datetimeFifteenMinutes', seconds: 900 },
  { path: 'dimensions.datetimeHour', seconds: 3_600 },
  { path: 'dimensions.datetimeSixHours', seconds: 21_600 },
  { path: 'dimensions.date', seconds: 86_400 },
];

export const DATASETS: readonly Dataset[] = [
  {
    dataset: 'durableObjectsInvocationsAdaptiveGroups',
    relation: 'raw.durable_objects_invocations',
    fields: {
      ...objectFields,
      script: 'dimensions.scriptName',
      status: 'dimensions.status',
      invocation_type: 'dimensions.type',
      requests: 'sum.requests',
      wall_time_us: 'sum.wallTime',
      sample_interval: 'avg.sampleInterval',
      requests_lower: 'confidence.sum.requests.lower',
      requests_upper: 'confidence.sum.requests.upper',
    },
  },
  {
    dataset: 'durableObjectsPeriodicGroups',
    relation: 'raw.durable_objects_periodic',
    fields: {
      ...objectFields,
      active_us: 'sum.activeTime',
      duration_gb_s: 'sum.duration',
      inbound_messages: 'sum.inboundWebsocketMsgCount',
      outbound_messages: 'sum.outboundWebsocketMsgCount',
      rows_read: 'sum.rowsRead',
      rows_written: 'sum.rowsWritten',
      kv_read_units: 'sum.storageReadUnits',
      kv_write_units: 'sum.storageWriteUnits',
      kv_deletes: 'sum.storageDeletes',
      active_us_lower: 'confidence.sum.activeTime.lower',
      active_us_upper: 'confidence.sum.activeTime.upper',
      inbound_messages_lower: 'confidence.sum.inboundWebsocketMsgCount.lower',
      inbound_messages_upper: 'confidence.sum.inboundWebsocketMsgCount.upper',
      rows_read_lower: 'confidence.sum.rowsRead.lower',
      rows_read_upper: 'confidence.sum.rowsRead.upper',
      rows_written_lower: 'confidence.sum.rowsWritten.lower',
      rows_written_upper: 'confidence.sum.rowsWritten.upper',
      kv_write_units_lower: 'confidence.sum.storageWriteUnits.lower',
      kv_write_units_upper: 'confidence.sum.storageWriteUnits.upper',
      kv_deletes_lower: 'confidence.sum.storageDeletes.lower',
      kv_deletes_upper: 'confidence.sum.storageDeletes.upper',
    },
  },
  {
    dataset: 'durableObjectsSqlStorageGroups',
    relation: 'raw.durable_objects_sql_storage',
    fields: { namespace_id: 'dimensions.namespaceId', stored_bytes: 'max.storedBytes' },
  },
  {
    dataset: 'durableObjectsStorageGroups',
    relation: 'raw.durable_objects_kv_storage',
    fields: { namespace_ids: 'dimensions.namespaceIds', stored_bytes: 'max.storedBytes' },
  },
  {
    dataset: 'workersInvocationsAdaptive',
    relation: 'raw.workers_invocations',
    fields: {
      script: 'dimensions.scriptName',
      dispatch_namespace: 'dimensions.dispatchNamespaceName',
      is_dispatcher: 'dimensions.isDispatcher',
      environment: 'dimensions.environmentName',
      status: 'dimensions.status',
      usage_model: 'dimensions.usageModel',
      requests: 'sum.requests',
      cpu_us: 'sum.cpuTimeUs',
      sample_interval: 'avg.sampleInterval',
      requests_lower: 'confidence.sum.requests.lower',
      requests_upper: 'confidence.sum.requests.upper',
      cpu_us_lower: 'confidence.sum.cpuTimeUs.lower',
      cpu_us_upper: 'confidence.sum.cpuTimeUs.upper',
    },
  },
];
