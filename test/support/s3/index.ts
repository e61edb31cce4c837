// A bucket on this machine: ListObjectsV2 and GetObject, signatures verified, faults on demand.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { type Listed, listing, problemXml } from './listing.ts';
import { type Key, type Problem, problemOf } from './sigv4.ts';

export interface Stored {
  body: Buffer;
  etag: string;
  /** As its metadata says. */
  contentEncoding?: 'gzip';
}

export type Fault =
  | (Problem & { kind: 'status'; headers?: Record<string, string> })
  /** The connection ends after so many bytes of the body, but before its last. */
  | { kind: 'drop'; after: number }
  /** Whole to look at, with so many bytes too few. */
  | { kind: 'short'; by: number }
  /** Answers nothing, for good. */
  | { kind: 'stall' }
  /** Another text instead. */
  | { kind: 'body'; text: string };

export interface Seen {
  kind: 'list' | 'get';
  key: string;
  range: string | undefined;
  ifMatch: string | undefined;
  query: URLSearchParams;
}

export interface BucketOptions {
  objects?: Readonly<Record<string, string | Buffer>>;
  /** What comes instead of the n-th answer, from 1. */
  fault?: (n: number, seen: Seen) => Fault | undefined;
  pageSize?: number;
  region?: string;
  key?: Key;
  /** Milliseconds that this server's clock is ahead. */
  aheadMs?: number;
  isEncoding?: boolean;
  /** Milliseconds before each answer. */
  delayMs?: number;
  /** As Cloudflare's edge does: unpacks and packs by what is accepted. */
  isEdge?: boolean;
  /** Does not know If-Match. */
  isLax?: boolean;
}

export interface Bucket {
  url: string;
  key: Key;
  objects: Map<string, Stored>;
  requests: Seen[];
  /** Most requests that were under way at once. */
  most(): number;
  /** The variables of a person who may read it. */
  env(): Record<string, string>;
  close(): Promise<void>;
}

export const BUCKET = 'logs';

const KEY: Key = {
  id: 'AKIDTESTaccesskeyid0123456789abc',
  secret: 'wJalrXUtnFEMI+secret/of.a+test==',
};

export function stored(content: string | Buffer): Stored {
  const body = Buffer.from(content);
  return { body, etag: createHash('md5').update(body).digest('hex') };
}

export async function startBucket(options: BucketOptions = {}): Promise<Bucket> {
  const key = options.key ?? KEY;
  const objects = new Map(Object.entries(options.objects ?? {}).map(([k, v]) => [k, stored(v)]));
  const requests: Seen[] = [];
  let under = 0;
  let most = 0;
  const server = createServer((request, response) => {
    under++;
    most = Math.max(most, under);
    response.on('close', () => under--);
    const seen = seenOf(request);
    requests.push(seen);
    const fault = options.fault?.(requests.length, seen);
    const turn = { options, key, objects, seen, fault };
    if (!options.delayMs) answer(request, response, turn);
    else setTimeout(() => answer(request, response, turn), options.delayMs);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    key,
    objects,
    requests,
    most: () => most,
    env: () => ({
      AWS_ENDPOINT_URL: url,
      R2_ACCESS_KEY_ID: key.id,
      R2_SECRET_ACCESS_KEY: key.secret,
    }),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Turn {
  options: BucketOptions;
  key: Key;
  objects: Map<string, Stored>;
  seen: Seen;
  fault: Fault | undefined;
}

function seenOf(request: IncomingMessage): Seen {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const [, , ...key] = path.split('/').map(decodeURIComponent);
  return {
    kind: key.length === 0 ? 'list' : 'get',
    key: key.join('/'),
    range: request.headers.range,
    ifMatch: request.headers['if-match'],
    // Here a plus is a plus.
    query: new URLSearchParams(query.replaceAll('+', '%2B')),
  };
}

function answer(request: IncomingMessage, response: ServerResponse, turn: Turn): void {
  const { options, key, objects, seen, fault } = turn;
  const now = Date.now() + (options.aheadMs ?? 0);
  response.setHeader('date', new Date(now).toUTCString());
  if (fault?.kind === 'stall') return;
  const problem =
    fault?.kind === 'status' ? fault : problemOf(request, key, options.region ?? 'auto', now);
  if (problem) refuse(response, problem);
  else if (fault?.kind === 'body') response.end(fault.text);
  else if (bucketOf(request) !== BUCKET) refuse(response, NO_BUCKET);
  else if (seen.kind === 'get') give(request, response, turn);
  else {
    const all: Listed[] = [...objects].map(([k, one]) => listed(k, one));
    const { pageSize = 1000, isEncoding = true } = options;
    const text = listing(all, { bucket: BUCKET, query: seen.query, pageSize, isEncoding });
    send(response, Buffer.from(text), fault);
  }
}

function bucketOf(request: IncomingMessage): string {
  return decodeURIComponent(request.url?.split(/[/?]/)[1] ?? '');
}

function listed(key: string, { etag, body }: Stored): Listed {
  return { key, etag, bytes: body.length };
}

const said = (status: number, code: string, message: string): Problem => ({
  status,
  code,
  message,
});
const NO_BUCKET = said(404, 'NoSuchBucket', 'The specified bucket does not exist.');
const NO_KEY = said(404, 'NoSuchKey', 'The specified key does not exist.');
const CHANGED = said(412, 'PreconditionFailed', 'A precondition did not hold.');
const NO_RANGE = said(416, 'InvalidRange', 'The requested range is not satisfiable.');

function refuse(response: ServerResponse, problem: Problem & { headers?: Record<string, string> }) {
  response.writeHead(problem.status, { 'content-type': 'application/xml', ...problem.headers });
  response.end(problemXml(problem));
}

function give(request: IncomingMessage, response: ServerResponse, turn: Turn): void {
  const object = turn.objects.get(turn.seen.key);
  const wanted = turn.options.isLax ? undefined : turn.seen.ifMatch;
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? -1);
  if (!object) refuse(response, NO_KEY);
  else if (wanted !== undefined && wanted !== `"${object.etag}"`) refuse(response, CHANGED);
  else if (from >= object.body.length) refuse(response, NO_RANGE);
  else giveBytes(request, response, { object, from, turn });
}

function giveBytes(
  request: IncomingMessage,
  response: ServerResponse,
  { object, from, turn }: { object: Stored; from: number; turn: Turn },
): void {
  const { body, etag, contentEncoding } = object;
  response.setHeader('etag', `"${etag}"`);
  const isPlain = request.headers['accept-encoding'] === 'identity';
  if (turn.options.isEdge && contentEncoding === 'gzip' && isPlain) {
    // Unpacked on the way: chunked, no length, no range.
    const unpacked = gunzipSync(body);
    if (turn.fault?.kind === 'drop') cutOff(response, unpacked.subarray(0, turn.fault.after));
    else {
      response.write(unpacked);
      response.end();
    }
    return;
  }
  if (contentEncoding) response.setHeader('content-encoding', contentEncoding);
  if (from >= 0) {
    response.statusCode = 206;
    response.setHeader('content-range', `bytes ${from}-${body.length - 1}/${body.length}`);
  }
  send(response, body.subarray(Math.max(0, from)), turn.fault);
}

function send(response: ServerResponse, body: Buffer, fault: Fault | undefined): void {
  const length = fault?.kind === 'short' ? body.length - fault.by : body.length;
  response.setHeader('content-length', length);
  if (fault?.kind !== 'drop') {
    response.end(body.subarray(0, length));
    return;
  }
  cutOff(response, body.subarray(0, Math.min(fault.after, body.length - 1)));
}

function cutOff(response: ServerResponse, part: Buffer): void {
  response.flushHeaders();
  response.write(part, () => {
    // What was written shall arrive before the end does.
    setTimeout(() => response.destroy(), 5);
  });
}
