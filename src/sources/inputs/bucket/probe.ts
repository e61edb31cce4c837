import { clockFrom } from '../../cloudflare/clock.ts';
import { literalStart } from '../pattern.ts';
import { BucketClient } from './client.ts';
import { accessOf, type Env } from './credentials.ts';
import { listObjects } from './list.ts';
import { parseBucketUrl } from './url.ts';

/** One repetition, because a person waits for the answer. */
const PATIENCE = { attempts: 2, waitMs: 3_000, baseMs: 500, capMs: 3_000 };
const TIMEOUT_MS = 10_000;

/**
 * Lists the first object below an address, days (`{DATE}`) and patterns aside.
 * @returns whether there is one
 * @throws FlaretallyError E_BUCKET_*
 */
export async function probeBucket(
  address: string,
  options: { env: Env; account?: string | undefined; signal?: AbortSignal | undefined },
): Promise<boolean> {
  const { scheme, bucket, path } = parseBucketUrl(address);
  const client = new BucketClient(bucket, {
    access: accessOf(scheme, options.env, options.account),
    clock: clockFrom(new Date()),
    patience: PATIENCE,
    timeoutMs: TIMEOUT_MS,
    signal: options.signal ?? new AbortController().signal,
  });
  return (await listObjects(client, literalStart(path), true)).length > 0;
}
