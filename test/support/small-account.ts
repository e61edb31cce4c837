// The saved answers of a small account, written by hand, for tests that load.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export const ROOM = 'aa'.repeat(16);
export const VAULT = 'bb'.repeat(16);

type Values = Readonly<Record<string, string | number>>;
type Row = Readonly<Record<string, unknown>> & { dimensions: Values };

/** A saved answer; bounds are days, or instants (`2026-10-04T09:00:00Z`) for hours. */
export interface Saved {
  account: string;
  dataset: string;
  from: string;
  to: string;
  capturedAt: string;
  rows?: readonly Row[];
  /** The dimensions of the request, if no row shows them. */
  dimensions?: string;
  error?: string;
  limit?: number;
  /** Tag of the zone that it is of, where its dataset is asked zone by zone. */
  zone?: string;
}

const DIMENSIONS: Readonly<Record<string, string>> = {
  durableObjectsInvocationsAdaptiveGroups: 'date namespaceId objectId name scriptName type status',
  durableObjectsPeriodicGroups: 'date namespaceId objectId name',
  durableObjectsSqlStorageGroups: 'date namespaceId',
  workersInvocationsAdaptive: 'date scriptName status usageModel',
};

const OF_ACCOUNT = 'accounts(filter: { accountTag: $a })';

/** Writes the answer and returns its path. */
export function save(path: string, saved: Saved): string {
  const { account, dataset, from, to, capturedAt, rows = [], error, limit = 10_000, zone } = saved;
  const dimensions =
    saved.dimensions ?? Object.keys(rows[0]?.dimensions ?? {}).join(' ') ?? DIMENSIONS[dataset];
  const by = from.includes('T') ? 'datetime' : 'date';
  const query = `query Usage($a: string!, $start: Time!, $end: Time!, $limit: uint64!) {
    viewer { ${zone ? `zones(filter: { zoneTag: "${zone}" })` : OF_ACCOUNT} {
      ${dataset}(filter: { ${by}_geq: $start, ${by}_lt: $end }, limit: $limit) {
        dimensions { ${dimensions || DIMENSIONS[dataset]} } } } } }`;
  const own = { [dataset]: rows };
  const data = { viewer: zone ? { zones: [{ zoneTag: zone, ...own }] } : { accounts: [own] } };
  return writeJson(path, {
    flaretally: 1,
    captured_at: capturedAt,
    account,
    dataset,
    request: { query, variables: { a: account, start: from, end: to, limit } },
    response: error === undefined ? { data } : { data: null, errors: [{ message: error }] },
  });
}

/** A list of the REST API: namespaces, or scripts, or the rows of the billable-usage feed. */
export function saveList(
  path: string,
  account: string,
  dataset: string,
  result: unknown,
  capturedAt = '2026-11-06T06:00:00Z',
): string {
  return writeJson(path, {
    flaretally: 1,
    captured_at: capturedAt,
    account,
    dataset: `rest/${dataset}`,
    request: { method: 'GET', path: `/accounts/${account}/${dataset}`, parameters: [] },
    response: { result, success: true, errors: [], messages: [] },
  });
}

export function namespace(id: string, name: string, script: string, isSqlite = true) {
  return { id, name, script, class: name, use_sqlite: isSqlite };
}

function writeJson(path: string, value: unknown): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(value));
  return path;
}

/** A day, or an hour of it if the time of day is given. */
function time(at: string): Values {
  return at.includes('T') ? { date: at.slice(0, 10), datetimeHour: at } : { date: at };
}

export function worker(at: string, scriptName: string, requests: number, more: Values = {}): Row {
  return {
    dimensions: { ...time(at), scriptName, status: 'success', usageModel: 'standard', ...more },
    sum: { requests, cpuTimeUs: requests * 900 },
    avg: { sampleInterval: 1 },
  };
}

/** @param within the bounds of a sampled figure */
export function invoked(
  at: string,
  name: string,
  requests: number,
  within?: readonly [number, number],
  more: Values = {},
): Row {
  const [lower, upper] = within ?? [];
  const sampled = { estimate: requests, lower, upper, sampleSize: 10, isValid: true };
  const confidence = { confidence: { level: 0.95, sum: { requests: sampled } } };
  return {
    dimensions: { ...time(at), ...object(name), scriptName: 'edge', type: 'http', ...more },
    sum: { requests, wallTime: requests * 50 },
    avg: { sampleInterval: within ? 10 : 1 },
    ...(within ? confidence : {}),
  };
}

export function active(at: string, name: string, activeTime: number, more: Values = {}): Row {
  const duration = `${activeTime}`;
  return {
    dimensions: { ...time(at), ...object(name), ...more },
    sum: {
      ...{ activeTime, duration: Number(duration) / 8_000_000 },
      ...{ inboundWebsocketMsgCount: 3, outboundWebsocketMsgCount: 1 },
      ...{ rowsRead: activeTime % 997, rowsWritten: activeTime % 31 },
      ...{ storageReadUnits: 0, storageWriteUnits: 0, storageDeletes: 0 },
    },
  };
}

export function stored(at: string, storedBytes: number, namespaceId = ROOM): Row {
  return { dimensions: { ...time(at), namespaceId }, max: { storedBytes } };
}

function object(name: string): Values {
  const objectId = Buffer.from(name.padEnd(32, '.')).toString('hex').slice(0, 64);
  return { namespaceId: name.startsWith('vault') ? VAULT : ROOM, objectId, name };
}
