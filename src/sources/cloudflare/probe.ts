import { EXIT, FlaretallyError } from '../../errors.ts';
import type { Dataset } from '../../words/dataset.ts';
import { windowFilter } from './ask.ts';
import type { Client } from './client.ts';
import { probeDocument } from './document.ts';
import type { RestList } from './list.ts';
import { headersOf } from './list-envelope.ts';
import { pathsOf } from './rest.ts';
import { printDocument } from './selection.ts';
import { DAY_MS } from './time.ts';

/** Datasets in one question: more would be refused as too costly. */
const AT_ONCE = 10;

/**
 * Asks one row of the day before `now` of each dataset of the account, many in a question.
 * @returns why a dataset cannot be read, by its name; those that can are not in it
 * @throws FlaretallyError E_TOKEN, E_ACCOUNT_UNSEEN, E_PULL_GAVE_UP
 */
export async function probeDatasets(
  client: Client,
  account: string,
  datasets: readonly Dataset[],
  now: Date,
): Promise<Map<string, string>> {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const span = { start: today - DAY_MS, end: today };
  const refused = new Map<string, string>();
  const rest: Dataset[][] = [];
  for (let i = 0; i < datasets.length; i += AT_ONCE) rest.push(datasets.slice(i, i + AT_ONCE));
  for (let part = rest.shift(); part !== undefined; part = rest.shift()) {
    const document = probeDocument(part, (dataset) => windowFilter({ dataset }, span));
    const { refusal } = await client.graphql(printDocument(document), { accountTag: account });
    if (!refusal) continue;
    const named = part.filter(({ dataset }) => refusal.message.includes(dataset));
    const guilty = part.length === 1 ? part : named;
    for (const { dataset } of guilty) refused.set(dataset, refusal.message);
    const others = part.filter((own) => !guilty.includes(own));
    const half = guilty.length > 0 ? others.length : Math.ceil(others.length / 2);
    rest.push(...[others.slice(0, half), others.slice(half)].filter((own) => own.length > 0));
  }
  return refused;
}

/** Whether a list can be read. */
export interface ProbedList {
  list: RestList;
  /** Why not; undefined if it can be. */
  why?: string;
  /** Whether the token lacks the permission. */
  isDenied: boolean;
}

/**
 * Asks for the first page of a list.
 * @throws FlaretallyError E_PULL_GAVE_UP, E_INTERRUPTED
 */
export async function probeList(
  client: Client,
  account: string,
  list: RestList,
  when: Parameters<typeof pathsOf>[2],
): Promise<ProbedList> {
  const [path] = pathsOf(account, list, when);
  if (path === undefined) return { list, isDenied: false };
  try {
    const { refusal } = await client.get(path, list.permission, headersOf(list));
    return refusal ? { list, why: refusal.message, isDenied: false } : { list, isDenied: false };
  } catch (error) {
    const isDenied = error instanceof FlaretallyError && error.exit === EXIT.unauthorised;
    if (!isDenied) throw error;
    return { list, why: error.why ?? error.message, isDenied };
  }
}

/** When a token ends, as its own page says; undefined if it does not end, or does not say. */
export async function tokenExpiry(client: Client, account: string): Promise<Date | undefined> {
  // A token of a person, else one of the account. See
  // https://developers.cloudflare.com/api/resources/user/subresources/tokens/methods/verify/
  for (const path of ['/user/tokens/verify', `/accounts/${account}/tokens/verify`]) {
    try {
      const answer = await client.get(path, 'analytics');
      const { expires_on: ends } =
        (answer.body as { result?: { expires_on?: string } }).result ?? {};
      if (!answer.refusal) return ends === undefined ? undefined : new Date(ends);
    } catch (error) {
      if (!(error instanceof FlaretallyError) || error.exit !== EXIT.unauthorised) throw error;
    }
  }
  return undefined;
}
