import type { IncomingMessage } from 'node:http';
import { datasetsIn } from './graphql.ts';
import type { Recorded } from './types.ts';

/** The version path, part of the base URL. */
export const BASE = '/client/v4';

/** Reads a call to its end and notes it down, its token left out. */
export async function record(request: IncomingMessage, requests: Recorded[]) {
  const number = requests.length + 1;
  const url = new URL(request.url ?? '/', 'http://stub');
  const { authorization, ...headers } = request.headers;
  const recorded: Recorded = {
    number,
    method: request.method ?? '',
    path: url.pathname.startsWith(BASE) ? url.pathname.slice(BASE.length) : url.pathname,
    search: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, `${text}`])),
    hasToken: authorization !== undefined,
    datasets: [],
  };
  requests.push(recorded);
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = parse(Buffer.concat(parts).toString());
  if (typeof body.query === 'string') {
    recorded.query = body.query;
    recorded.variables = body.variables ?? {};
    recorded.datasets = datasetsIn(body.query);
  }
  return { recorded, bearer: /^Bearer (.+)$/.exec(authorization ?? '')?.[1] };
}

function parse(text: string): { query?: unknown; variables?: Record<string, unknown> } {
  try {
    return JSON.parse(text || '{}');
  } catch {
    return {};
  }
}
