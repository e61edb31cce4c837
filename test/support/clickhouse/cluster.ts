// A real cluster of two nodes of Debian's clickhouse-server on loopback, each in a folder of its
// own. Nothing of the machine's own configuration is read, and no rights are needed.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../temp.ts';

const HERE = join(ROOT, 'test/support/clickhouse');

/** Where the server is. An ordinary user's PATH may lack its folder. */
const SERVER = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']
  .map((folder) => join(folder, 'clickhouse-server'))
  .find((path) => existsSync(path));

/** Whether this machine has the package. Without it such tests are skipped, except in CI. */
export const HAS_CLICKHOUSE =
  SERVER !== undefined || process.env.FLARETALLY_REQUIRE_CLICKHOUSE === '1';

interface Ports {
  http: number;
  tcp: number;
  interserver: number;
}

/** A server that can be killed, stopped and started again on the same ports and data. */
export class Node {
  readonly ports: Ports;
  readonly #folder: string;
  #child: ChildProcess | undefined;

  constructor(folder: string, ports: Ports) {
    this.#folder = folder;
    this.ports = ports;
  }

  get url(): string {
    return `http://127.0.0.1:${this.ports.http}`;
  }

  /** Starts it, and waits until it answers. */
  async start(): Promise<void> {
    const config = join(this.#folder, 'server.xml');
    const child = spawn(SERVER ?? 'clickhouse-server', [`--config-file=${config}`], {
      stdio: 'ignore',
    });
    this.#child = child;
    for (const end = Date.now() + 20_000; Date.now() < end; await sleep(20)) {
      if (child.exitCode !== null) break;
      if (await this.ping()) return;
    }
    const log = join(this.#folder, 'errors.log');
    throw new Error(`clickhouse-server does not start: ${readFileSync(log, 'utf8').slice(-2000)}`);
  }

  private async ping(): Promise<boolean> {
    return fetch(`${this.url}/ping`).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  /** Kills it in whatever it does, or asks it to stop, and waits until it has gone. */
  async end(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }

  /** Starts it if it does not run. */
  async revive(): Promise<void> {
    this.signal('SIGCONT');
    if (this.#child === undefined) await this.start();
  }

  /** Holds it still, as a machine that is far too busy, until `SIGCONT`. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child?.kill(signal);
  }

  /** Runs a statement as the owner, with a body for an INSERT. */
  async run(query: string, body: string | Buffer = ''): Promise<string> {
    const path = `/?query=${encodeURIComponent(query)}`;
    // The server closes a connection that was kept alive just when the next statement comes.
    const options = {
      port: this.ports.http,
      host: '127.0.0.1',
      path,
      method: 'POST',
      agent: false,
    };
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request(options, resolve).on('error', reject).end(body);
    });
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    if (answer.statusCode !== 200) throw new Error(text);
    return text;
  }
}

/** Starts two nodes that know each other as the shards of the cluster `two`. */
export async function startCluster(folder: string): Promise<[Node, Node]> {
  const ports = await freePorts(6);
  const own = [ports.slice(0, 3), ports.slice(3)].map(([http = 0, tcp = 0, interserver = 0]) => {
    return { http, tcp, interserver };
  });
  const shards = own.map(({ tcp }) => {
    return `<shard><replica><host>127.0.0.1</host><port>${tcp}</port></replica></shard>`;
  });
  const nodes = own.map((one, i) => {
    const home = join(folder, `node-${i + 1}`);
    mkdirSync(home, { recursive: true });
    const put = (name: string, values: Readonly<Record<string, string | number>>) =>
      writeFileSync(
        join(home, name),
        readFileSync(join(HERE, name), 'utf8').replace(/\{(\w+)\}/g, (_, key: string) =>
          String(values[key]),
        ),
      );
    put('server.xml', { ...one, folder: home, shards: shards.join('') });
    put('users.xml', {});
    return new Node(home, one);
  }) as [Node, Node];
  await Promise.all(nodes.map((node) => node.start()));
  return nodes;
}

/** Ports that nobody listens on. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
