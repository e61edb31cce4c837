import type { Dataset, Scope } from '../../words/dataset.ts';
import type { Client } from './client.ts';
import { settingsDocument } from './document.ts';
import { accountUnseen, Refused } from './refusal.ts';
import { keepFields, printDocument } from './selection.ts';

/** The limits of the account, or of a zone, on one dataset: the settings node, in milliseconds. */
export interface Limits {
  isEnabled: boolean;
  /** Available fields, such as `sum_requests`; undefined if the list is empty or missing. */
  fields: ReadonlySet<string> | undefined;
  maxFields: number;
  maxPageSize: number;
  maxDurationMs: number;
  notOlderThanMs: number;
  /** Why the settings are guessed, if they are. */
  note?: string;
}

interface Settings {
  enabled: boolean;
  availableFields: string[];
  maxDuration: number;
  maxNumberOfFields: number;
  maxPageSize: number;
  notOlderThan: number;
}

/** The most rows that Cloudflare returns per page, whatever the settings say. */
export const LARGEST_PAGE = 10_000;
const DAY_MS = 86_400_000;

/**
 * Reads the settings of all datasets in one document. A dataset that the token may not name is left
 * out and gets cautious guesses. If the node itself is refused, all datasets do. See
 * https://developers.cloudflare.com/analytics/graphql-api/features/discovery/settings/
 * @throws FlaretallyError E_ACCOUNT_UNSEEN if the token does not see the account
 * @throws Refused if the token does not see the zone
 */
export async function readLimits(
  client: Client,
  tag: string,
  datasets: readonly Dataset[],
  scope: Scope = 'account',
): Promise<ReadonlyMap<string, Limits>> {
  if (datasets.length === 0) return new Map();
  const document = settingsDocument(datasets, scope);
  let asked = datasets.map(({ dataset }) => dataset);
  let hasBudget = true;
  const prefix = `viewer.${scope}s.settings.`;
  for (;;) {
    const isAsked = (path: string) => {
      if (path === 'viewer.budget') return hasBudget;
      return !path.startsWith(prefix) || asked.includes(path.split('.')[3] ?? '');
    };
    const query = printDocument({ ...document, fields: keepFields(document.fields, isAsked) });
    const answer = await client.graphql(query, { [`${scope}Tag`]: tag });
    if (answer.refusal?.reason === 'zone') throw new Refused(answer.refusal);
    if (answer.refusal) {
      const message = answer.refusal.message;
      if (hasBudget && /["'` ]budget\b/.test(message)) {
        hasBudget = false;
        continue;
      }
      const rest = asked.filter((name) => !message.includes(name));
      if (rest.length === 0 || rest.length === asked.length) return limitsOf(datasets, {}, message);
      asked = rest;
      continue;
    }
    const [found] = answer.owners as { settings?: Record<string, Settings> }[];
    const without = `Cloudflare answered without the ${scope} ${tag}`;
    if (found === undefined && scope === 'zone')
      throw new Refused({ reason: 'zone', message: without });
    if (found === undefined) throw accountUnseen(without);
    return limitsOf(datasets, found.settings ?? {}, `the ${scope} has no settings for it`);
  }
}

function limitsOf(
  datasets: readonly Dataset[],
  settings: Readonly<Record<string, Settings>>,
  why: string,
): ReadonlyMap<string, Limits> {
  return new Map(
    datasets.map((dataset) => {
      const own = settings[dataset.dataset];
      return [dataset.dataset, own ? readSettings(own) : guess(dataset, why)];
    }),
  );
}

/**
 * The days that a request for several zones may cover: the widest window that all zones allow, and
 * as far back as one of them does. Each zone is asked within its own limits.
 */
export function joinLimits(all: readonly Limits[]): Limits {
  return {
    isEnabled: true,
    fields: undefined,
    maxFields: Number.POSITIVE_INFINITY,
    maxPageSize: LARGEST_PAGE,
    maxDurationMs: Math.min(...all.map(({ maxDurationMs }) => maxDurationMs)),
    notOlderThanMs:
      all.length === 0
        ? Number.POSITIVE_INFINITY
        : Math.max(...all.map(({ notOlderThanMs }) => notOlderThanMs)),
  };
}

function readSettings(own: Settings): Limits {
  const fields = own.availableFields ?? [];
  return {
    isEnabled: own.enabled,
    fields: fields.length === 0 ? undefined : new Set(fields),
    maxFields: own.maxNumberOfFields > 0 ? own.maxNumberOfFields : Number.POSITIVE_INFINITY,
    maxPageSize: own.maxPageSize > 0 ? Math.min(own.maxPageSize, LARGEST_PAGE) : LARGEST_PAGE,
    maxDurationMs: own.maxDuration > 0 ? own.maxDuration * 1000 : DAY_MS,
    notOlderThanMs: own.notOlderThan > 0 ? own.notOlderThan * 1000 : Number.POSITIVE_INFINITY,
  };
}

/** One day per request is allowed on every plan that was ever seen. */
function guess(dataset: Dataset, why: string): Limits {
  return {
    isEnabled: true,
    fields: undefined,
    maxFields: 30,
    maxPageSize: LARGEST_PAGE,
    maxDurationMs: DAY_MS,
    notOlderThanMs: dataset.keptDays * DAY_MS,
    note: `the settings cannot be read (${why}): each day is asked for on its own`,
  };
}
