// What is posted to a webhook arrives, or the reason is told without the address.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { post } from '../../src/notify/post.ts';
import { receiver, silent, status } from './receiver.ts';

const SECRET = /SECRETPART|127\.0\.0\.1|hooks/;

test('a body arrives', async () => {
  const { url, got } = await receiver();
  expect(await post(url, { says: 'hello' }, {})).toBeUndefined();
  expect(got).toEqual([{ says: 'hello' }]);
});

describe('a receiver that does not take it is told of, without its address', () => {
  test.each([500, 503, 404, 410, 429])('%d', async (code) => {
    const { url } = await receiver(status(code));
    const why = await post(url, {}, {});
    expect(why).toBe(`it answers ${code}`);
  });

  test('silence', async () => {
    const { url } = await receiver(silent);
    expect(await post(url, {}, { timeoutMs: 100 })).toBe('it did not answer within 0.1 seconds');
  });

  test('a closed port', async () => {
    const why = await post(`http://127.0.0.1:${await closedPort()}/SECRETPART`, {}, {});
    expect(why).toBe('the connection failed (ECONNREFUSED)');
    expect(why).not.toMatch(SECRET);
  });

  test('what is no address, and an address that would send a bill in the clear', async () => {
    expect(await post('not an address SECRETPART', {}, {})).toBe('it is not a web address');
    const why = await post('http://hooks.example.com/SECRETPART', {}, {});
    expect(why).toContain('it must begin with https://');
    expect(why).not.toMatch(SECRET);
  });
});

test.each([301, 302, 307, 308])('a redirect (%d) is not followed', async (code) => {
  const other = await receiver();
  const { url, got } = await receiver(status(code, { location: other.url }));
  expect(await post(url, { says: 'a secret' }, {})).toContain(`it answers ${code}, a redirect`);
  expect(got).toHaveLength(1);
  expect(other.got).toEqual([]);
});

test('an interruption ends the wait', async () => {
  const { url } = await receiver(silent);
  const stop = new AbortController();
  const posted = post(url, {}, { signal: stop.signal });
  stop.abort();
  await expect(posted).rejects.toThrow();
});

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
