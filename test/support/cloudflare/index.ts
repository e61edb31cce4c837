import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { graphqlFailure, Refusal, refusedDocument, restFailure } from './answers.ts';
import { Budget } from './budget.ts';
import { answerOfFault, send } from './faults.ts';
import { answerGraphql, type World } from './graphql.ts';
import { BASE, record } from './record.ts';
import { answerRest } from './rest.ts';
import { DEMO_ACCOUNT } from './rows.ts';
import type { Answer, CloudflareOptions, Fault, Recorded, Row } from './types.ts';

export { billableRow } from './billing.ts';
export { fault } from './faults.ts';
export { DEMO_ACCOUNT, demoRest, demoRows, objectRows } from './rows.ts';
export type * from './types.ts';

/** A running stub. `rows` may be changed while it runs; `options` may not. */
export interface Cloudflare {
  /** For CLOUDFLARE_API_BASE_URL. */
  url: string;
  token: string;
  rows: Row[];
  requests: Recorded[];
  /** The most calls that were under way at once. */
  readonly peak: number;
  close(): Promise<void>;
}

/** Starts a Cloudflare API on a free port of this machine. Nothing in it depends on real time but `slow`. */
export async function startCloudflare(options: CloudflareOptions = {}): Promise<Cloudflare> {
  const token = options.token ?? 'stub-token';
  const rows = [...(options.rows ?? [])];
  const requests: Recorded[] = [];
  const budgets = {
    graphql: new Budget(options.budget?.limit ?? 300, options.budget?.seconds ?? 300),
    all: new Budget(options.restBudget ?? 1200, 300),
  };
  let [underWay, peak] = [0, 0];

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    peak = Math.max(peak, ++underWay);
    response.once('close', () => {
      underWay -= 1;
    });
    const { recorded, bearer } = await record(request, requests);
    const found = options.faults?.(recorded.number, recorded);
    const now = options.now?.() ?? new Date();
    const isGraphql = recorded.path === '/graphql';
    response.setHeader('date', now.toUTCString());
    const answer =
      answerOfFault(found, isGraphql, now) ??
      (await answerTo(recorded, found, bearer === token, now));
    await send(response, answer, found);
  }

  async function answerTo(
    recorded: Recorded,
    found: Fault | undefined,
    isAuthorized: boolean,
    now: Date,
  ): Promise<Answer> {
    const isGraphql = recorded.path === '/graphql';
    if (!isAuthorized && isGraphql) {
      return graphqlFailure(401, [{ message: 'Unauthorized', code: 'authz' }], now);
    }
    if (!isAuthorized) return restFailure(401, 10000, 'Authentication error');
    const wait = budgets.all.take(1, now);
    if (wait > 0) {
      const message = 'Please wait and consider throttling your request speed';
      return { ...restFailure(429, 971, message), headers: { 'retry-after': String(wait) } };
    }
    const more = found?.kind === 'unentitled' ? found.paths : [];
    const world: World = {
      options,
      accounts: options.accounts ?? [DEMO_ACCOUNT],
      rows: found?.kind === 'rows' ? found.change(rows) : rows,
      unentitled: [...(options.unentitled ?? []), ...more],
      now,
      budget: budgets.graphql.left(now),
    };
    if (!isGraphql) return answerRest(recorded, world);
    if (recorded.method !== 'POST') return restFailure(405, 7001, 'POST only');
    const cost = options.budget?.charge === 'cost' ? Math.max(1, recorded.datasets.length) : 1;
    const graphqlWait = budgets.graphql.take(cost, now);
    if (graphqlWait > 0) return depleted(graphqlWait, now);
    world.budget = budgets.graphql.left(now);
    return answerGraphql(recorded.query ?? '', recorded.variables ?? {}, world);
  }

  function depleted(wait: number, now: Date): Answer {
    const message = 'rate limiter budget depleted, try again after 5 minutes';
    const answer = refusedDocument([new Refusal('budget', message)], now, false);
    return options.budget?.retryAfter
      ? { ...answer, headers: { 'retry-after': String(wait) } }
      : answer;
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error) => {
      response.writeHead(500).end(`the stub itself failed: ${error}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${BASE}`,
    token,
    rows,
    requests,
    get peak() {
      return peak;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
