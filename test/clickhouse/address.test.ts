// What an address names, and what is said when nothing answers there, without a server.
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createPort } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type AskOptions, askDays } from '../../src/sources/inputs/clickhouse/ask.ts';
import { parseTableUrl } from '../../src/sources/inputs/clickhouse/url.ts';
import { ACCOUNT } from '../logs/log-database.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';

/** Asks as a person does, who does not say how patient to be; also how often it waited. */
async function refusalOf(address: string, wishes: Partial<AskOptions> = {}) {
  const spool = temporary(onTestFinished);
  let waits = 0;
  const started = Date.now();
  const error: unknown = await askDays(address, {
    ...{ env: {}, day: '2026-10-20', account: ACCOUNT, spool, ...wishes },
    onEvent: ({ kind }) => {
      if (kind === 'waiting') waits += 1;
    },
  }).catch((thrown: unknown) => thrown);
  return { error, waits, seconds: (Date.now() - started) / 1000 };
}

/** A server of something else. */
function serverOf(status: number, text: string): Promise<number> {
  return listening((_, answer) => answer.writeHead(status).end(text));
}

async function listening(answers: RequestListener): Promise<number> {
  const server = createServer(answers);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

test('a port that nobody listens on is told within seconds', async () => {
  const { error, waits, seconds } = await refusalOf('clickhouse://127.0.0.1:1/logs.events');
  expect(error).toMatchObject({
    code: 'E_CLICKHOUSE_HOST',
    message: expect.stringContaining('cannot be reached at http://127.0.0.1:1'),
    why: expect.stringContaining('ECONNREFUSED'),
  });
  expect(waits).toBe(2);
  expect(seconds).toBeLessThan(20);
});

test('a port that never answers the handshake of TLS is told at once, and not tried again', async () => {
  const port = createPort((socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => port.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void port.close());
  const { port: number } = port.address() as AddressInfo;
  const address = `clickhouses://127.0.0.1:${number}/logs.events`;
  const { error, waits } = await refusalOf(address, { timeoutMs: 200 });
  expect(error).toMatchObject({
    code: 'E_CLICKHOUSE_TLS',
    why: expect.stringContaining('perhaps the port is one without TLS'),
    fix: expect.stringContaining('without TLS write clickhouse://'),
  });
  expect(waits).toBe(0);
});

test('a host that is not there is told within seconds', async () => {
  const { error, waits, seconds } = await refusalOf('clickhouse://none.invalid/logs.events');
  expect(error).toMatchObject({ code: 'E_CLICKHOUSE_HOST' });
  expect(waits).toBeLessThanOrEqual(2);
  expect(seconds).toBeLessThan(20);
});

test.each([
  [200, '<html>hello</html>'],
  [404, '<html>not here</html>'],
])('a server of something else, which answers %i, is told within seconds', async (status, text) => {
  const port = await serverOf(status, text);
  const { error, waits, seconds } = await refusalOf(`clickhouse://127.0.0.1:${port}/logs.events`);
  expect(error).toMatchObject({ code: 'E_CLICKHOUSE_HOST' });
  expect(waits).toBe(2);
  expect(seconds).toBeLessThan(20);
});

test.each<[string, RequestListener]>([
  ['never answers', () => undefined],
  ['begins to answer and stops', (_, answer) => void answer.writeHead(200).write(' ')],
])('a server that takes the connection and %s is waited for once', async (_, answers) => {
  const port = await listening(answers);
  const address = `clickhouse://127.0.0.1:${port}/logs.events`;
  const { error, waits, seconds } = await refusalOf(address, { timeoutMs: 1_000 });
  expect(error).toMatchObject({
    code: 'E_CLICKHOUSE_HOST',
    message: expect.stringContaining(`cannot be reached at http://127.0.0.1:${port}`),
  });
  expect(waits).toBe(0);
  expect(seconds).toBeGreaterThan(0.9);
  expect(seconds).toBeLessThan(5);
});

test.each<[string, RequestListener]>([
  ['falls silent', () => undefined],
  ['stops within an answer', (_, answer) => void answer.writeHead(200).write('{"name":')],
])('a server that %s after it was there is asked again, and not for ever', async (_, answers) => {
  let asked = 0;
  const port = await listening((request, answer) => {
    asked += 1;
    if (asked > 1) answers(request, answer);
    else answer.writeHead(200).end('{"version":"26.1.1.1"}\n');
  });
  const patience = { attempts: 3, baseMs: 5, capMs: 10 };
  const address = `clickhouse://127.0.0.1:${port}/logs.events`;
  const { error, waits, seconds } = await refusalOf(address, { timeoutMs: 500, patience });
  expect(error).toMatchObject({ code: 'E_CLICKHOUSE_GAVE_UP' });
  expect(asked).toBe(4);
  expect(waits).toBe(2);
  expect(seconds).toBeLessThan(5);
});

test.each([
  ['my-logs', 'workers-trace-events'],
  ['logs', '2026 events'],
  ['lögs', 'événements'],
  ['a$b', 'x+y'],
])('%s.%s are names', (database, table) => {
  expect(parseTableUrl(`clickhouse://ch.example/${database}.${table}`)).toMatchObject({
    ...{ database, table },
    says: `clickhouse://ch.example/${database}.${table}`,
  });
});

test.each(['events', 'a.b.c', 'a.', '.b', 'a.b/c', 'a.b`', "a.b'", 'a. b', 'a.b\\', 'a.b\n'])(
  '%s does not name a database and a table',
  async (name) => {
    expect(() => parseTableUrl(`clickhouse://ch.example/${name}`)).toThrow('names no table');
    const folder = temporary(onTestFinished);
    const { code, err } = await run(['clickhouse', 'ddl', '--table', name], folder);
    expect(err).toMatch(/^error E_CLICKHOUSE_NAME: /);
    expect(code).toBe(2);
  },
);

test('a table is no log file: summarize says so at once, and --mapping is for a table', async () => {
  const folder = temporary(onTestFinished);
  const table = 'clickhouse://127.0.0.1:1/logs.events';
  const words = [table, '--day', '2026-10-20', '--out', 'x.parquet', '--account', ACCOUNT];
  const summed = await run(['logs', 'summarize', ...words], folder);
  expect(summed.err).toMatch(
    /^error E_SUMMARIZE_KIND: clickhouse:.* is a table, and logs are files/,
  );
  expect(summed).toMatchObject({ code: 2, out: '' });
  const mapped = await run(['load', 'logs.ndjson', '--mapping', 'none.json'], folder);
  expect(mapped.err).toMatch(/^error E_MAPPING_UNUSED: /);
  expect(mapped.code).toBe(2);
});
