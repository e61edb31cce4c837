// What Cloudflare counts of a resource on a day, row by row.

type Values = Readonly<Record<string, unknown>>;

/** A row of a dataset; figures by their paths (`sum.requests`), those not named are zero. */
export interface Row {
  dataset: string;
  dims: Values;
  /** A figure of null is not known. */
  figures: Readonly<Record<string, number | null>>;
  /** The hour of the day, where answers are asked for by the hour. */
  hour?: number | undefined;
}

/** What a Durable Object did; times are in seconds. */
export interface Activity {
  active?: number;
  inbound?: number;
  outbound?: number;
  /** Null where the answers do not say. */
  sockets?: number | null;
  rowsRead?: number;
  rowsWritten?: number;
  unitsRead?: number;
  unitsWritten?: number;
}

export function row(dataset: string, dims: Values, figures: Row['figures'], hour?: number): Row {
  return { dataset, dims, figures, hour };
}

/** An object in a namespace, both by name. */
export function active(namespace: string, name: string, of: Activity, hour?: number): Row {
  const figures = {
    'sum.activeTime': (of.active ?? 0) * 1_000_000,
    'sum.inboundWebsocketMsgCount': of.inbound ?? 0,
    'sum.outboundWebsocketMsgCount': of.outbound ?? 0,
    'max.activeWebsocketConnections': of.sockets === undefined ? 0 : of.sockets,
    'sum.rowsRead': of.rowsRead ?? 0,
    'sum.rowsWritten': of.rowsWritten ?? 0,
    'sum.storageReadUnits': of.unitsRead ?? 0,
    'sum.storageWriteUnits': of.unitsWritten ?? 0,
  };
  return row('durableObjectsPeriodicGroups', objectOf(namespace, name), figures, hour);
}

/** @param seconds from start to end of all these invocations */
export function invoked(
  namespace: string,
  name: string,
  type: 'http' | 'rpc' | 'alarm' | 'hibernation',
  requests: number,
  seconds = 0,
  more: { hour?: number; errors?: number } = {},
): Row {
  const figures = {
    'sum.requests': requests,
    'sum.wallTime': seconds * 1_000_000,
    'sum.errors': more.errors ?? 0,
  };
  const dims = { ...objectOf(namespace, name), scriptName: 'app', type, status: 'success' };
  return row('durableObjectsInvocationsAdaptiveGroups', dims, figures, more.hour);
}

/** Requests of a Worker, at 2 ms of CPU each unless stated. */
export function worker(
  scriptName: string,
  requests: number,
  of: { cpuUs?: number; errors?: number; subrequests?: number; status?: string } = {},
): Row {
  const dims = { scriptName, status: of.status ?? 'success', usageModel: 'standard' };
  return row('workersInvocationsAdaptive', dims, {
    'sum.requests': requests,
    'sum.cpuTimeUs': of.cpuUs ?? requests * 2000,
    'sum.errors': of.errors ?? 0,
    'sum.subrequests': of.subrequests ?? 0,
  });
}

/** The same for objects `name-0`, `name-1` and so on. */
export function each(count: number, name: string, rows: (name: string) => readonly Row[]): Row[] {
  return Array.from({ length: count }, (_, i) => rows(`${name}-${i}`)).flat();
}

export function namespaceId(namespace: string): string {
  return hexOf(namespace, 32);
}

function objectOf(namespace: string, name: string) {
  return { namespaceId: namespaceId(namespace), objectId: hexOf(`${namespace} ${name}`, 64), name };
}

/** Text as so many hexadecimal digits. */
export function hexOf(text: string, length: number): string {
  const hex = Buffer.from(text).toString('hex');
  if (hex.length > length) throw new Error(`${text} is too long a name`);
  return hex.padStart(length, '0');
}
