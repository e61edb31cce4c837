import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { graphqlFailure, restFailure } from './answers.ts';
import type { Answer, Fault, Row } from './types.ts';

type RetryAfter = number | string | Date;
type StatusFault = Extract<Fault, { kind: 'status' }>;

const status = (code: number, message: string, more: Partial<StatusFault> = {}): Fault => ({
  kind: 'status',
  status: code,
  message,
  ...more,
});

/** The faults that the real API is known for, by name. */
export const fault = {
  rateLimited: (retryAfter?: RetryAfter) =>
    status(429, 'rate limiter budget depleted, try again after 5 minutes', {
      code: 'budget',
      ...(retryAfter === undefined ? {} : { retryAfter }),
    }),
  unavailable: () => status(503, 'unable to execute query, please try again later'),
  busy: () => status(503, 'too many queries in progress, please try again later'),
  internal: () => status(500, 'Internal server error'),
  unauthorized: () => status(401, 'Unauthorized', { code: 'authz' }),
  forbidden: () => status(403, 'not authorized for that account', { code: 'authz' }),
  errorsIn200: (message: string, code?: string): Fault => ({
    kind: 'errors',
    message,
    ...(code === undefined ? {} : { code }),
  }),
  stall: (): Fault => ({ kind: 'stall' }),
  slow: (ms: number): Fault => ({ kind: 'slow', ms }),
  drop: (): Fault => ({ kind: 'drop' }),
  malformed: (body?: string): Fault => ({
    kind: 'malformed',
    ...(body === undefined ? {} : { body }),
  }),
  unentitled: (...paths: string[]): Fault => ({ kind: 'unentitled', paths }),
  rows: (change: (rows: readonly Row[]) => readonly Row[]): Fault => ({ kind: 'rows', change }),
  /** Other totals for the same window: sums and maxima times a factor, whole numbers kept whole. */
  drift: (factor: number): Fault => ({
    kind: 'rows',
    change: (rows) => rows.map((row) => scaled(row, factor)),
  }),
} as const;

function scaled(row: Row, factor: number): Row {
  const times = (metrics: Row['sum']) =>
    Object.fromEntries(
      Object.entries(metrics ?? {}).map(([name, value]) => {
        const product = Number(value) * factor;
        return [name, Number.isInteger(Number(value)) ? Math.round(product) : product];
      }),
    );
  return { ...row, sum: times(row.sum), max: times(row.max) };
}

/** The answer that a fault gives by itself, if it does; `undefined` lets the real one be made. */
export function answerOfFault(
  found: Fault | undefined,
  isGraphql: boolean,
  now: Date,
): Answer | undefined {
  if (found?.kind === 'errors') return graphqlFailure(200, [found], now);
  if (found?.kind !== 'status') return undefined;
  const { retryAfter } = found;
  const wait = retryAfter instanceof Date ? retryAfter.toUTCString() : retryAfter;
  const answer = isGraphql
    ? graphqlFailure(found.status, [found], now)
    : restFailure(found.status, restCode(found.status), found.message);
  return wait === undefined ? answer : { ...answer, headers: { 'retry-after': String(wait) } };
}

function restCode(code: number): number {
  return { 401: 10000, 403: 10000, 429: 971 }[code] ?? 10001;
}

/** Sends an answer as a fault lets it through. */
export async function send(
  response: ServerResponse,
  answer: Answer,
  found: Fault | undefined,
): Promise<void> {
  if (found?.kind === 'stall') return;
  if (found?.kind === 'slow') await sleep(found.ms);
  const malformed = answer.body.slice(0, Math.ceil(answer.body.length * 0.9));
  const text = found?.kind === 'malformed' ? (found.body ?? malformed) : answer.body;
  const body = Buffer.from(text);
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': body.length,
    ...answer.headers,
  });
  if (found?.kind !== 'drop') {
    response.end(body);
    return;
  }
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
}
