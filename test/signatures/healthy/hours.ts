// Rows of Durable Objects as answers by the hour have them.
import type { Random } from '../../support/random.ts';
import type { Row } from '../support/row.ts';

const DATASETS = ['durableObjectsPeriodicGroups', 'durableObjectsInvocationsAdaptiveGroups'];
const HOUR_US = 3_600_000_000;

/** What an object did on a day, in hours that follow one another. Each object has its time of day. */
export function byHour(random: Random, row: Row): Row[] {
  if (!DATASETS.includes(row.dataset)) return [row];
  const busy = (row.figures['sum.activeTime'] ?? row.figures['sum.wallTime'] ?? 0) / HOUR_US;
  const hours = Math.min(24, Math.ceil(busy * (1 + 2 * random.next()) + 0.01));
  const from = Number.parseInt(String(row.dims.objectId).slice(-2), 16) % (25 - hours);
  return Array.from({ length: hours }, (_, i) => ({
    ...row,
    figures: Object.fromEntries(
      Object.entries(row.figures).map(([path, n]) => [path, partOf(path, n, i, hours)]),
    ),
    hour: from + i,
  }));
}

/** The greatest of a day is that of each hour; of a sum each has its part. */
function partOf(path: string, n: number, i: number, hours: number): number {
  if (path.startsWith('max.')) return n;
  return Math.floor((n * (i + 1)) / hours) - Math.floor((n * i) / hours);
}
