import type { Budget } from './budget.ts';
import type { Clock } from './clock.ts';
import { textAt } from './json-text.ts';
import { gaveUp, type Permission, type Refusal, tokenError } from './refusal.ts';
import { type Patience, pauseOf } from './retry.ts';
import { type Sent, send } from './send.ts';

export interface ClientOptions {
  /** With its version path, like wrangler's CLOUDFLARE_API_BASE_URL. */
  baseUrl: string;
  token: string;
  clock: Clock;
  /** The budgets of the GraphQL API and of all other APIs. */
  budgets: { graphql: Budget; rest: Budget };
  patience: Patience;
  /** Timeout of one answer in milliseconds. */
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  /** Called before each wait with its end, and after it without arguments. */
  onWait?: (wait?: { until: Date; why: string }) => void;
}

/** An answer, or the reason why there is none. */
export interface Answer {
  /** The body as received. Only here do numbers keep all their digits. */
  text: string;
  body: unknown;
  refusal?: Refusal;
  /** When the request was sent. Usage after that may be missing. */
  askedAt: Date;
}

/** An answer of the GraphQL API: the accounts or zones in it, parsed. */
export interface GraphqlAnswer extends Answer {
  owners: unknown[];
}

type Viewer = { accounts?: unknown[]; zones?: unknown[] };

type Question = { url: string; init: RequestInit; permission: Permission; budget: Budget };

/** How often the server may fail at one request before the failure counts as its answer. */
const FAILURES = 3;

/**
 * Sends requests within the budgets and repeats failed ones. The token is sent in one header only.
 */
export class Client {
  /** Number of requests sent so far, including repeated ones. */
  requests = 0;
  /** By how many milliseconds the server's clock was ahead of ours at its last answer. */
  aheadMs: number | undefined;
  readonly #options: ClientOptions;

  /** @throws FlaretallyError E_TOKEN for a token that is not valid in a header */
  constructor(options: ClientOptions) {
    this.#options = options;
    if (!/^[\x21-\x7e]+$/.test(options.token))
      throw tokenError('the token is empty or not one word');
  }

  /** @throws FlaretallyError E_TOKEN, E_PULL_GAVE_UP */
  async graphql(
    query: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<GraphqlAnswer> {
    const { budgets } = this.#options;
    const answer = await this.#ask({
      url: `${this.#base()}/graphql`,
      init: {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      },
      permission: 'analytics',
      budget: budgets.graphql,
    });
    const left = textAt(answer.text, ['data', 'viewer', 'budget']);
    if (left !== undefined && /^\d+$/.test(left)) budgets.graphql.heard(Number(left));
    const viewer = (answer.body as { data?: { viewer?: Viewer } } | null)?.data?.viewer;
    return { ...answer, owners: viewer?.accounts ?? viewer?.zones ?? [] };
  }

  /** @throws FlaretallyError E_TOKEN, E_PULL_GAVE_UP */
  async get(
    path: string,
    permission: Permission,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const url = `${this.#base()}${path}`;
    return this.#ask({ url, init: { headers }, permission, budget: this.#options.budgets.rest });
  }

  async #sent({ url, init, permission }: Question): Promise<Sent> {
    this.requests++;
    const sent = await send(url, init, permission, this.#options);
    if (sent.servedAt !== undefined) this.aheadMs = sent.servedAt - this.#options.clock.now();
    return sent;
  }

  #base(): string {
    return this.#options.baseUrl.replace(/\/+$/, '');
  }

  async #ask(question: Question): Promise<Answer> {
    const { clock, patience } = this.#options;
    let waitedMs = 0;
    for (let attempt = 1; ; attempt++) {
      await this.#turn(question.budget);
      const askedAt = new Date(clock.now());
      const { verdict, text, body, askedMs } = await this.#sent(question);
      if (verdict.kind === 'answer') return { text, body, askedAt };
      if (verdict.kind === 'refused') return { text, body, askedAt, refusal: verdict.refusal };
      if (verdict.kind === 'end') throw verdict.error;
      const pauseMs = pauseOf(patience, attempt, clock, askedMs ?? verdict.waitMs);
      const { refusal } = verdict;
      if (refusal && attempt >= FAILURES) return { text, body, askedAt, refusal };
      if (attempt >= patience.attempts || waitedMs + pauseMs > patience.waitMs) {
        throw gaveUp(verdict.why, attempt, waitedMs);
      }
      waitedMs += pauseMs;
      const isAsked = askedMs !== undefined || verdict.waitMs !== undefined;
      if (isAsked) question.budget.pause(clock.now() + pauseMs, verdict.why);
      await this.#wait(clock.now() + pauseMs, verdict.why);
    }
  }

  /** Waits until the budget allows a request. */
  async #turn(budget: Budget): Promise<void> {
    for (;;) {
      this.#options.signal?.throwIfAborted();
      const full = budget.take();
      if (!full) return;
      await this.#wait(full.waitUntil, full.why);
    }
  }

  async #wait(until: number, why: string): Promise<void> {
    const { clock, signal, onWait } = this.#options;
    onWait?.({ until: new Date(until), why });
    await clock.sleep(Math.max(0, until - clock.now()), signal);
    onWait?.();
  }
}
