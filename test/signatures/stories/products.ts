// Databases, namespaces, buckets and models that are used for more than they need to be.
import { each, type Row, row, worker } from '../support/row.ts';
import { START, type Story } from '../support/story.ts';

/** A database with so many rows and queries that read, and that write. */
const d1 = (
  rowsRead: number,
  readQueries: number,
  rowsWritten = 0,
  writeQueries = 0,
  databaseId = 'jobs',
) =>
  row(
    'd1AnalyticsAdaptiveGroups',
    { databaseId },
    {
      'sum.rowsRead': rowsRead,
      'sum.readQueries': readQueries,
      'sum.rowsWritten': rowsWritten,
      'sum.writeQueries': writeQueries,
    },
  );

const holding = (databaseId: string) =>
  row('d1StorageAdaptiveGroups', { databaseId }, { 'max.databaseSizeBytes': 40_000_000_000 });

/** A database for each tenant, each with so many rows and queries that read. */
const databases = (count: number, rowsRead: number, queries: number) =>
  each(count, 'tenant', (name) => [d1(rowsRead, queries, 0, 0, name)]);

/** A namespace for each tenant, each with so many reads and writes. */
const caches = (count: number, reads: number, writes: number) =>
  each(count, 'tenant', (name) => [kv('read', reads, name), kv('write', writes, name)]);

const kv = (actionType: string, requests: number, namespaceId = 'visits') =>
  row(
    'kvOperationsAdaptiveGroups',
    { namespaceId, actionType },
    {
      'sum.requests': requests,
    },
  );

/** Operations on a bucket, and its objects of 1 MB. */
const r2 = (objects: number, of: Readonly<Record<string, number>>): Row[] => [
  row(
    'r2StorageAdaptiveGroups',
    { bucketName: 'media', storageClass: 'Standard' },
    {
      'max.objectCount': objects,
      'max.payloadSize': objects * 1_000_000,
    },
  ),
  ...Object.entries(of).map(([operation, requests]) => {
    const [actionType, responseStatusCode = '200'] = operation.split(' ');
    const dims = { bucketName: 'media', storageClass: 'Standard', actionType, responseStatusCode };
    return row('r2OperationsAdaptiveGroups', dims, { 'sum.requests': requests });
  }),
];

/** Messages that are written, read and deleted. What is none has no row. */
const queueOf = (written: number, reads: number, deletes: number): Row[] =>
  Object.entries({ WriteMessage: written, ReadMessage: reads, DeleteMessage: deletes })
    .filter(([, operations]) => operations > 0)
    .map(([actionType, operations]) =>
      row(
        'queueMessageOperationsAdaptiveGroups',
        { queueId: 'orders', actionType },
        { 'sum.billableOperations': operations },
      ),
    );

const queue = (reads: number, deletes: number) => queueOf(deletes, reads, deletes);

/** On two days a queue is read and nothing is deleted; on the others all is well. */
const unacknowledged = (written: number, reads: number, deletes: number) => (day: string) =>
  day < '2026-10-11' ? queue(written, written) : queueOf(written, reads, deletes);

/** A bucket of Infrequent Access: GB stored, and GB retrieved. */
const cold = (stored: number, retrieved: number): Row[] => {
  const dims = { bucketName: 'archive', storageClass: 'InfrequentAccess' };
  return [
    row('r2StorageAdaptiveGroups', dims, { 'max.payloadSize': stored * 1_000_000_000 }),
    row(
      'r2OperationsAdaptiveGroups',
      { ...dims, actionType: 'GetObject', responseStatusCode: 200 },
      { 'sum.requests': 1000, 'sum.responseObjectSize': retrieved * 1_000_000_000 },
    ),
  ];
};

/** An application of Containers: hours of instances with 4 GiB and 8 GB of disk, seconds of CPU. */
const containers = (hours: number, cpu_s: number) =>
  row(
    'containersUsageAdaptiveGroups',
    { applicationId: 'sandbox', region: 'WNAM' },
    {
      'sum.allocatedMemory': hours * 3600 * 4 * 1024 ** 3,
      'sum.allocatedDisk': hours * 3600 * 8_000_000_000,
      'sum.cpuTimeSec': cpu_s,
    },
  );

/** What answers give no name. */
const browsers = (milliseconds: number) =>
  row(
    'browserRenderingBrowserTimeUsageAdaptiveGroups',
    {},
    { 'sum.totalSessionDurationMs': milliseconds },
  );

const videos = (minutes: number) =>
  row('streamMinutesViewedAdaptiveGroups', { creator: '' }, { 'sum.minutesViewed': minutes });

const model = (neurons: number, count: number) =>
  row(
    'aiInferenceAdaptiveGroups',
    { modelId: '@cf/meta/llama-3.3-70b' },
    {
      'sum.totalNeurons': neurons,
      count,
    },
  );

export const PRODUCTS: readonly Story[] = [
  {
    // https://github.com/diggerhq/opencomputer/pull/526
    signature: 'd1_rows_read',
    title: 'a job looks for its next task without an index',
    place: 'jobs',
    says: ['40,000,000 rows a query', '11,520,000,000 rows', '288 queries'],
    before: [d1(2880, 288)],
    burning: [d1(11_520_000_000, 288)],
    twin: [d1(11_520_000_000, 60_000_000)],
  },
  {
    signature: 'd1_rows_read',
    title: 'a database for each tenant, none with an index',
    place: 'D1',
    says: ['D1 (60 resources) reads 2,000 rows a query', '24,000,000 rows', '12,000 queries'],
    before: databases(60, 4000, 200),
    burning: databases(60, 400_000, 200),
    // The same rows, by databases that are asked oftener.
    twin: databases(60, 400_000, 4000),
  },
  {
    signature: 'd1_rows_written',
    title: 'a query writes to all rows',
    place: 'jobs',
    says: ['20,000 rows a query', '10,000,000 rows', '500 queries'],
    before: [d1(5000, 500, 500, 500)],
    burning: [d1(5000, 500, 10_000_000, 500)],
    twin: [d1(5000, 500, 10_000_000, 2_500_000)],
  },
  {
    signature: 'kv_lists',
    title: 'each page counts all keys',
    place: 'visits',
    says: ['6,000,000 lists', '6,100,000 reads and lists', '98 %'],
    before: [kv('read', 100_000), kv('list', 20)],
    burning: [kv('read', 100_000), kv('list', 6_000_000)],
    twin: [kv('read', 6_000_000), kv('list', 20_000)],
  },
  {
    signature: 'kv_writes',
    title: 'a counter in KV',
    place: 'visits',
    says: ['2,000,000 writes', '2,100,000 reads and writes', '95 %'],
    before: [kv('read', 100_000), kv('write', 1000)],
    burning: [kv('read', 100_000), kv('write', 2_000_000)],
    twin: [kv('read', 6_000_000), kv('write', 2_000_000)],
  },
  {
    signature: 'kv_writes',
    title: 'a counter in a namespace of each tenant',
    place: 'KV',
    says: [
      'KV (40 resources) is written more often',
      '600,000 writes',
      '612,000 reads and writes',
      '98 %',
    ],
    before: caches(40, 300, 20),
    burning: caches(40, 300, 15_000),
    // Together they write less than ten times what one of them may.
    twin: caches(40, 300, 12_000),
  },
  {
    // https://github.com/AdiRishi/turborepo-remote-cache-cloudflare/issues/298
    signature: 'kv_deletes',
    title: 'a cron deletes what could expire',
    place: 'visits',
    says: ['2,000,000 deletes', '4,000,000 writes and deletes', '50 %'],
    before: [kv('read', 6_000_000), kv('write', 2_000_000), kv('delete', 1000)],
    burning: [kv('read', 6_000_000), kv('write', 2_000_000), kv('delete', 2_000_000)],
    // Sessions: those who log out delete theirs, the others' expire.
    twin: [kv('read', 6_000_000), kv('write', 2_000_000), kv('delete', 1_200_000)],
  },
  {
    // https://dev.to/nathanschram/my-5month-cloudflare-bill-hit-4868-because-of-an-infinite-loop-13g8
    signature: 'multiplied',
    title: 'a batch that is written again with each run, for longer than a launch',
    place: 'jobs',
    says: ['uses much of D1 rows written', '$240.00 a day'],
    from: '2026-09-15',
    firstOn: '2026-10-01',
    before: (day) => [day < '2026-10-01' ? d1(9000, 300) : d1(9000, 300, 240_000_000, 80_000_000)],
    burning: [d1(9000, 300, 240_000_000, 80_000_000)],
    // A product that is launched and takes off.
    twin: (day) => [day < '2026-10-01' ? d1(9000, 300) : d1(9000, 300, 12_000_000, 4_000_000)],
  },
  {
    // https://github.com/bentleypark/aiwatch/issues/1224
    signature: 'multiplied',
    title: 'reads that multiplied while keys were listed, which cost more',
    place: 'visits',
    says: ['80 times as much as before of KV reads', '$20.00 a day'],
    before: [kv('read', 500_000), kv('list', 20)],
    burning: [kv('read', 40_000_000), kv('list', 11_000_000)],
    twin: [kv('read', 40_000_000), kv('list', 20)],
  },
  {
    signature: 'multiplied',
    title: 'browsers that nobody closes, and videos that play by themselves',
    place: 'Browser Run',
    says: [
      'Browser Run uses 60 times as much as before of Browser Run browser hours',
      '$7.50 a day',
    ],
    before: [browsers(5_000_000), videos(10_000)],
    burning: [browsers(300_000_000), videos(200_000)],
    twin: [browsers(300_000_000), videos(200_000)],
  },
  {
    // https://github.com/skowtcc/monorepo/issues/10
    signature: 'r2_lists',
    title: 'all files are listed for each page',
    place: 'media',
    says: ['900,000 lists', '910,000 class A operations', '98 %'],
    before: r2(50_000, { PutObject: 10_000, ListObjects: 200 }),
    burning: r2(50_000, { PutObject: 10_000, ListObjects: 900_000 }),
    twin: r2(5_000_000, { PutObject: 910_000, ListObjects: 20_000 }),
  },
  {
    // https://github.com/rclone/rclone/issues/2889
    signature: 'r2_heads',
    title: 'a mirror that asks when each object was changed',
    place: 'media',
    says: ['6,000,000 of 6,003,500', '99 %'],
    before: r2(600_000, { HeadObject: 3500, GetObject: 3500 }),
    burning: r2(600_000, { HeadObject: 6_000_000, GetObject: 3500 }),
    // Each object is asked about before it is read.
    twin: r2(600_000, { HeadObject: 6_000_000, GetObject: 6_000_000 }),
  },
  {
    signature: 'r2_rewrites',
    title: 'a state is saved each second',
    place: 'media',
    says: ['864 times a day', '864,000 writes', '1,000 stored or deleted objects'],
    before: r2(1000, { PutObject: 1000 }),
    burning: r2(1000, { PutObject: 864_000 }),
    twin: r2(864_000, { PutObject: 864_000 }),
  },
  {
    signature: 'r2_rewrites',
    title: 'a thousand states, of which some are deleted',
    place: 'media',
    says: ['720 times a day', '864,000 writes', '1,200 stored or deleted objects'],
    before: r2(1000, { PutObject: 1000 }),
    burning: r2(1000, { PutObject: 864_000, DeleteObject: 200 }),
    // Uploads that are processed and deleted at once.
    twin: r2(1000, { PutObject: 864_000, DeleteObject: 864_000 }),
  },
  {
    signature: 'r2_rewrites',
    title: 'not where no answer has what is stored',
    place: 'media',
    says: ['720 times a day'],
    before: r2(1000, { PutObject: 1000 }),
    burning: r2(1000, { PutObject: 864_000, DeleteObject: 200 }),
    twin: r2(1000, { PutObject: 864_000, DeleteObject: 200 }).slice(1),
  },
  {
    signature: 'r2_rewrites',
    title: 'a thousand states, and no batch that deletes them',
    place: 'media',
    says: ['864 times a day'],
    before: r2(1000, { PutObject: 1000 }),
    burning: r2(1000, { PutObject: 864_000, 'DeleteObjects 403': 864 }),
    twin: r2(1000, { PutObject: 864_000, DeleteObjects: 864 }),
  },
  {
    signature: 'r2_retrievals',
    title: 'videos for which Infrequent Access was chosen',
    place: 'archive',
    says: ['500 GB a day', '25 %'],
    firstOn: '2026-10-01',
    before: cold(2000, 500),
    burning: cold(2000, 500),
    twin: cold(40_000, 500),
  },
  {
    signature: 'r2_retrievals',
    title: 'not a backup that is restored within four days',
    place: 'archive',
    says: ['500 GB a day'],
    firstOn: '2026-10-06',
    before: (day) => cold(2000, day < '2026-10-06' ? 0 : 500),
    burning: cold(2000, 500),
    twin: (day) => cold(2000, day < '2026-10-05' ? 500 : 0),
  },
  {
    // https://github.com/cloudflare/cloudflare-docs/pull/6677
    signature: 'queue_retries',
    title: 'a consumer that fails three times of four',
    place: 'orders',
    says: ['each message 4 times', '1,200,000 reads', '300,000 deletes'],
    before: queue(300_000, 300_000),
    burning: queue(1_200_000, 300_000),
    twin: queue(1_200_000, 1_200_000),
  },
  {
    signature: 'queue_retries',
    title: 'a consumer that acknowledges nothing',
    place: 'orders',
    says: ['each message many times', '2,400,000 reads', 'for no deletes'],
    firstOn: '2026-10-11',
    before: unacknowledged(300_000, 1_200_000, 0),
    burning: queueOf(300_000, 1_200_000, 0),
    // Pulled late in the evening of each other day, and acknowledged the next morning.
    twin: (day) => (Number(day.slice(-2)) % 2 ? queueOf(0, 0, 600_000) : queueOf(0, 600_000, 0)),
  },
  {
    signature: 'queue_retries',
    title: 'nothing is written any more, and what is left is read all day',
    place: 'orders',
    says: ['1,800,000 reads for no deletes'],
    firstOn: '2026-10-11',
    before: unacknowledged(0, 900_000, 0),
    burning: queueOf(0, 900_000, 0),
    // A backlog of ten days is read once, and acknowledged after midnight.
    twin: (day) =>
      day < '2026-10-11'
        ? queueOf(200_000, 0, 0)
        : day === START
          ? queueOf(0, 0, 1_500_000)
          : queueOf(0, 1_500_000, 0),
  },
  {
    signature: 'r2_not_found',
    title: 'a cache that is always missed',
    place: 'media',
    says: ['9,000,000 of 10,000,000', '90 %'],
    before: r2(1000, { GetObject: 1_000_000, 'GetObject 404': 2000 }),
    burning: r2(1000, { GetObject: 1_000_000, 'GetObject 404': 9_000_000 }),
    twin: r2(1000, { GetObject: 10_000_000, 'GetObject 404': 200_000 }),
  },
  {
    // https://github.com/n24q02m/mnemo-mcp/pull/841
    signature: 'idle_containers',
    title: 'instances that stay up for an hour after each call',
    place: 'sandbox',
    says: ['4,123 GB-seconds of memory for each second of CPU time'],
    before: [containers(4, 400)],
    burning: [containers(240, 900)],
    // As many instances, each at work for a seventh of its time.
    twin: [containers(240, 60_000)],
  },
  {
    signature: 'inference_neurons',
    title: 'whole books as prompts',
    place: '@cf/meta/llama-3.3-70b',
    says: ['5,000 neurons an inference', '2,000 inferences'],
    before: [model(200_000, 2000), worker('chat', 2000)],
    burning: [model(10_000_000, 2000), worker('chat', 2000)],
    twin: [model(10_000_000, 100_000), worker('chat', 100_000)],
  },
  {
    // https://github.com/tldraw/tldraw/issues/9764
    signature: 'orphaned_storage',
    title: 'the database of a branch that was merged',
    place: 'left',
    says: ['neither read nor written', '40 GB'],
    from: '2026-09-01',
    firstOn: '2026-09-01',
    before: [d1(1000, 100), holding('jobs'), holding('left')],
    burning: [d1(1000, 100), holding('jobs'), holding('left')],
    twin: [d1(1000, 100), holding('jobs')],
  },
  {
    signature: 'unlisted_storage',
    title: 'a database that the list does not have',
    place: 'gone',
    says: ['stores 40 GB', 'not in the newest list'],
    firstOn: '2026-10-01',
    before: [d1(1000, 100), holding('jobs'), d1(10, 1, 0, 0, 'gone'), holding('gone')],
    burning: [d1(1000, 100), holding('jobs'), d1(10, 1, 0, 0, 'gone'), holding('gone')],
    lists: { d1_databases: [{ uuid: 'jobs', name: 'jobs' }] },
    twin: [d1(1000, 100), holding('jobs'), d1(10, 1, 0, 0, 'gone'), holding('gone')],
    twinLists: {
      d1_databases: ['jobs', 'gone'].map((name) => ({ uuid: name, name })),
    },
  },
];
