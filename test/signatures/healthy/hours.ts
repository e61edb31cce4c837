// Rows of Durable Objects as answers by the hour have them.
import type { Random } from '../../support/random.ts';
import type { Row } from '../support/row.ts';

const HOUR_US = 3_600_000_000;

/** What objects did on a day, in hours that follow one another. Each has its own time of day. */
export function byHour(random: Random, rows: readonly Row[]): Row[] {
  const hours = new Map<unknown, number>();
  for (const [object, least] of leastHours(rows)) {
    hours.set(object, Math.min(24, Math.ceil(least * (1 + 2 * random.next()) + 0.01)));
  }
  return rows.flatMap((row) => {
    const of = hours.get(row.dims.objectId);
    return of === undefined ? [row] : inHours(row, of);
  });
}

/** How long each object needs: it is active within its hours, and has an alarm a minute at most. */
function leastHours(rows: readonly Row[]): Map<unknown, number> {
  const least = new Map<unknown, number>();
  for (const { dims, figures } of rows) {
    if (dims.objectId === undefined) continue;
    const active = (figures['sum.activeTime'] ?? figures['sum.wallTime'] ?? 0) / HOUR_US;
    const alarms = dims.type === 'alarm' ? (figures['sum.requests'] ?? 0) / 60 : 0;
    const own = Math.max(least.get(dims.objectId) ?? 0, active, alarms);
    least.set(dims.objectId, own);
  }
  return least;
}

function inHours(row: Row, hours: number): Row[] {
  const from = Number.parseInt(String(row.dims.objectId).slice(-2), 16) % (25 - hours);
  return Array.from({ length: hours }, (_, i) => {
    const figures = Object.entries(row.figures).map(([path, n]) => [
      path,
      partOf(path, n ?? 0, i, hours),
    ]);
    return { ...row, figures: Object.fromEntries(figures), hour: from + i };
  });
}

/** The greatest of a day is that of each hour; of a sum each has its part. */
function partOf(path: string, n: number, i: number, hours: number): number {
  if (path.startsWith('max.')) return n;
  return Math.floor((n * (i + 1)) / hours) - Math.floor((n * i) / hours);
}
