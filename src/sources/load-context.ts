import { type FlaretallyError, usageError } from '../errors.ts';
import type { Lack } from '../store/answer-lacks.ts';
import type { Database } from '../store/database.ts';
import { type InsertRow, insertRows } from '../store/insert.ts';
import type { LogRule } from '../store/logs/ground.ts';
import type { Dataset } from '../words/dataset.ts';
import type { Kind } from './detect.ts';
import { DOCUMENT_SIZE } from './document-size.ts';

/** What every source needs to know of the load it is part of. */
export interface LoadContext {
  /** The datasets of which answers are read. */
  datasets: readonly Dataset[];
  /** The account that the person named, if any. */
  account: string | undefined;
  /** When bare answers were received, if the person said so. */
  capturedAt: string | undefined;
  /** Whether an invoice takes the place of those for the same periods. */
  isReplacing: boolean;
  /** Whether events that two log files deliver are counted once. */
  isDeduped: boolean;
  /** Whether logs will do that leave events out by a sample rate or a filter. */
  isPartialAllowed: boolean;
  /** Whether every log event is kept as Parquet besides. */
  isKeepingEvents: boolean;
  /** Whether logs may take all the memory that there is. */
  isRoomy: boolean;
  /** The rules by which logs are read, each after all that it reads. */
  logRules: () => Promise<readonly LogRule[]>;
  /** Bytes that one document may have, unpacked. */
  documentBytes: number;
  /** Logpush jobs of this load, by account: their digests. */
  jobs: Map<string, string>;
  /** The account of a file that does not name one. @throws FlaretallyError E_ACCOUNT_NEEDED */
  requireAccount(path: string): string;
  /** Notes a file for raw.loads, and its account if that is new. */
  addLoad(kind: Kind, account: string, file: { digest: string; path: string }): void;
  /** Notes a file, or a part of one, that is left out, and why; the others are loaded. */
  skip(path: string, error: FlaretallyError): void;
  /** What answers of this load do not hold. */
  lacks: Lack[];
  /** What was left out. */
  skipped: Skipped[];
  /** Whether anything of a file was taken. */
  isTaken(digest: string): boolean;
  /** Writes what was noted. */
  flush(db: Database): Promise<void>;
}

/** A file, or a part of one, that is left out of a load. */
export interface Skipped {
  path: string;
  error: FlaretallyError;
}

/** What a person says of a load. */
export interface LoadWishes {
  datasets: readonly Dataset[];
  account?: string | undefined;
  capturedAt?: string | undefined;
  replace?: boolean | undefined;
  dedupe?: boolean | undefined;
  allowPartial?: boolean | undefined;
  keepEvents?: boolean | undefined;
  roomy?: boolean | undefined;
  documentBytes?: number | undefined;
  /** Needed where there are logs. */
  logRules?: (() => Promise<readonly LogRule[]>) | undefined;
  now: Date;
}

/** The plan of an account of which nobody has said another. */
const PLAN = 'workers_paid';

/** Starts a load; the accounts that the database knows stand in for one that is not named. */
export async function loadContext(db: Database, options: LoadWishes): Promise<LoadContext> {
  const known = await db.rows<{ account: string }>('select account from params.accounts');
  const accounts = new Set(known.map(({ account }) => account));
  const loads = new Map<string, InsertRow>();
  const loaded_at = options.now.toISOString().replace('Z', '');
  const skipped: Skipped[] = [];
  return {
    datasets: options.datasets,
    ...wishesOf(options),
    jobs: new Map(),
    requireAccount(path) {
      if (options.account) return options.account;
      const [only, another] = accounts;
      if (only !== undefined && another === undefined) return only;
      const why = only === undefined ? 'the database has none yet' : 'the database has several';
      throw usageError(
        'E_ACCOUNT_NEEDED',
        `${path} does not name its account, and ${why}`,
        'name the account with --account',
      );
    },
    addLoad(kind, account, { digest, path }) {
      accounts.add(account);
      loads.set(digest, { load_id: digest, kind, account, source_file: path, loaded_at });
    },
    skip(path, error) {
      skipped.push({ path, error });
    },
    lacks: [],
    skipped,
    isTaken: (digest) => loads.has(digest),
    async flush(database) {
      const isNew = (account: string) => !known.some((row) => row.account === account);
      const fresh = [...accounts].filter(isNew);
      await insertRows(database, 'raw.loads', [...loads.values()]);
      await insertRows(
        database,
        'params.accounts',
        fresh.map((account) => ({ account, plan: PLAN })),
      );
    },
  };
}

/** What was wished, with what goes without saying. */
function wishesOf(options: LoadWishes) {
  return {
    account: options.account,
    capturedAt: options.capturedAt,
    isReplacing: options.replace ?? false,
    isDeduped: options.dedupe ?? true,
    isPartialAllowed: options.allowPartial ?? false,
    isKeepingEvents: options.keepEvents ?? false,
    isRoomy: options.roomy ?? false,
    documentBytes: options.documentBytes ?? DOCUMENT_SIZE,
    logRules: options.logRules ?? (() => Promise.reject(new Error('logs are read by rules'))),
  };
}
