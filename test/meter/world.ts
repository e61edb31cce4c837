// The chat platform in the real workerd, watched by the Tail Worker of examples/.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { Miniflare } from 'miniflare';
import { ROOT } from '../support/temp.ts';

export interface Usage {
  v: number;
  t: string;
  c: string;
  o: string;
  n: string;
  k: string;
  rr?: number;
  rw?: number;
  db?: number;
}

/** An event as the Tail Worker stored it. */
export interface Stored {
  eventTimestamp: number;
  entrypoint?: string;
  durableObjectId?: string;
  outcome: string;
  cpuTime: number;
  wallTime: number;
  event: {
    request?: { headers?: { upgrade?: string } };
    rpcMethod?: string;
    scheduledTime?: string;
    getWebSocketEvent?: { webSocketEventType: string };
  } | null;
  exceptions: unknown[];
  logs: { level: string; message: string[] }[];
}

/** Compiles the Workers into `folder`; the meter among them as it is published. */
export function compile(folder: string): void {
  const project = ['-p', join(ROOT, 'test/meter/worker'), '--noEmit', 'false'];
  const to = ['--rootDir', ROOT, '--outDir', folder];
  execFileSync(join(ROOT, 'node_modules/.bin/tsc'), [...project, ...to]);
}

export class World {
  readonly #mf: Miniflare;
  /** Calls of watched Workers, each an event of the Worker and one of the object. */
  #calls = 0;

  /** `folder` holds what `compile` made. The Worker of the rooms has no flags: none is needed. */
  constructor(folder: string) {
    const worker = (name: string, path: string, flags: string[] = []) => ({
      name,
      modules: true,
      modulesRoot: folder,
      scriptPath: join(folder, path),
      modulesRules: [{ type: 'ESModule' as const, include: ['**/*.js'] }],
      compatibilityDate: '2026-09-01',
      compatibilityFlags: flags,
    });
    const objects = (...names: string[]) =>
      Object.fromEntries(names.map((className) => [className, { className, useSQLite: true }]));
    const rooms = objects('ChatRoom', 'CallRoom', 'Board');
    const durableObjects = { ...rooms, Old: { className: 'Old', useSQLite: false } };
    const tails = ['tail'];
    this.#mf = new Miniflare({
      // What the Workers log is read from the bucket; the terminal is spared.
      handleRuntimeStdio: (...streams: Readable[]) => {
        for (const stream of streams) stream.resume();
      },
      workers: [
        { ...worker('chat', 'test/meter/worker/index.js'), tails, durableObjects },
        {
          ...worker('diary', 'test/meter/worker/diary.js', ['nodejs_als']),
          tails,
          durableObjects: objects('Diary'),
        },
        { ...worker('tail', 'examples/tail-worker/src/index.js'), r2Buckets: { LOGS: 'tail' } },
        { ...worker('flaky', 'test/meter/worker/flaky.js'), r2Buckets: { LOGS: 'flaky' } },
        { ...worker('shelf', 'test/meter/worker/shelf.js'), r2Buckets: ['tail', 'flaky'] },
      ],
    });
  }

  /** Asks a Worker: `/Class/tenant/room/...`. */
  async fetch(path: string, worker = 'chat'): Promise<string> {
    if (worker === 'chat' || worker === 'diary') this.#calls++;
    const { fetch } = await this.#mf.getWorker(worker);
    return (await fetch(`http://chat.example${path}`)).text();
  }

  async rpc(object: string, method: string, ...args: unknown[]): Promise<unknown> {
    const answers = await this.overlapping(object, method, [args]);
    return Array.isArray(answers) ? answers[0] : answers;
  }

  /** Calls a method with each list of arguments, all from one event of the Worker. */
  async overlapping(object: string, method: string, calls: unknown[][]): Promise<unknown> {
    const query = new URLSearchParams({ rpc: method, calls: JSON.stringify(calls) });
    const worker = object.startsWith('Diary') ? 'diary' : 'chat';
    return JSON.parse(await this.fetch(`/${object}?${query}`, worker));
  }

  /** Sends each message and waits for its answer, then closes. */
  async socket(object: string, messages: readonly string[]): Promise<string[]> {
    const { webSocket } = await this.#mf.dispatchFetch(`http://chat.example/${object}`, {
      headers: { Upgrade: 'websocket' },
    });
    if (!webSocket) throw new Error(`${object} opened no socket`);
    const next = (type: 'message' | 'close') =>
      new Promise<{ data?: unknown }>((resolve) =>
        webSocket.addEventListener(type, resolve as () => void, { once: true }),
      );
    webSocket.accept();
    const answers: string[] = [];
    for (const message of messages) {
      const answer = next('message');
      webSocket.send(message);
      answers.push(`${(await answer).data}`);
    }
    const closed = next('close');
    webSocket.close(1000);
    await closed;
    return answers;
  }

  /** The objects that a Worker's bucket holds, as text by key. */
  async objects(worker: 'tail' | 'flaky'): Promise<Map<string, string>> {
    return new Map(Object.entries(JSON.parse(await this.fetch(`/${worker}/text`, 'shelf'))));
  }

  /** Waits until the Tail Worker writes no more; longer while calls lack their two events. */
  async settled(): Promise<void> {
    for (let quiet = 0, before = -1; ; await setTimeout(200)) {
      const { length } = JSON.parse(await this.fetch('/tail', 'shelf'));
      quiet = length === before ? quiet + 1 : 0;
      before = length;
      if (quiet >= (length < 2 * this.#calls ? 25 : 3)) return;
    }
  }

  dispose(): Promise<void> {
    return this.#mf.dispose();
  }
}

/** What stored objects tell of Durable Objects. */
export function eventsOf(objects: ReadonlyMap<string, string>): Stored[] {
  const lines = [...objects.values()].flatMap((text) => text.trimEnd().split('\n'));
  const stored = lines.map((line) => JSON.parse(line) as Stored);
  return stored.filter(({ entrypoint }) => entrypoint !== undefined);
}

/** The usage lines that rode on events. */
export function usagesOf(events: readonly Stored[]): Usage[] {
  const lines = events.flatMap(({ logs }) => logs.map(({ message: [line = ''] }) => line));
  return lines.map((line) => JSON.parse(line).usage);
}
