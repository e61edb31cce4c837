// What an address names, and what is said when nothing answers there, without a server.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { askDays } from '../../src/sources/inputs/clickhouse/ask.ts';
import { parseTableUrl } from '../../src/sources/inputs/clickhouse/url.ts';
import { ACCOUNT } from '../logs/log-database.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';

/** Asks as a person does, who does not say how patient to be; also how often it waited. */
async function refusalOf(address: string) {
  const spool = temporary(onTestFinished);
  let waits = 0;
  const started = Date.now();
  const error: unknown = await askDays(address, {
    ...{ env: {}, day: '2026-10-20', account: ACCOUNT, spool },
    onEvent: ({ kind }) => {
      if (kind === 'waiting') waits += 1;
    },
  }).catch((thrown: unknown) => thrown);
  return { error, waits, seconds: (Date.now() - started) / 1000 };
}

/** A server of something else. */
async function serverOf(status: number, text: string): Promise<number> {
  const server = createServer((_, answer) => answer.writeHead(status).end(text));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
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
