import { Refusal } from './answers.ts';
import { branches, type Filter, splitKey } from './filter.ts';
import { datasetType, fieldsOf, type Scope } from './schema.ts';
import type { Selected } from './selection.ts';
import { printDuration, timeValue, WIDTHS } from './times.ts';
import type { CloudflareOptions, Settings } from './types.ts';

const DAY = 86_400;
const USUAL = { maxDuration: 32 * DAY, notOlderThan: 90 * DAY, maxNumberOfFields: 30 };

/** Observed on non-Enterprise accounts in 2026. */
const OBSERVED: Readonly<Record<string, Partial<Settings>>> = {
  workersInvocationsAdaptive: { maxNumberOfFields: 35 },
  aiGatewayRequestsAdaptiveGroups: { notOlderThan: 62 * DAY },
  emailSendingAdaptiveGroups: { maxDuration: 30 * DAY, notOlderThan: 31 * DAY },
  logpushHealthAdaptiveGroups: { maxDuration: 30 * DAY, notOlderThan: 30 * DAY },
};

/** A dataset's settings node; what is unentitled is missing from it or makes it disabled. */
export function settingsOf(
  dataset: string,
  options: Pick<CloudflareOptions, 'settings' | 'refuseConfidence'>,
  unentitled: readonly string[],
): Settings {
  const given = { ...options.settings?.['*'], ...options.settings?.[dataset] };
  const isOpen = (name: string) =>
    !unentitled.includes(`${dataset}.${name}`) &&
    !(options.refuseConfidence && name.startsWith('confidence'));
  const all = fieldsOf(datasetType(dataset)).map(({ name }) => name);
  const names = given.availableFields ?? all;
  return {
    ...USUAL,
    maxPageSize: 10_000,
    ...OBSERVED[dataset],
    ...given,
    enabled: (given.enabled ?? true) && !unentitled.includes(dataset),
    availableFields: [...new Set(names)].filter(isOpen),
  };
}

export interface Asked {
  scope: Scope;
  /** Of the account or the zone. */
  tag: string;
  selected: readonly Selected[];
  filter: Filter;
  limit: number;
  now: Date;
}

/**
 * Holds a selection to its dataset's settings.
 * @throws Refusal
 */
export function enforce(settings: Settings, asked: Asked): void {
  const who = `${asked.scope} "${asked.tag}"`;
  if (!settings.enabled) {
    throw new Refusal(
      'authz',
      `${who} does not have access to the path. Refer to ` +
        'https://developers.cloudflare.com/analytics/graphql-api/errors/',
    );
  }
  const closed = asked.selected.find(({ name }) => !settings.availableFields.includes(name));
  if (closed) {
    throw new Refusal('authz', `${who} does not have access to the field ${closed.name}`);
  }
  const { maxNumberOfFields, maxPageSize, maxDuration, notOlderThan } = settings;
  if (asked.selected.length > maxNumberOfFields) {
    throw new Refusal('quota', `number of fields can't be more than ${maxNumberOfFields}`);
  }
  if (!(asked.limit > 0 && asked.limit <= maxPageSize)) {
    throw new Refusal('quota', `limit must be positive number and not greater than ${maxPageSize}`);
  }
  const now = asked.now.getTime();
  const [oldest, window] = [now - notOlderThan * 1000, windowOf(asked.filter)];
  const from = window.from === -Infinity ? oldest : window.from;
  const to = window.to === Infinity ? now : window.to;
  if (from < oldest) {
    throw new Refusal(
      'quota',
      `${who} cannot request data older than ${printDuration(notOlderThan * 1000)}, ` +
        `but your query requests data from ${printDuration(now - from)} ago`,
    );
  }
  if (to - from > maxDuration * 1000) {
    throw new Refusal(
      'quota',
      `${who} cannot request a time range wider than ${printDuration(maxDuration * 1000)}, ` +
        `but your query time range spans ${printDuration(to - from)}`,
    );
  }
}

export interface Window {
  from: number;
  to: number;
}

/** The span a filter can reach: bounds meet in an AND and spread in an OR; open ends are infinite. */
export function windowOf(filter: Filter): Window {
  let window: Window = { from: -Infinity, to: Infinity };
  for (const [key, value] of Object.entries(filter)) {
    if (value === null || value === undefined) continue;
    let own: Window = { from: -Infinity, to: Infinity };
    if (key === 'AND') own = branches(value).map(windowOf).reduce(meet, own);
    else if (key === 'OR') own = branches(value).map(windowOf).reduce(spread, NOTHING);
    else own = windowOfKey(key, value);
    window = meet(window, own);
  }
  return window;
}

const NOTHING: Window = { from: Infinity, to: -Infinity };
const meet = (a: Window, b: Window) => ({
  from: Math.max(a.from, b.from),
  to: Math.min(a.to, b.to),
});
const spread = (a: Window, b: Window) => ({
  from: Math.min(a.from, b.from),
  to: Math.max(a.to, b.to),
});

function windowOfKey(key: string, value: unknown): Window {
  const { field, operation } = splitKey(key);
  const open = { from: -Infinity, to: Infinity };
  if (!(field in WIDTHS)) return open;
  const times = (Array.isArray(value) ? value : [value]).map((item) => timeValue(field, item, key));
  // A whole bucket ends a bucket later; an instant ends where it is.
  const width = field === 'datetime' ? 0 : (WIDTHS[field] ?? 0);
  const [first, last] = [Math.min(...times), Math.max(...times) + width];
  if (operation === 'eq' || operation === 'in') return { from: first, to: last };
  if (operation === 'geq') return { from: first, to: Infinity };
  if (operation === 'gt') return { from: last, to: Infinity };
  if (operation === 'leq') return { from: -Infinity, to: field === 'date' ? last : first };
  return operation === 'lt' ? { from: -Infinity, to: first } : open;
}
