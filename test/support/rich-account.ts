import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { logLine } from './answers.ts';
import {
  active,
  invoked,
  namespace,
  ROOM,
  type Saved,
  save,
  saveList,
  stored,
  VAULT,
  worker,
} from './small-account.ts';

export const RICH = 'cc'.repeat(16);

const TENANTS = `tenant,kind,value,match,namespace,weight,valid_from,valid_to
acme,object_name,acme-,prefix,Room,,,
$1,object_name,^team-([a-z]+)-,pattern,,,,
beta,object_name,shared,exact,,0.3,,2026-10-06
acme,object_name,shared,exact,,0.7,,2026-10-06
beta,object_name,shared,exact,,1,2026-10-06,
beta,namespace,Vault,exact,,,,
beta,script,site,exact,,,2026-10-02,2026-10-05
`;

/**
 * An account whose period starts within 4 October, with everything that makes one day depend on
 * others: answers for several days, for hours, two of one slice, sampled, refused, full at their
 * limit, for a part of an object's dimensions; gaps, silence that the period before explains, and a
 * tenant map with weights, patterns and dates. Returns the files.
 */
export function saveRich(folder: string): string[] {
  let files = 0;
  const answer = (saved: Omit<Saved, 'account' | 'capturedAt'> & { capturedAt?: string }) => {
    files += 1;
    const capturedAt = saved.capturedAt ?? '2026-11-06T06:00:00Z';
    return save(join(folder, `answer-${files}.json`), { account: RICH, ...saved, capturedAt });
  };
  mkdirSync(folder, { recursive: true });
  const tenants = join(folder, 'tenants.csv');
  writeFileSync(tenants, TENANTS);
  return [
    ...workers(answer),
    ...objects(answer),
    ...restless(answer),
    ...needless(answer),
    ...storage(answer),
    ...zones(answer),
    ...products(answer),
    unasked(folder),
    ...lists(folder),
    logged(folder),
    tenants,
  ];
}

type Answer = (saved: Omit<Saved, 'account' | 'capturedAt'> & { capturedAt?: string }) => string;

function workers(answer: Answer): string[] {
  const dataset = 'workersInvocationsAdaptive';
  const day = (date: string, next: string, requests: number, more: Partial<Saved> = {}) =>
    answer({ dataset, from: date, to: next, rows: [worker(date, 'site', requests)], ...more });
  const hours = (from: string, to: string, requests: number) =>
    answer({
      ...{ dataset, from: `2026-10-04T${from}:00:00Z`, to },
      rows: [worker(`2026-10-04T${from}:00:00Z`, 'edge', requests)],
    });
  const platform = { dispatchNamespaceName: 'tenants', isDispatcher: 0 };
  return [
    day('2026-10-01', '2026-10-02', 500),
    day('2026-10-01', '2026-10-02', 510, { capturedAt: '2026-11-07T06:00:00Z' }),
    day('2026-10-01', '2026-10-02', 0, { error: 'too many', rows: [] }),
    day('2026-10-02', '2026-10-03', 700, { limit: 1 }),
    hours('00', '2026-10-04T09:00:00Z', 90),
    hours('09', '2026-10-05T00:00:00Z', 160),
    answer({
      ...{ dataset, from: '2026-10-05', to: '2026-10-08' },
      rows: [
        worker('2026-10-05', 'site', 40, platform),
        worker('2026-10-06', 'edge', 50, platform),
        worker('2026-10-07', 'edge', 60, { dispatchNamespaceName: '', isDispatcher: 0 }),
      ],
    }),
    answer({ dataset, from: '2026-10-09', to: '2026-10-10', error: 'quota exceeded' }),
  ];
}

function objects(answer: Answer): string[] {
  const dataset = 'durableObjectsInvocationsAdaptiveGroups';
  const periodic = 'durableObjectsPeriodicGroups';
  const names = ['acme-1', 'team-core-1', 'shared', 'stray', 'vault-1'];
  const ofAll = <T>(row: (name: string, i: number) => T) => names.map(row);
  const kinds = ['http', 'rpc', 'alarm', 'hibernation', 'surprise'];
  return [
    answer({
      ...{ dataset, from: '2026-10-01', to: '2026-10-04' },
      rows: ['2026-10-01', '2026-10-02', '2026-10-03'].flatMap((date) =>
        ofAll((name, i) => invoked(date, name, 10 + i, undefined, { type: kinds[i] ?? '' })),
      ),
    }),
    answer({
      ...{ dataset, from: '2026-10-05', to: '2026-10-06' },
      rows: ofAll((name, i) => invoked('2026-10-05', name, 30 + i, [20 + i, 50 + i])),
    }),
    // The same days without objects and with other figures: the total that the finer answer
    // divides.
    answer({
      ...{ dataset, from: '2026-10-05', to: '2026-10-07', dimensions: 'date type' },
      rows: ['2026-10-05', '2026-10-06'].map((date) => ({
        ...invoked(date, '', 200, [150, 250]),
        dimensions: { date, type: 'http' },
      })),
    }),
    answer({
      ...{ dataset, from: '2026-10-06', to: '2026-10-08' },
      rows: [invoked('2026-10-06', 'shared', 33), invoked('2026-10-07', 'stray', 7)],
    }),
    answer({
      ...{ dataset: periodic, from: '2026-10-01', to: '2026-10-04' },
      rows: ['2026-10-01', '2026-10-03'].flatMap((date) =>
        ofAll((name, i) => active(date, name, 5_000_000 + i)),
      ),
    }),
    // From here on nothing is active, though the invocations go on.
    answer({ dataset: periodic, from: '2026-10-04', to: '2026-10-08' }),
  ];
}

/** A day on which objects burn money, each in another way: findings have rows too. */
function restless(answer: Answer): string[] {
  const day = { from: '2026-09-30', to: '2026-10-01' };
  const awake = (name: string, messages: number, rowsRead = 0) => {
    const row = active(day.from, name, 86_400_000_000);
    const sum = { inboundWebsocketMsgCount: messages, rowsRead };
    const max = { activeWebsocketConnections: 1 };
    return { ...row, sum: Object.assign({}, row.sum, sum), max };
  };
  return [
    answer({
      ...{ dataset: 'durableObjectsInvocationsAdaptiveGroups', ...day },
      rows: [
        invoked(day.from, 'acme-loop', 2880, undefined, { type: 'alarm' }),
        invoked(day.from, 'acme-polled', 8640),
        invoked(day.from, 'team-core-scan', 2000),
      ],
    }),
    answer({
      ...{ dataset: 'durableObjectsPeriodicGroups', ...day },
      rows: [
        awake('acme-loop', 0),
        awake('acme-polled', 0),
        awake('shared', 700),
        awake('team-core-scan', 0, 3_000_000),
        ...Array.from({ length: 25 }, (_, i) => ({
          ...active(day.from, `call-${i}`, 1_799_000_000),
          max: { activeWebsocketConnections: 2 },
        })),
      ],
    }),
  ];
}

/** The same day with previews and user Workers of nobody, and a database that nobody has used. */
function needless(answer: Answer): string[] {
  const platform = { dispatchNamespaceName: 'tenants', isDispatcher: 0 };
  const none = { dispatchNamespaceName: '', isDispatcher: 0, environmentName: '' };
  const period = { from: '2026-09-04T00:00:00Z', to: '2026-10-05T00:00:00Z' };
  const at = (day: number) =>
    `${new Date(Date.UTC(2026, 8, day)).toISOString().slice(0, 10)}T12:00:00Z`;
  const of = (day: number, databaseId: string) => ({
    dimensions: { date: at(day).slice(0, 10), datetimeHour: at(day), databaseId },
  });
  return [
    answer({
      ...{ dataset: 'workersInvocationsAdaptive', from: '2026-09-30', to: '2026-10-01' },
      rows: [
        worker('2026-09-30', 'site', 1000, none),
        worker('2026-09-30', 'api-pr-7', 200_000, { ...none, environmentName: 'preview' }),
        worker('2026-09-30', 'shop', 200_000, { ...none, ...platform }),
      ],
    }),
    answer({
      ...{ dataset: 'd1AnalyticsAdaptiveGroups', ...period },
      rows: [{ ...of(9, 'used'), sum: { rowsRead: 30, rowsWritten: 2, readQueries: 3 } }],
    }),
    answer({
      ...{ dataset: 'd1StorageAdaptiveGroups', ...period },
      rows: Array.from({ length: 30 }, (_, i) => ({
        ...of(5 + i, 'left'),
        max: { databaseSizeBytes: 2_000_000_000 + i },
      })),
    }),
  ];
}

function storage(answer: Answer): string[] {
  const dataset = 'durableObjectsSqlStorageGroups';
  return [
    answer({
      ...{ dataset, from: '2026-10-01', to: '2026-10-08' },
      rows: ['2026-10-01', '2026-10-04', '2026-10-05'].map((date, i) => stored(date, 7_000 + i)),
    }),
    answer({
      ...{ dataset: 'durableObjectsStorageGroups', from: '2026-10-01', to: '2026-10-03' },
      rows: [{ dimensions: { date: '2026-10-02' }, max: { storedBytes: 900 } }],
    }),
  ];
}

/** Emails of two zones, of which one has answered a day more, and one twice. */
function zones(answer: Answer): string[] {
  const of = (zone: string, from: string, to: string, count: number, more: Partial<Saved> = {}) => {
    const day = { status: 'delivered', sendingDomain: `${zone}.example`, isNDR: 0 };
    const dimensions = { datetime: `${from}T08:00:00Z`, ...day };
    const dataset = 'emailSendingAdaptiveGroups';
    return answer({ ...more, dataset, zone, from, to, rows: [{ dimensions, count }] });
  };
  return [
    of('shop', '2026-10-01', '2026-10-02', 70),
    of('shop', '2026-10-01', '2026-10-02', 75, { capturedAt: '2026-11-07T06:00:00Z' }),
    of('blog', '2026-10-01', '2026-10-03', 30),
    of('shop', '2026-10-04', '2026-10-06', 20),
  ];
}

/** Bytes from a region that no price names, and operations of R2 of which none is a retrieval. */
function products(answer: Answer): string[] {
  const dataset = 'containersUsageAdaptiveGroups';
  const operations = 'r2OperationsAdaptiveGroups';
  const sent = (date: string, region: string, txBytes: number) => ({
    dimensions: { date, applicationId: 'render', region },
    sum: { cpuTimeSec: 1, allocatedMemory: 1, allocatedDisk: 1, txBytes },
  });
  const inferred = (date: string, tag: string) => ({
    dimensions: { date, modelId: 'llama', tag },
    sum: { totalNeurons: 9 },
  });
  // Nothing is charged for them before 14 October.
  const pushed = (date: string) => ({
    dimensions: { datetime: `${date}T09:00:00Z`, repositoryNamespace: 'apps', eventKind: 'action' },
    count: 3,
  });
  const put = { actionType: 'PutObject', storageClass: 'Standard', responseStatusCode: 200 };
  return [
    answer({
      ...{ dataset, from: '2026-10-01', to: '2026-10-08' },
      rows: [sent('2026-10-02', 'MOON', 70), sent('2026-10-05', 'WEUR', 80)],
    }),
    answer({
      ...{ dataset: operations, from: '2026-10-05', to: '2026-10-06' },
      rows: [
        {
          dimensions: { date: '2026-10-05', bucketName: 'media', ...put },
          sum: { requests: 9, responseObjectSize: 0 },
        },
      ],
    }),
    answer({
      ...{ dataset: 'aiInferenceAdaptiveGroups', from: '2026-10-02', to: '2026-10-06' },
      rows: ['2026-10-02', '2026-10-05'].flatMap((date) => [
        inferred(date, 'chat'),
        inferred(date, 'beta'),
      ]),
    }),
    answer({
      ...{ dataset: 'artifactsEventsAdaptiveGroups', from: '2026-10-12', to: '2026-10-16' },
      rows: ['2026-10-13', '2026-10-14'].map(pushed),
    }),
  ];
}

/** An answer without its request: only its rows tell of which days it is. */
function unasked(folder: string): string {
  const path = join(folder, 'unasked.json');
  const rows = ['2026-10-02', '2026-10-05'].map((date) => ({
    dimensions: { date, databaseId: 'orders' },
    max: { databaseSizeBytes: 7_000 },
  }));
  const accounts = [{ accountTag: RICH, d1StorageAdaptiveGroups: rows }];
  const saved = { flaretally: 1, captured_at: '2026-11-06T06:00:00Z', account: RICH };
  const response = { data: { viewer: { accounts } }, errors: null };
  writeFileSync(path, JSON.stringify({ ...saved, dataset: 'd1StorageAdaptiveGroups', response }));
  return path;
}

/** Events of a class on days that have its active time, and of a shared script on either side. */
function logged(folder: string): string {
  const path = join(folder, 'events.log');
  const events = ['2026-10-01', '2026-10-03', '2026-10-04', '2026-10-05'].flatMap((date, i) =>
    ['', 'Room'].map((entrypoint, j) => {
      const nonce = `${i}${j}`;
      const at = Date.parse(`${date}T12:00:00Z`) + 1000 * j;
      return logLine({ at, script: 'edge', entrypoint, nonce, tenant: i % 2 ? 'acme' : 'beta' });
    }),
  );
  writeFileSync(path, `${events.join('\n')}\n`);
  return path;
}

function lists(folder: string): string[] {
  const list = (name: string, dataset: string, result: unknown) =>
    saveList(join(folder, `${name}.json`), RICH, dataset, result);
  const anchor = '2026-08-04T09:31:07Z';
  const cycle = { billing_cycle_anchor_timestamp: anchor, start_timestamp: anchor };
  return [
    list('info', 'billable_usage_info', { covered: true, subscriptions: [{ id: 'a', ...cycle }] }),
    list('namespaces', 'durable_objects_namespaces', [
      namespace(ROOM, 'Room', 'edge'),
      namespace(VAULT, 'Vault', 'safe', false),
    ]),
    list('usage', 'billable_usage', [
      {
        ChargePeriodStart: '2026-09-30T00:00:00Z',
        ChargePeriodEnd: '2026-10-01T00:00:00Z',
        ConsumedQuantity: 2_000_000,
        ConsumedUnit: 'Count',
        ServiceName: 'Observability - Logs',
      },
    ]),
  ];
}
