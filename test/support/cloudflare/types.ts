// What a test says to the stub Cloudflare API, and what the stub says back about the calls it got.

export type Dim = string | number | readonly string[];
export type Metrics = Readonly<Record<string, number | bigint>>;

/** One stored measurement of one dataset, as fine as the test likes: the stub groups and adds. */
export interface Row {
  dataset: string;
  /** ISO 8601, UTC. Every `date` and `datetime*` dimension derives from it. */
  at: string;
  /** Defaults to the first of `accounts`. */
  account?: string;
  /** Of a dataset that is asked zone by zone: the zone's tag. */
  zone?: string;
  dims?: Readonly<Record<string, Dim>>;
  sum?: Metrics;
  max?: Metrics;
  min?: Metrics;
  /** Weighted by `count` when grouped. `sampleInterval` has a key of its own below. */
  avg?: Metrics;
  quantiles?: Metrics;
  /** Members of each distinct count: a group's `uniq` is the size of their union. */
  uniq?: Readonly<Record<string, readonly string[]>>;
  /** Events behind the row; default `sum.requests`, else 1. */
  count?: number;
  /** 1 in this many events was kept; 1 is exact. Sums are already scaled. */
  sampleInterval?: number;
}

export interface Settings {
  enabled: boolean;
  availableFields: readonly string[];
  maxDuration: number;
  maxNumberOfFields: number;
  maxPageSize: number;
  notOlderThan: number;
}

/** One call as it came in, without its token. */
export interface Recorded {
  /** From 1, over all calls. */
  number: number;
  method: string;
  /** Below the version path: `/graphql`, `/accounts/<id>/queues`. */
  path: string;
  search: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string>>;
  hasToken: boolean;
  query?: string;
  variables?: Readonly<Record<string, unknown>>;
  /** Datasets that the document names. */
  datasets: readonly string[];
}

export type Fault =
  /** An error answer; the body takes the form of the API that was asked. */
  | {
      kind: 'status';
      status: number;
      message: string;
      code?: string;
      retryAfter?: number | string | Date;
    }
  /** `errors[]` in a 200. */
  | { kind: 'errors'; message: string; code?: string }
  /** Never answers, until the client gives up or the stub closes. */
  | { kind: 'stall' }
  /** Answers rightly after so many real milliseconds. */
  | { kind: 'slow'; ms: number }
  /** Sends the head and half of the body, then cuts the connection. */
  | { kind: 'drop' }
  /** 200 and a body that is no JSON; default: the right answer without its end. */
  | { kind: 'malformed'; body?: string }
  /** `dataset`, or a field of it such as `dataset.sum_requests`, fails documents that select it. */
  | { kind: 'unentitled'; paths: readonly string[] }
  /** Other data for this one call: late, restated, resampled. */
  | { kind: 'rows'; change: (rows: readonly Row[]) => readonly Row[] };

export type RestName =
  | 'namespaces'
  | 'scripts'
  /** Rows name their `script`. */
  | 'deployments'
  | 'd1'
  | 'kv'
  | 'r2'
  | 'queues'
  | 'billableUsage'
  | 'usageV2'
  | 'zones'
  | 'subscriptions'
  | 'r2Eu'
  | 'r2Fedramp'
  | 'vectorize'
  | 'workflows'
  | 'hyperdrive'
  | 'aiGateway'
  | 'aiSearch'
  | 'pages'
  | 'pipelines'
  | 'sinks'
  | 'logpush'
  | 'dispatch'
  | 'dispatchScripts'
  | 'containers'
  | 'realtimeApps'
  | 'turnKeys'
  | 'imagesStats'
  | 'streamStorage';

export interface Zone {
  /** Its tag. */
  id: string;
  name: string;
  /** Defaults to the first of `accounts`. */
  account?: string;
  hidden?: boolean;
}

export interface Paging {
  form: 'page' | 'cursor' | 'none';
  perPage: number;
}

export interface CloudflareOptions {
  token?: string;
  /** Account tags the token may read; the demo account when left out. */
  accounts?: readonly string[];
  rows?: readonly Row[];
  /** Zones of the accounts; the token does not see the analytics of a `hidden` one. */
  zones?: readonly Zone[];
  /** Datasets that fail whenever they are asked. */
  broken?: readonly string[];
  now?: () => Date;
  /** Per dataset; `'*'` holds for all, a dataset's own comes on top. */
  settings?: Readonly<Record<string, Partial<Settings>>>;
  /**
   * As in the fault of that name, for the stub's whole life; `zone/dataset` holds for that zone alone.
   */
  unentitled?: readonly string[];
  refuseConfidence?: boolean;
  /** GraphQL budget: 300 queries in 300 s unless said; `retryAfter` adds the header to its 429. */
  budget?: { limit?: number; seconds?: number; charge?: 'query' | 'cost'; retryAfter?: boolean };
  /** Calls of any kind in 300 s: 1,200 unless said. */
  restBudget?: number;
  /** GraphQL errors ride on a 200 instead of the status the documentation gives. */
  errorsIn200?: boolean;
  /** Of a route that answers one object, its only row. */
  rest?: Readonly<Partial<Record<RestName, readonly object[]>>>;
  billableInfo?: object;
  /** What the token says of itself; the route is unknown without it. */
  tokenInfo?: { status: string; expires_on?: string };
  /** `full` has 27 fields, `spring` the 15 of early 2026. */
  billableForm?: 'full' | 'spring';
  paging?: Readonly<Partial<Record<RestName, Partial<Paging>>>>;
  /** Routes that answer `success: false`, `result: null`. */
  failures?: Readonly<Partial<Record<RestName, { status: number; code: number; message: string }>>>;
  faults?: (requestNumber: number, request: Recorded) => Fault | undefined;
}

export interface Answer {
  status: number;
  body: string;
  headers?: Readonly<Record<string, string>>;
}
