import { afterEach, describe, expect, it } from 'vitest';
import { ask, documentOf } from '../support/cloudflare/ask.ts';
import {
  type Cloudflare,
  type CloudflareOptions,
  type Row,
  startCloudflare,
} from '../support/cloudflare/index.ts';

let stub: Cloudflare;
const NOW = '2026-11-05T06:00:00Z';
const start = async (options: CloudflareOptions) => {
  stub = await startCloudflare({ now: () => new Date(NOW), ...options });
};
afterEach(() => stub.close());

const periodic = (at: string, objectId: string, sum: Row['sum'], more: Partial<Row> = {}): Row => ({
  dataset: 'durableObjectsPeriodicGroups',
  at,
  dims: { namespaceId: 'n', objectId },
  ...(sum ? { sum } : {}),
  ...more,
});
const ROWS: Row[] = [
  periodic(
    '2026-11-01T00:10:00Z',
    'a',
    { rowsRead: 1, duration: 0.5 },
    { max: { activeWebsocketConnections: 3 } },
  ),
  periodic(
    '2026-11-01T00:50:00Z',
    'a',
    { rowsRead: 2, duration: 0.25 },
    { max: { activeWebsocketConnections: 5 } },
  ),
  periodic('2026-11-01T13:05:00Z', 'b', { rowsRead: 10 }),
  periodic('2026-11-02T00:00:00Z', 'c', { rowsRead: 100 }),
];
const PERIODIC = 'durableObjectsPeriodicGroups';

describe('filters', () => {
  it.each([
    ['date: "2026-11-01"', 'ab'],
    ['date_geq: "2026-11-01", date_lt: "2026-11-02"', 'ab'],
    ['datetimeHour_geq: "2026-11-01T13:00:00Z"', 'bc'],
    ['datetime_geq: "2026-11-01T00:50:00Z", datetime_lt: "2026-11-02T00:00:00Z"', 'ab'],
    ['date_geq: "2026-11-01", objectId_in: ["a", "c"]', 'ac'],
    ['date_geq: "2026-11-01", objectId_neq: "a"', 'bc'],
    ['date_geq: "2026-11-01", objectId_gt: "a", objectId_leq: "b"', 'b'],
    ['date_geq: "2026-11-01", objectId_like: "%b%"', 'b'],
    ['date_geq: "2026-11-01", objectId_notin: ["a"]', 'bc'],
    ['AND: [{ date_geq: "2026-11-01" }, { OR: [{ objectId: "a" }, { objectId_gt: "b" }] }]', 'ac'],
    ['date_geq: "2026-11-01", name: ""', 'abc'],
  ])('%s', async (filter, kept) => {
    await start({ rows: ROWS });
    const { rows } = await ask(
      stub,
      documentOf(`${PERIODIC}(filter: { ${filter} }, limit: 9,
      orderBy: [objectId_ASC]) { dimensions { objectId } }`),
    );
    expect(rows.map((row) => row.dimensions.objectId).join('')).toBe(kept);
  });

  it('finds values in lists, and labels by name', async () => {
    const dims = { labels: ['tenant=acme', 'stage=live'], region: 'weur' };
    const dataset = 'containersUsageAdaptiveGroups';
    await start({ rows: [{ dataset, at: NOW, dims, sum: { cpuTimeSec: 1.5 } }] });
    const { rows } = await ask(
      stub,
      documentOf(`${dataset}(filter: { date: "2026-11-05",
      labels_has: "tenant=acme", labels_nothas: "x" }, limit: 9) {
      dimensions { tenant: label(name: "tenant") none: label(name: "q") } sum { cpuTimeSec } }`),
    );
    expect(rows).toEqual([{ dimensions: { tenant: 'acme', none: '' }, sum: { cpuTimeSec: 1.5 } }]);
  });
});
