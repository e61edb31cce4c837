import { afterEach, describe, expect, it } from 'vitest';
import { ask, documentOf } from '../support/cloudflare/ask.ts';
import {
  type Cloudflare,
  type CloudflareOptions,
  objectRows,
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

describe('grouping', () => {
  it('groups by the dimensions selected, adds sums and takes the greatest maximum', async () => {
    await start({ rows: ROWS });
    const read = (dimensions: string) =>
      ask(
        stub,
        documentOf(`${PERIODIC}(filter: { date_geq: "2026-11-01" }, limit: 10,
        orderBy: [sum_rowsRead_DESC]) { ${dimensions} sum { rowsRead duration }
        max { activeWebsocketConnections } }`),
      );
    const days = await read('dimensions { date }');
    expect(days.rows.map((row) => [row.dimensions.date, row.sum.rowsRead])).toEqual([
      ['2026-11-02', 100],
      ['2026-11-01', 13],
    ]);
    const objects = await read('dimensions { day: date datetimeHour datetimeSixHours objectId }');
    expect(objects.rows[2]).toEqual({
      dimensions: {
        day: '2026-11-01',
        datetimeHour: '2026-11-01T00:00:00Z',
        datetimeSixHours: '2026-11-01T00:00:00Z',
        objectId: 'a',
      },
      sum: { rowsRead: 3, duration: 0.75 },
      max: { activeWebsocketConnections: 5 },
    });
    expect((await read('')).rows.map((row) => row.sum.rowsRead)).toEqual([113]);
  });

  it('spreads fragments, heeds @include and answers aliases of one dataset apart', async () => {
    await start({ rows: ROWS });
    const { data } = await ask(
      stub,
      `query ($deep: bool!) { cost viewer { budget accounts { accountTag
        one: ${PERIODIC}(filter: { date: "2026-11-01" }, limit: 9) { ...Part }
        two: ${PERIODIC}(filter: { date: "2026-11-02" }, limit: 9) { ...Part } } } }
      fragment Part on AccountDurableObjectsPeriodicGroups {
        dimensions { date objectId @include(if: $deep) } sum { rowsRead } }`,
      { deep: false },
    );
    expect(data).toMatchObject({ cost: 2, viewer: { budget: 299 } });
    expect(data.viewer.accounts[0].one).toHaveLength(1);
    expect(data.viewer.accounts[0].two[0].sum.rowsRead).toBe(100);
  });

  it('cuts at the limit in silence, in an order that no dimension explains', async () => {
    await start({ rows: objectRows({ objects: 25_000, day: '2026-11-01' }) });
    const page = (limit: number, after: string, orderBy = '') =>
      ask(
        stub,
        documentOf(`${PERIODIC}(filter: { date: "2026-11-01", objectId_gt: "${after}" },
        limit: ${limit} ${orderBy}) { dimensions { objectId } sum { activeTime } }`),
      );
    const full = await page(10_000, '');
    expect([full.rows.length, full.message]).toEqual([10_000, undefined]);
    const ids = full.rows.map((row) => row.dimensions.objectId);
    expect(ids).not.toEqual([...ids].sort());
    const seen = new Set<string>();
    for (let after = ''; ; ) {
      const { rows } = await page(10_000, after, ', orderBy: [objectId_ASC]');
      for (const row of rows) seen.add(row.dimensions.objectId);
      if (rows.length < 10_000) break;
      after = rows.at(-1).dimensions.objectId;
    }
    expect(seen.size).toBe(25_000);
  });

  it('writes whole numbers beyond 2^53 exactly', async () => {
    const sum = { activeTime: 2n ** 60n };
    await start({ rows: [periodic(NOW, 'a', sum), periodic(NOW, 'a', { activeTime: 1 })] });
    const { text } = await ask(
      stub,
      documentOf(`${PERIODIC}(filter: { date: "2026-11-05" },
      limit: 1) { sum { activeTime } }`),
    );
    expect(text).toContain('"activeTime":1152921504606846977}');
  });
});
