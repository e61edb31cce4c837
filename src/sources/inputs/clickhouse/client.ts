import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { EXIT, FlaretallyError } from '../../../errors.ts';
import { isSince, queryOf, rowsOf } from './dialect.ts';
import { handshakingAgent } from './handshake.ts';
import { broken, Passing, refusalOf, Unreached } from './refusal.ts';
import type { TableUrl } from './url.ts';

export type Env = Readonly<Record<string, string | undefined>>;

export interface ClientOptions {
  env: Env;
  signal: AbortSignal;
  /** Milliseconds without a sign of the server before a question is given up. */
  timeoutMs: number;
}

type Library = typeof import('@clickhouse/client');
type Connection = ReturnType<Library['createClient']>;

/** Milliseconds for the first answer. A server that sleeps while nobody asks takes half of them. */
const WAKING_MS = 60_000;

const SILENT = 'the server stopped sending';

/** An answer comes in small chunks: those that come during a write are written together (bytes). */
const PILED = { highWaterMark: 2 ** 20 } as const;

/** A small answer is merged over all shards. */
const MERGED = { distributed_group_by_no_merge: '0' } as const;

/** Asks one server over HTTP. Each question is one attempt. */
export class Client {
  readonly user: string;
  readonly #url: TableUrl;
  readonly #connection: Connection;
  readonly #signal: AbortSignal;
  readonly #timeoutMs: number;
  #settings = settingsOf('0');

  private constructor(
    url: TableUrl,
    user: string,
    connection: Connection,
    { signal, timeoutMs }: ClientOptions,
  ) {
    this.#url = url;
    this.user = user;
    this.#connection = connection;
    this.#signal = signal;
    this.#timeoutMs = timeoutMs;
  }

  /** @throws FlaretallyError E_CLICKHOUSE_CLIENT */
  static async open(url: TableUrl, options: ClientOptions): Promise<Client> {
    const { env, timeoutMs } = options;
    const { createClient, ClickHouseLogLevel } = await library();
    const user = env.CLICKHOUSE_USER?.trim() || 'default';
    const connection = createClient({
      url: url.endpoint,
      username: user,
      password: env.CLICKHOUSE_PASSWORD ?? '',
      application: 'flaretally',
      request_timeout: timeoutMs,
      max_open_connections: 1,
      keep_alive: { enabled: false },
      ...(url.endpoint.startsWith('https:') ? { http_agent: handshakingAgent(timeoutMs) } : {}),
      compression: { response: true },
      log: { level: ClickHouseLogLevel.OFF },
      clickhouse_settings: settingsOf('0'),
    });
    return new Client(url, user, connection, options);
  }

  /** Uses what the server has since its version. */
  adjust(version: string): void {
    this.#settings = settingsOf(version);
  }

  /** The version of the server, for which nobody waits longer than a server takes to wake up. */
  async version(): Promise<string> {
    const wakes = AbortSignal.timeout(Math.min(WAKING_MS, this.#timeoutMs));
    const signal = AbortSignal.any([this.#signal, wakes]);
    const [server] = await this.rows<{ version: string }>(queryOf('server'), signal);
    const version = server?.version ?? '';
    if (!/^\d+\.\d+/.test(version)) throw new Unreached('what answers there is no ClickHouse');
    return version;
  }

  /** Rows of an answer that fits in memory; each value is text. */
  async rows<T>(query: string, signal = this.#signal): Promise<T[]> {
    return this.#once(async () => {
      const answer = await this.#connection.query({
        query,
        format: 'JSONEachRow',
        clickhouse_settings: { ...this.#settings, ...MERGED },
        abort_signal: signal,
      });
      return answer.json<T>();
    });
  }

  /** Writes an answer to a file as it comes, as CSV with a header. */
  async save(query: string, file: string): Promise<void> {
    await this.#once(async () => {
      const { stream } = await this.#connection.exec({
        query: `${query}\nFORMAT CSVWithNames`,
        abort_signal: this.#signal,
        decompress_response_stream: true,
        clickhouse_settings: this.#settings,
      });
      const quiet = setTimeout(() => stream.destroy(new Passing(SILENT)), this.#timeoutMs);
      stream.on('data', () => quiet.refresh());
      try {
        await pipeline(stream, createWriteStream(file, PILED), { signal: this.#signal });
      } finally {
        clearTimeout(quiet);
      }
    });
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  async #once<T>(ask: () => Promise<T>): Promise<T> {
    const { says, host } = this.#url;
    const asked = { says, host, user: this.user };
    try {
      return await ask();
    } catch (error) {
      if (this.#signal.aborted || error instanceof Passing) throw error;
      const { message, code } = error as Error & { code?: string };
      if (/^\d+$/.test(code ?? '')) throw refusalOf(asked, `Code: ${code}. ${message}`);
      throw /Code: \d+/.test(message) ? refusalOf(asked, message) : broken(asked, error);
    }
  }
}

/** The settings of each question, as far as a server of the version has them. */
function settingsOf(version: string): Record<string, string> {
  const rows = rowsOf<{ setting: string; value: string; since: string }>('settings');
  const known = rows.filter(({ since }) => since === '' || isSince(version, since));
  return Object.fromEntries(known.map(({ setting, value }) => [setting, value]));
}

async function library(): Promise<Library> {
  try {
    return await import('@clickhouse/client');
  } catch (cause) {
    throw new FlaretallyError(
      {
        code: 'E_CLICKHOUSE_CLIENT',
        what: 'the package @clickhouse/client is not installed',
        why: 'npm left out this optional dependency',
        fix: 'npm install @clickhouse/client',
        exit: EXIT.failed,
      },
      { cause },
    );
  }
}
