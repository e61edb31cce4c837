// A proxy in front of a server that breaks some of its answers.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo } from 'node:net';

/** What is done to an answer: none, cut off after so many bytes, or other text in its place. */
export type Breakage = { cutAt: number } | { instead: string } | undefined;

export interface BreakingProxy {
  port: number;
  close(): void;
}

/** A certificate and its key, as PEM. */
export interface Certificate {
  cert: string | Buffer;
  key: string | Buffer;
}

/**
 * @param breakage what is done to the answer of a number, counted from 0
 * @param certificate with which it speaks TLS
 */
export async function startProxy(
  port: number,
  breakage: (number: number, query: string) => Breakage,
  certificate?: Certificate,
): Promise<BreakingProxy> {
  let number = 0;
  const pass = async (asked: IncomingMessage, answer: ServerResponse) => {
    const body = await bytesOf(asked);
    const options = { host: '127.0.0.1', port, path: asked.url, method: 'POST', agent: false };
    const headers = { ...asked.headers, host: `127.0.0.1:${port}` };
    const own = breakage(number++, body.toString('utf8'));
    request({ ...options, headers }, async (got) => {
      const all = await bytesOf(got);
      if (own && 'instead' in own) {
        answer.writeHead(200, { 'content-type': 'text/html' }).end(own.instead);
        return;
      }
      answer.writeHead(got.statusCode ?? 500, got.headers);
      if (!own) answer.end(all);
      else answer.write(all.subarray(0, own.cutAt), () => answer.destroy());
    })
      .on('error', () => answer.destroy())
      .end(body);
  };
  const server = certificate ? createSecure(certificate, pass) : createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
