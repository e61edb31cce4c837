// A webhook's receiver on this machine, which keeps what it got.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface Receiver {
  url: string;
  /** The bodies, and the headers of the last. */
  got: Record<string, unknown>[];
  /** How it answers; it may be changed. */
  answer: (response: ServerResponse) => void;
}

export async function receiver(answer = ok): Promise<Receiver> {
  const own: Receiver = { url: '', got: [], answer };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      own.got.push(JSON.parse(body));
      own.answer(response);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  own.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/services/T0/B0/SECRETPART`;
  return own;
}

export function ok(response: ServerResponse): void {
  response.end('ok');
}

export function status(code: number, headers: Record<string, string> = {}) {
  return (response: ServerResponse) => void response.writeHead(code, headers).end('no');
}

/** Never answers. */
export function silent(): void {}
