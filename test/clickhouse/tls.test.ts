// A table behind TLS: the authority is named by NODE_EXTRA_CA_CERTS, and whoever is not who the
// address says is refused at once.
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askDays } from '../../src/sources/inputs/clickhouse/ask.ts';
import { ACCOUNT } from '../logs/log-database.ts';
import {
  type BreakingProxy,
  type Certificate,
  startProxy,
} from '../support/clickhouse/breaking-proxy.ts';
import { HAS_CLICKHOUSE, type Node, startCluster } from '../support/clickhouse/cluster.ts';
import { eventsOf } from '../support/clickhouse/events.ts';
import { compiledProgram } from '../support/program.ts';
import { temporary } from '../support/temp.ts';
import { ask, contentOf, DAYS, fillTable } from './stage.ts';

/** Certificates are made by it. Without it such tests are skipped, except in CI. */
const HAS_OPENSSL =
  spawnSync('openssl', ['version']).status === 0 ||
  process.env.FLARETALLY_REQUIRE_CLICKHOUSE === '1';

describe.skipIf(!(HAS_CLICKHOUSE && HAS_OPENSSL))('TLS', { timeout: 300_000 }, () => {
  const folder = temporary(afterAll);
  const authority = join(folder, 'authority.pem');
  let nodes: [Node, Node];
  let secure: BreakingProxy;

  beforeAll(async () => {
    const certificate = certify(folder);
    nodes = await startCluster(join(folder, 'cluster'));
    await fillTable(nodes, 'events', eventsOf(500, 2), ({ at }) => at % 2 === 0);
    secure = await startProxy(nodes[0].ports.http, () => undefined, certificate);
  }, 300_000);
  afterAll(async () => {
    secure.close();
    for (const node of nodes) await node.end();
  });

  /** The program as a process of its own: Node reads the authority when it starts. */
  const load = (host: string, env: Record<string, string>) => {
    const address = `clickhouses://${host}:${secure.port}/logs.events`;
    const words = ['load', address, '--day', DAYS, '--account', ACCOUNT, '--save', 'saved'];
    // Not `spawnSync`: the proxy answers in this process.
    return new Promise<{ code: number; err: string }>((resolve) => {
      const options = { cwd: folder, env: { PATH: process.env.PATH, ...env } };
      const child = execFile(
        process.execPath,
        [compiledProgram(), ...words],
        options,
        (_, __, err) => resolve({ code: child.exitCode ?? -1, err }),
      );
    });
  };

  test("an authority of one's own is trusted, and the day is the same as without TLS", async () => {
    const { code, err } = await load('localhost', { NODE_EXTRA_CA_CERTS: authority });
    expect(err).toContain('2 file(s)');
    expect(code).toBe(0);
    const saved = readdirSync(join(folder, 'saved')).filter((name) => name.endsWith('.parquet'));
    expect(saved).toHaveLength(2);
    const plain = await ask(nodes[0], 'events', join(folder, 'plain'));
    expect(await contentOf(saved.map((name) => join(folder, 'saved', name)))).toEqual(
      await contentOf(plain.files.map(({ path }) => path)),
    );
  });

  test('a certificate of another name is refused', async () => {
    const { code, err } = await load('127.0.0.1', { NODE_EXTRA_CA_CERTS: authority });
    expect(err).toMatch(/^error E_CLICKHOUSE_TLS: 127\.0\.0\.1 cannot be trusted/m);
    expect(err).toContain('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(code).toBe(1);
  });

  /** Asks in this process, which knows no authority; also how often it waited. */
  const refused = async (address: string) => {
    let waits = 0;
    const error: unknown = await askDays(address, {
      ...{ env: {}, day: DAYS, account: ACCOUNT, spool: join(folder, 'refused') },
      onEvent: ({ kind }) => {
        if (kind === 'waiting') waits += 1;
      },
    }).catch((thrown: unknown) => thrown);
    return { error, waits };
  };

  test('an authority that is not known, and a port without TLS, are told at once', async () => {
    for (const port of [secure.port, nodes[0].ports.http]) {
      const { error, waits } = await refused(`clickhouses://localhost:${port}/logs.events`);
      expect(error).toMatchObject({
        code: 'E_CLICKHOUSE_TLS',
        message: 'localhost cannot be trusted',
        fix: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
      });
      expect(waits).toBe(0);
    }
  });

  test('a port of TLS that is asked without it is told within seconds', async () => {
    const { error, waits } = await refused(`clickhouse://localhost:${secure.port}/logs.events`);
    expect(error).toMatchObject({ code: 'E_CLICKHOUSE_HOST' });
    expect(waits).toBeLessThanOrEqual(2);
  });
});

/** An authority in `authority.pem`, and a certificate of it for `localhost`. */
function certify(folder: string): Certificate {
  const openssl = (...words: string[]) =>
    execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
  const request = ['req', '-newkey', 'rsa:2048', '-nodes', '-subj'];
  openssl(
    ...request,
    '/CN=Authority of a test',
    '-x509',
    '-days',
    '2',
    '-keyout',
    'authority.key',
    '-out',
    'authority.pem',
  );
  openssl(...request, '/CN=localhost', '-keyout', 'own.key', '-out', 'own.csr');
  writeFileSync(join(folder, 'own.ext'), 'subjectAltName=DNS:localhost\n');
  openssl(
    'x509',
    '-req',
    '-in',
    'own.csr',
    '-CA',
    'authority.pem',
    '-CAkey',
    'authority.key',
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    'own.ext',
    '-out',
    'own.pem',
  );
  const of = (name: string) => readFileSync(join(folder, name));
  return { cert: of('own.pem'), key: of('own.key') };
}
