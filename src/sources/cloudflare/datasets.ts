/**
 * How a dataset is asked: `total` with the fewest dimensions and no object, which is what is
 * billed; `split` by object, which only divides it. A dataset without intervals needs no total.
 */
export type Slicing = 'total' | 'split';

/**
 * A dataset of the GraphQL Analytics API: how it is asked. What its rows mean is said elsewhere.
 */
export interface PullDataset {
  dataset: string;
  /** Name of the documents in `queries/raw`, by slicing. */
  documents: Readonly<Partial<Record<Slicing, string>>>;
  /** Prefix of its input types in the schema. */
  type: string;
  /**
   * `datetime` where the dataset always had it; `date` and `datetimeHour` are the portable choice.
   */
  timeFilter: 'datetime' | 'date';
  /** Whether its answers are estimates by design: the wider the window, the coarser. */
  isSampled: boolean;
  /** Dimensions that order the rows after the time; with it they tell any two rows apart. */
  order: readonly string[];
  /** Dimensions without an `orderBy` and a `_gt`: with one of them there is no unique order. */
  unordered: readonly string[];
  /** Fields that no price needs, the first to go where a document may not ask for so many. */
  spare: readonly string[];
  /** How long Cloudflare is known to keep it, where the settings cannot be read. */
  retentionDays: number;
}

const DAYS_KEPT = 90;

/**
 * Time filters and order: the schema's `..Filter_InputObject` and `..OrderBy`. Retention: readings
 * of the settings node of 2026-09/10.
 * See https://developers.cloudflare.com/analytics/graphql-api/ and
 * https://developers.cloudflare.com/durable-objects/observability/metrics-and-analytics/
 */
export const PULL_DATASETS: readonly PullDataset[] = [
  {
    dataset: 'durableObjectsInvocationsAdaptiveGroups',
    documents: {
      total: 'durable_objects_invocations_totals',
      split: 'durable_objects_invocations',
    },
    type: 'AccountDurableObjectsInvocationsAdaptiveGroups',
    timeFilter: 'datetime',
    isSampled: true,
    order: ['objectId', 'namespaceId', 'scriptName', 'name', 'type', 'status'],
    unordered: [],
    spare: ['sum.responseBodySize', 'sum.wallTime', 'sum.errors'],
    retentionDays: DAYS_KEPT,
  },
  {
    dataset: 'durableObjectsPeriodicGroups',
    documents: { total: 'durable_objects_periodic_totals', split: 'durable_objects_periodic' },
    type: 'AccountDurableObjectsPeriodicGroups',
    timeFilter: 'date',
    isSampled: false,
    order: ['objectId', 'namespaceId', 'name'],
    unordered: [],
    spare: ['max.activeWebsocketConnections', 'sum.cpuTime', 'sum.outboundWebsocketMsgCount'],
    retentionDays: DAYS_KEPT,
  },
  {
    dataset: 'durableObjectsSqlStorageGroups',
    documents: { split: 'durable_objects_sql_storage' },
    type: 'AccountDurableObjectsSqlStorageGroups',
    timeFilter: 'date',
    isSampled: false,
    order: ['namespaceId'],
    unordered: [],
    spare: [],
    retentionDays: DAYS_KEPT,
  },
  {
    dataset: 'durableObjectsStorageGroups',
    documents: { split: 'durable_objects_kv_storage' },
    type: 'AccountDurableObjectsStorageGroups',
    timeFilter: 'date',
    isSampled: false,
    order: [],
    unordered: ['namespaceIds'],
    spare: [],
    retentionDays: DAYS_KEPT,
  },
  {
    dataset: 'workersInvocationsAdaptive',
    documents: { total: 'workers_invocations_totals', split: 'workers_invocations' },
    type: 'AccountWorkersInvocationsAdaptive',
    timeFilter: 'datetime',
    isSampled: true,
    order: [
      'scriptName',
      'dispatchNamespaceName',
      'isDispatcher',
      'environmentName',
      'status',
      'usageModel',
    ],
    unordered: [],
    spare: ['sum.errors', 'sum.subrequests'],
    retentionDays: DAYS_KEPT,
  },
];
