import { type FlaretallyError, usageError } from '../errors.ts';
import type { MissingField, Unheld } from '../store/answer-missing.ts';
import type { Database } from '../store/database.ts';
import { type InsertRow, insertRows } from '../store/insert.ts';
import type { LogRule } from '../store/logs/workspace.ts';
import type { Dataset } from '../words/dataset.ts';
import type { Kind } from './detect.ts';
import { DOCUMENT_SIZE } from './document-size.ts';

/** What every source needs to know about the load. */
export interface LoadContext {
  /** The datasets whose answers are read. */
  datasets: readonly Dataset[];
  /** The account given on the command line, if any. */
  account: string | undefined;
  /** When bare answers were received, if given on the command line. */
  capturedAt: string | undefined;
  /** Whether an invoice replaces those for the same periods. */
  isReplacing: boolean;
  /** Whether an event that two log files deliver is counted once. */
  isDeduped: boolean;
  /** Whether logs are accepted that leave out events by a sample rate or a filter. */
  isPartialAllowed: boolean;
  /** Whether every log event is also stored as Parquet. */
  isKeepingEvents: boolean;
  /** Whether logs may use all memory of the machine. */
  isRoomy: boolean;
  /** The rules for reading logs, each after its inputs. */
  logRules: () => Promise<readonly LogRule[]>;
  /** Bytes that one document may have, unpacked. */
  documentBytes: number;
  /** Digests of the Logpush jobs of this load, by account. */
  jobs: Map<string, string>;
  /** The account of a file that does not name one. @throws FlaretallyError E_ACCOUNT_NEEDED */
  requireAccount(path: string): string;
  /** Adds a file to raw.loads, and its account if that is new. */
  addLoad(kind: Kind, account: string, file: { digest: string; path: string }): void;
  /** Records a file, or a part of one, that is skipped, with the reason. The rest is loaded. */
  skip(path: string, error: FlaretallyError): void;
  /** Fields that answers of this load do not have. */
  lacks: MissingField[];
  /** Fields that they do not have either, and that only behaviours need. */
  unjudged: Unheld[];
  /** Invoices loaded before that those of this load took the place of, in words. */
  replaced: string[];
  /** What was skipped. */
  skipped: Skipped[];
  /** Whether anything of a file was loaded. */
  isTaken(digest: string): boolean;
  /** Writes what was recorded. */
  flush(db: Database): Promise<void>;
}

/** A file, or a part of one, that a load skips. */
export interface Skipped {
  path: string;
  error: FlaretallyError;
}

/** Options of a load. */
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
  /** Needed if there are logs. */
  logRules?: (() => Promise<readonly LogRule[]>) | undefined;
  now: Date;
}

/** The default plan of an account. */
const PLAN = 'workers_paid';

/** Starts a load. If no account is given, the accounts in the database are used. */
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
    unjudged: [],
    replaced: [],
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

/** The options with their defaults. */
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
