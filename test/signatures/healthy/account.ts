// An account as a real team has it, from a seed.
import { Random } from '../../support/random.ts';
import type { Days, Lists } from '../support/account.ts';
import { datesOf } from '../support/story.ts';
import { byHour } from './hours.ts';
import * as objects from './objects.ts';
import * as others from './others.ts';
import { type Part, rhythm } from './rhythm.ts';
import * as storage from './storage.ts';
import * as workers from './workers.ts';

const WORKERS: readonly Part[] = [workers.site, workers.gateway, workers.cron, workers.launch];
const OBJECTS: readonly Part[] = [
  ...[objects.chat, objects.game, objects.counter, objects.agent, objects.sessions],
  ...[objects.scheduler, objects.nightly, objects.carts],
  ...[objects.monitor, objects.editor, objects.ingest],
];
const STORAGE: readonly Part[] = [
  ...[storage.database, storage.cache, storage.bucket],
  ...[storage.databases, storage.settings],
];
const OTHERS: readonly Part[] = [
  ...[others.inference, others.queue, others.workflow, others.vectors, others.pool],
  ...[others.images, others.containers, workers.pages, workers.previews],
];

/** The account's days, and the day of the month on which its periods begin. */
export interface Healthy {
  days: Days;
  lists: Lists;
  anchorDay: number;
}

/** An account of one or two months that ends with 31 October 2026. */
export function healthyAccount(seed: number): Healthy {
  const random = new Random(seed + 1);
  const dates = datesOf(random.pick(['2026-09-01', '2026-09-14', '2026-10-01']), '2026-10-31');
  const team = rhythm(random, dates);
  const isHourly = random.chance(0.25);
  const parts = [
    ...some(random, WORKERS, 3, 'site', 1),
    ...some(random, OBJECTS, 3, 'Class'),
    ...some(random, STORAGE, 3, 'store'),
    ...some(random, OTHERS, 3, 'other'),
  ].map(([part, name]) => ({ name, work: part(random, name, dates), own: rhythm(random, dates) }));
  const days = dates.map((day, i) => {
    const rows = parts.flatMap(({ work, own }) => work(busyOn(team, own, i), day, i));
    return [day, isHourly ? byHour(random, rows) : rows] as const;
  });
  const lists = {
    d1_databases: named(days, 'd1', 'databaseId').map((uuid) => ({ uuid, name: uuid })),
    kv_namespaces: named(days, 'kv', 'namespaceId').map((id) => ({ id, title: id })),
  };
  return { days, lists, anchorDay: random.int(1, 28) };
}

/** All that these datasets name in a dimension. */
function named(days: Days, datasets: string, dimension: string): string[] {
  const rows = days.flatMap(([, rows]) => rows).filter((row) => row.dataset.startsWith(datasets));
  return [...new Set(rows.map(({ dims }) => String(dims[dimension])))];
}

/** The team's week and the part's own ups and downs, each for a half. */
function busyOn(team: readonly number[], own: readonly number[], i: number): number {
  return Math.sqrt((team[i] ?? 1) * (own[i] ?? 1));
}

/** Some parts, perhaps the same kind twice, with names of their own. */
function some(
  random: Random,
  parts: readonly Part[],
  most: number,
  word: string,
  least = 0,
): [Part, string][] {
  return Array.from({ length: random.int(least, most) }, (_, i) => [
    random.pick(parts),
    `${word}-${i}`,
  ]);
}
