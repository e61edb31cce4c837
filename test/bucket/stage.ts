import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { runCli } from '../../src/commands/main.ts';
import { bufferIo } from '../../src/commands/shared/buffer-io.ts';
import { type FetchOptions, fetchObjects } from '../../src/sources/inputs/bucket/fetch.ts';
import { type InputOptions, withInputs } from '../../src/sources/inputs/resolve.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import type { Ran } from '../support/run.ts';
import { type Bucket, type BucketOptions, startBucket } from '../support/s3/index.ts';
import { temporary } from '../support/temp.ts';

export const ACCOUNT = '0123456789abcdef0123456789abcdef';

/** Tries as often as the real one, without its pauses. */
export const HASTE = { baseMs: 1, capMs: 2 };

export interface Stage {
  bucket: Bucket;
  folder: string;
  db: string;
  spool: string;
  fetch(addresses: readonly string[], wish?: Partial<FetchOptions>): Promise<Fetched[]>;
  /** What `load` would be given to read, without loading it; `work` may fail in its stead. */
  inputs(
    paths: readonly string[],
    wish?: Partial<InputOptions>,
    work?: () => void,
  ): Promise<string[]>;
  cli(argv: readonly string[], world?: World): Promise<Ran>;
}

export interface World {
  env?: Readonly<Record<string, string>>;
  stdin?: Buffer;
  signal?: AbortSignal;
}

export interface Fetched {
  says: string;
  body: string;
}

/**
 * A bucket, a folder and a database in it; gone when the test has ended.
 * @param isNew there is no database yet; else there is an empty one
 */
export async function onStage(options: BucketOptions = {}, { isNew = false } = {}): Promise<Stage> {
  const bucket = await startBucket(options);
  onTestFinished(() => bucket.close());
  const folder = temporary(onTestFinished);
  const db = join(folder, 'bill.duckdb');
  if (!isNew) placeEmptyDatabase(db);
  const spool = `${db}.bucket`;
  return {
    bucket,
    folder,
    db,
    spool,
    fetch: async (addresses, wish = {}) => {
      const usual = { env: bucket.env(), spool, patience: HASTE };
      const fetched = await fetchObjects(addresses, { ...usual, ...wish });
      const found = fetched.map(({ files }) => files);
      return found
        .flat()
        .map(({ says, path }) => ({ says, body: readFileSync(path).toString('latin1') }));
    },
    inputs: (paths, wish = {}, work = () => {}) => {
      const usual = { env: bucket.env(), db, patience: HASTE };
      return withInputs(paths, { ...usual, ...wish }, async (found) => {
        work();
        return found.map(({ says }) => says);
      });
    },
    cli: async (argv, { env = {}, stdin, signal } = {}) => {
      const now = '2026-11-21T06:00:00Z';
      const own = { ...bucket.env(), FLARETALLY_DB: db, CLOUDFLARE_ACCOUNT_ID: ACCOUNT };
      const io = bufferIo({
        cwd: folder,
        env: { ...own, FLARETALLY_NOW: now, ...env },
        ...(stdin ? { stdin: () => Readable.from([stdin]) } : {}),
        ...(signal ? { signal } : {}),
      });
      const code = await runCli(argv, io);
      return { code, out: io.out(), err: io.err() };
    },
  };
}

/** A Logpush file of a Worker's requests on a day. */
export function logFile(day: string, count: number, script = 'edge'): Buffer {
  const lines = Array.from({ length: count }, (_, i) => {
    const at = Date.parse(`${day}T12:00:00Z`) + i * 1000;
    return JSON.stringify({
      EventTimestampMs: at,
      EventType: 'fetch',
      Outcome: 'ok',
      ScriptName: script,
      CPUTimeMs: 1,
      WallTimeMs: 3,
      Entrypoint: '',
      Event: { RayID: `${day}-${script}-${i}` },
      Exceptions: [],
      Logs: [],
    });
  });
  return gzipSync(`${lines.join('\n')}\n`);
}

/** Files below a folder, hidden ones too, relative to it. */
export function namesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort();
  } catch {
    return [];
  }
}
