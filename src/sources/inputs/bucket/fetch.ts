import { type Clock, clockFrom } from '../../cloudflare/clock.ts';
import type { Patience } from '../../cloudflare/retry.ts';
import type { FetchEvent, Found, IsKnown } from '../found.ts';
import { BucketClient } from './client.ts';
import { accessOf, type BucketAccess, type Env } from './credentials.ts';
import { getObject } from './get.ts';
import type { StoredObject } from './list.ts';
import { matching } from './matching.ts';
import { Spool, versionOf } from './spool.ts';
import { type Together, together } from './together.ts';
import { type BucketUrl, parseBucketUrl, type Scheme } from './url.ts';

export interface FetchOptions {
  env: Env;
  /** The Cloudflare account, for the endpoint of R2. */
  account?: string | undefined;
  /** Folder for the fetched objects. */
  spool: string;
  signal?: AbortSignal | undefined;
  onEvent?: ((event: FetchEvent) => void) | undefined;
  /** Objects in parallel; 8. */
  concurrency?: number | undefined;
  patience?: Partial<Patience> | undefined;
  /** Milliseconds without data before a timeout; a minute. */
  timeoutMs?: number | undefined;
  clock?: Clock | undefined;
  /** Objects that are left out, as if they were not there. */
  isKnown?: IsKnown | undefined;
}

/** The files of an address, and how many objects were left out. */
export interface Fetched {
  files: Found[];
  known: number;
}

/** Retries of one object: about half a minute of waiting on average, at most five minutes. */
const PATIENCE: Patience = { attempts: 8, waitMs: 300_000, baseMs: 500, capMs: 30_000 };

/** An object, the client that fetches it, and its spool. */
interface Errand {
  client: BucketClient;
  spool: Spool;
  object: StoredObject;
}

/**
 * Lists the objects at the addresses and fetches those that the spool does not have, several in
 * parallel. After an error the others stop; fetched objects stay.
 * @returns for each address the files, in the order of their keys; none if there are none
 */
export async function fetchObjects(
  addresses: readonly string[],
  options: FetchOptions,
): Promise<Fetched[]> {
  const places = addresses.map(parseBucketUrl);
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const open = opener(options, signal);
  const all = together(options.concurrency ?? 8, signal, stop);
  const listed = await all(places, async (place) => {
    const { client, spool } = open(place);
    return errandsOf(client, spool, place, await matching(client, place), options);
  });
  const missing = new Map(listed.flatMap((one) => one.missing).map((e) => [pathOf(e), e]));
  await fetchAll([...missing.values()], options, all);
  return listed.map(({ errands, known }) => ({ files: errands.map(foundOf), known }));
}

/** A client and a spool per bucket, created at their first use. */
function opener(options: FetchOptions, signal: AbortSignal) {
  const accesses = new Map<Scheme, BucketAccess>();
  const opened = new Map<string, { client: BucketClient; spool: Spool }>();
  return ({ scheme, bucket }: BucketUrl) => {
    const known = opened.get(`${scheme}/${bucket}`);
    if (known) return known;
    const access = accesses.get(scheme) ?? accessOf(scheme, options.env, options.account);
    accesses.set(scheme, access);
    const client = new BucketClient(bucket, {
      access,
      clock: options.clock ?? clockFrom(new Date()),
      patience: { ...PATIENCE, ...options.patience },
      timeoutMs: options.timeoutMs ?? 60_000,
      signal,
      onWait: (wait) => options.onEvent?.({ kind: 'waiting', ...wait }),
    });
    const spool = new Spool(options.spool, `${access.endpoint.href}${bucket}`, bucket);
    opened.set(`${scheme}/${bucket}`, { client, spool });
    return { client, spool };
  };
}

async function errandsOf(
  client: BucketClient,
  spool: Spool,
  { says }: BucketUrl,
  listed: readonly StoredObject[],
  { onEvent, isKnown }: FetchOptions,
) {
  const isNew = (one: StoredObject) => !isKnown?.(client.says(one.key), versionOf(one));
  const objects = listed.filter(isNew);
  const known = listed.length - objects.length;
  if (objects.length > 0) await spool.open();
  const errands = objects.map((object) => ({ client, spool, object }));
  const missing: Errand[] = [];
  for (const errand of errands) if (!(await spool.has(errand.object))) missing.push(errand);
  const present = errands.length - missing.length;
  if (known === 0 || objects.length > 0)
    onEvent?.({ kind: 'listed', says, objects: errands.length, bytes: bytesOf(errands), present });
  return { errands, missing, known };
}

async function fetchAll(
  errands: readonly Errand[],
  { onEvent }: FetchOptions,
  all: Together,
): Promise<void> {
  const ofBytes = bytesOf(errands);
  let objects = 0;
  let bytes = 0;
  const tell = () =>
    onEvent?.({ kind: 'fetched', objects, ofObjects: errands.length, bytes, ofBytes });
  await all(errands, async ({ client, spool, object }) => {
    await getObject(client, spool, object, (more) => {
      bytes += more;
      tell();
    });
    objects++;
    tell();
  });
}

function foundOf(errand: Errand): Found {
  const { client, object } = errand;
  const says = client.says(object.key);
  return { path: pathOf(errand), isNamed: false, says, version: versionOf(object) };
}

function pathOf({ spool, object }: Errand): string {
  return spool.pathOf(object);
}

function bytesOf(errands: readonly Errand[]): number {
  return errands.reduce((sum, { object }) => sum + object.bytes, 0);
}
