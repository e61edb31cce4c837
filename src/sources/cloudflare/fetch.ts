import pLimit, { type LimitFunction } from 'p-limit';
import { FlaretallyError } from '../../errors.ts';
import { askPage, variablesOf } from './ask.ts';
import { deploymentsOf } from './deployments.ts';
import { askInner } from './inner-list.ts';
import { Ledger } from './ledger.ts';
import { isAsked, keyOf, REST_LISTS } from './lists.ts';
import { makePlan } from './make-plan.ts';
import { INNER_LISTS } from './name-lists.ts';
import { bringRows } from './page.ts';
import { type PlannedQuery, spanOf, type UsagePlan } from './plan.ts';
import { interrupted, Refused } from './refusal.ts';
import type { FetchReport, SliceReport } from './report.ts';
import { bringList, pathsOf } from './rest.ts';
import { openSession, type PullOptions, type Session } from './session.ts';
import { DaySink } from './sink.ts';
import { requireClock } from './skew.ts';
import { Spool } from './spool.ts';
import { bringZones } from './zone-fetch.ts';
import { readZones, type Zones } from './zone-list.ts';

/** What a pull would request. */
export interface PullPlan extends Omit<UsagePlan, 'queries'> {
  queries: (PlannedQuery & { variables: Record<string, unknown> })[];
  /** REST lists with their paths. */
  lists: { name: string; paths: string[] }[];
  /** The least number of requests. Full pages need more. */
  requests: number;
  estimatedMinutes: number;
}

/**
 * Reads the settings and returns what a pull would request, without requesting it.
 * @throws FlaretallyError E_TOKEN, E_PULL_GAVE_UP, E_INTERRUPTED
 */
export async function planUsage(options: PullOptions): Promise<PullPlan> {
  const session = openSession(options);
  const spool = await Spool.open(options.spool, options.account, options.now);
  const { plan, zones } = await unlessAborted(options, async () => {
    const found = await readZones(session.client, options);
    return { plan: await makePlan(session.client, spool, options, found), zones: found.zones };
  });
  const lists = listsOf(options)
    .filter((list) => !spool.lists.has(keyOf(list)))
    .map((list) => ({ name: list.name, paths: pathsOf(options.account, list, options) }));
  const paths = lists.reduce((sum, list) => sum + list.paths.length, 0);
  const queries = plan.queries.flatMap((query) => {
    const isZoned = query.shape.dataset.scope === 'zone';
    const tags = isZoned ? zones.map(({ tag }) => tag) : [options.account];
    return tags.map((tag) => ({ ...query, variables: variablesOf(tag, query.shape, query.span) }));
  });
  const questions = 1 + zones.length + queries.length;
  const requests = questions + paths;
  const waits = Math.max(0, Math.ceil(questions / 300) - 1);
  const estimatedMinutes = Math.max(1, Math.ceil(requests / 60 / session.concurrency)) + waits * 5;
  return { ...plan, queries, lists, requests, estimatedMinutes };
}

/**
 * Fetches the usage of a period into the spool folder, an envelope per slice. The same call
 * continues a run that ended early. `finishRun` ends the run once the envelopes are loaded.
 * @throws FlaretallyError E_CLOCK, E_TOKEN, E_PULL_GAVE_UP, E_INTERRUPTED
 */
export async function fetchUsage(options: PullOptions): Promise<FetchReport> {
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const ledger = new Ledger(options);
  const session = openSession({ ...options, signal }, (wait) => ledger.wait(wait));
  ledger.watch(session);
  const spool = await Spool.open(options.spool, options.account, options.now);
  return unlessAborted(options, async () => {
    const zones = await readZones(session.client, options);
    const plan = await makePlan(session.client, spool, options, zones);
    requireClock(session.client.aheadMs);
    await spool.begin();
    ledger.open(plan, listsOf(options).length);
    await keepRefused(plan, spool, ledger);
    const limit = pLimit(session.concurrency);
    const queries = plan.queries.map((query) => () => bring(query, session, spool, ledger, zones));
    await allOrStop(queries, limit, stop);
    // Names are needed only of what is used, which the datasets show.
    const used = { ...options, datasets: ledger.usedOf(options.datasets) };
    const lists = listsOf(options).map((list) => async () => {
      const again = list.names === 'zone' ? zones.again : undefined;
      ledger.list(await bringList(session.client, spool, list, used, again));
    });
    await allOrStop(lists, limit, stop);
    const inner = INNER_LISTS.filter(({ of }) => ledger.hasRows(of)).map((list) => async () => {
      const ask = () => askInner(session.client, spool.account, list);
      ledger.list(await bringList(session.client, spool, list, used, ask));
    });
    await allOrStop(inner, limit, stop);
    return ledger.report(spool.startedAt);
  });
}

function listsOf({ lists, datasets, scripts = [] }: PullOptions) {
  const all = [...REST_LISTS, ...scripts.map(deploymentsOf)];
  return all.filter((list) => lists?.includes(list.name) ?? isAsked(list, datasets));
}

async function bring(
  query: PlannedQuery,
  session: Session,
  spool: Spool,
  ledger: Ledger,
  { zones }: Zones,
) {
  const { shape } = query;
  if (shape.dataset.scope === 'zone')
    return bringZones(query, zones, { client: session.client, keeper: spool, ledger });
  const sink = new DaySink(query, spool, {
    slice: (slice: SliceReport) => ledger.slice(shape, slice),
    rows: (rows) => ledger.rows(shape, rows),
  });
  try {
    await bringRows(
      (span, after) => askPage(session.client, spool.account, shape, span, after),
      shape,
      query.span,
      sink,
    );
  } catch (error) {
    if (error instanceof Refused) return sink.refused(sink.rest(), error.refusal);
    if (error instanceof FlaretallyError) await sink.abandon(error.message);
    throw error;
  }
}

/** Days that Cloudflare no longer keeps are not requested, but they are reported. */
async function keepRefused(plan: UsagePlan, spool: Spool, ledger: Ledger): Promise<void> {
  for (const { shape, days, why, reason: own } of plan.refused) {
    const query = { shape, days, span: spanOf(days) };
    const slice = (own: SliceReport) => ledger.slice(shape, own);
    const sink = new DaySink(query, spool, { slice, rows: () => {} });
    const reason = own ?? (shape.refused === undefined ? 'too_old' : 'access');
    await sink.refused(query.span, { reason, message: why });
  }
}

/** The first failure stops the other requests, and is thrown when all have ended. */
async function allOrStop(
  tasks: readonly (() => Promise<void>)[],
  limit: LimitFunction,
  stop: AbortController,
): Promise<void> {
  let failure: { error: unknown } | undefined;
  await limit.map(tasks, async (task) => {
    if (stop.signal.aborted) return;
    try {
      await task();
    } catch (error) {
      failure ??= { error };
      stop.abort();
    }
  });
  if (failure) throw failure.error;
}

/** Reports in our own words that the caller has aborted. */
async function unlessAborted<T>({ signal }: PullOptions, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (signal?.aborted) throw interrupted();
    throw error;
  }
}
