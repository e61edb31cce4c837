// A database of logs alone, without bills and invoices.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readCatalog } from '../../src/rules/catalog.ts';
import { digestAll } from '../../src/rules/digest.ts';
import { logRules } from '../../src/rules/log-rules.ts';
import { detect } from '../../src/sources/detect.ts';
import { inspect } from '../../src/sources/files.ts';
import { loadContext } from '../../src/sources/load-context.ts';
import { loadLogpush, loadTail } from '../../src/sources/logs/load.ts';
import { loadPartials } from '../../src/sources/logs/partials.ts';
import { Database } from '../../src/store/database.ts';
import { columnsOf } from '../../src/store/insert.ts';
import { findLoads, takeOut } from '../../src/store/logs/undo.ts';
import { newEmptyDatabase } from '../support/empty-database.ts';

export const ACCOUNT = '0123456789abcdef0123456789abcdef';

const STAGED = ['hours', 'usage_hours', 'intervals', 'objects', 'files', 'unknowns'].map(
  (name) => `staging.log_${name}`,
);

export class LogDatabase {
  readonly db: Database;

  private constructor(db: Database) {
    this.db = db;
  }

  static async open(): Promise<LogDatabase> {
    return new LogDatabase(await Database.open(newEmptyDatabase()));
  }

  /** Loads files in one go and returns their digests. */
  async load(
    paths: readonly string[],
    wishes: { dedupe?: boolean; keepEvents?: boolean } = {},
  ): Promise<string[]> {
    const now = new Date(Date.UTC(2026, 10, 21));
    const context = await loadContext(this.db, {
      ...{ datasets: [], account: ACCOUNT, now, ...wishes },
      logRules: () => logRules(this.db, readCatalog()),
    });
    const known = await this.db.rows<{ id: string }>('select load_id as id from raw.loads');
    const seen = new Set(known.map(({ id }) => id));
    const files = await Promise.all(paths.map((path) => inspect(path, true)));
    const fresh = files.filter(({ digest }) => !seen.has(digest));
    const of = (...kinds: unknown[]) => fresh.filter((file) => kinds.includes(detect(file)));
    await loadLogpush(this.db, of('logpush', undefined), context);
    await loadTail(this.db, of('tail'), context);
    await loadPartials(this.db, of('log_partials'), context);
    await context.flush(this.db);
    return files.map(({ digest }) => digest);
  }

  async undo(digest: string): Promise<void> {
    await takeOut(this.db, await findLoads(this.db, digest));
  }

  rows<T = Record<string, string>>(sql: string): Promise<T[]> {
    return this.db.rows<T>(sql);
  }

  /** A fingerprint of the staged relations. */
  async digest(): Promise<Record<string, string>> {
    const relations = [];
    for (const relation of STAGED) {
      const columns = (await columnsOf(this.db, relation)).map(([name]) => name);
      relations.push({ relation, columns });
    }
    const digests = await digestAll(this.db, relations);
    return Object.fromEntries(digests.map(({ relation, sha256 }) => [relation, sha256]));
  }

  /** What usage lines lack, by name, and the sums of those that count, with their last size. */
  async lineFaults() {
    return {
      unknowns: await this.rows(
        `select name, occurrences::varchar as occurrences from raw.log_unknowns
         where what = 'usage line' order by name`,
      ),
      sums: await this.rows(
        `select sum(lines)::varchar as lines, sum(rows_read)::varchar as rows_read,
           sum(rows_written)::varchar as rows_written,
           sum(database_bytes)::varchar as database_bytes from staging.log_usage_hours`,
      ),
    };
  }

  close(): void {
    this.db.close();
  }
}

/** An event of a chat platform, in the form of Logpush and of Tail Workers. */
export interface Event {
  at: number;
  type?: string;
  script?: string;
  entrypoint?: string;
  wall?: number;
  cpu?: number;
  outcome?: string;
  ray?: string;
  status?: number;
  object?: string;
  /** Arguments of each console.log. */
  logs?: unknown[][];
  saidAt?: number;
}

/** Milliseconds of 2026-10-20 at midnight. */
export const START = Date.UTC(2026, 9, 20);

export const objectId = (n: number) => n.toString(16).padStart(64, '0');

/** A usage line as the application logs it. */
export function usage(fields: Record<string, unknown>): { usage: Record<string, unknown> } {
  return { usage: { v: 1, ...fields } };
}

export function logpush(event: Event): Record<string, unknown> {
  const { at, type = 'fetch', script = 'chat-edge', entrypoint = '', logs = [] } = event;
  const isFetch = type === 'fetch';
  return {
    CPUTimeMs: event.cpu ?? 2,
    DispatchNamespace: '',
    Entrypoint: entrypoint,
    Event: isFetch ? { RayID: event.ray ?? '', Response: { Status: event.status ?? 200 } } : {},
    EventTimestampMs: at,
    EventType: type,
    Exceptions: [],
    Logs: logs.map((Message) => ({ Level: 'log', Message, TimestampMs: event.saidAt ?? at })),
    Outcome: event.outcome ?? 'ok',
    ScriptName: script,
    WallTimeMs: event.wall ?? 5,
  };
}

const TRACE_EVENT: Readonly<Record<string, (event: Event) => Record<string, unknown>>> = {
  fetch: ({ status = 200 }) => ({ request: { method: 'GET', headers: {} }, response: { status } }),
  worker_rpc: () => ({ rpcMethod: '' }),
  alarm: () => ({ scheduledTime: '2026-10-20T00:00:00.000Z' }),
  scheduled: () => ({ cron: '0 * * * *', scheduledTime: 1 }),
  hibernatable_web_socket: () => ({ getWebSocketEvent: { webSocketEventType: 'message' } }),
};

export function trace(event: Event): Record<string, unknown> {
  const { at, type = 'fetch', script = 'chat-edge', entrypoint, logs = [] } = event;
  return {
    event: TRACE_EVENT[type]?.(event) ?? { [type]: {} },
    eventTimestamp: at,
    scriptName: script,
    ...(entrypoint ? { entrypoint, durableObjectId: event.object } : {}),
    executionModel: entrypoint ? 'durableObject' : 'stateless',
    outcome: event.outcome ?? 'ok',
    cpuTime: event.cpu ?? 2,
    wallTime: event.wall ?? 5,
    truncated: false,
    logs: logs.map((message) => ({ level: 'log', message, timestamp: event.saidAt ?? at })),
    exceptions: [],
  };
}

/** Writes records, one per line, and returns the path. */
export function ndjson(folder: string, name: string, records: readonly unknown[]): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  return path;
}
