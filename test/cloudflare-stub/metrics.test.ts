import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { ask, documentOf } from '../support/cloudflare/ask.ts';
import {
  type Cloudflare,
  type CloudflareOptions,
  demoRows,
  type Row,
  startCloudflare,
} from '../support/cloudflare/index.ts';

let stub: Cloudflare;
const NOW = '2026-11-05T06:00:00Z';
const start = async (options: CloudflareOptions) => {
  stub = await startCloudflare({ now: () => new Date(NOW), ...options });
};
afterEach(() => stub.close());

describe('what goes with a group', () => {
  const DATASET = 'workersInvocationsAdaptive';
  const row = (requests: number, sampleInterval?: number): Row => ({
    dataset: DATASET,
    at: NOW,
    sum: { requests },
    ...(sampleInterval ? { sampleInterval } : {}),
  });
  const query = documentOf(`${DATASET}(filter: { date: "2026-11-05" }, limit: 1) {
    avg { sampleInterval } confidence(level: 0.95) { level sum { requests {
      estimate lower upper sampleSize isValid } } } }`);

  it('weights the sample interval and gives an interval that sampling explains', async () => {
    await start({ rows: [row(9000, 10), row(1000)] });
    const [group] = (await ask(stub, query)).rows;
    expect(group.avg.sampleInterval).toBeCloseTo(9.1);
    const { estimate, lower, upper, sampleSize, isValid } = group.confidence.sum.requests;
    expect([estimate, sampleSize, isValid]).toEqual([10_000, 1900, true]);
    expect(upper - estimate).toBeCloseTo(1.96 * Math.sqrt(9000 * 9), 0);
    expect(upper - estimate).toBe(estimate - lower);
    stub.rows.shift();
    const exact = (await ask(stub, query)).rows[0].confidence.sum.requests;
    expect([exact.lower, exact.upper]).toEqual([1000, 1000]);
  });

  it('refuses confidence where told to', async () => {
    await start({ rows: [row(1)], refuseConfidence: true });
    expect(await ask(stub, query)).toMatchObject({
      status: 403,
      code: 'authz',
      message: expect.stringContaining('does not have access to the field confidence_level'),
    });
  });

  it('counts events, does not add distinct counts, keeps raw rows apart', async () => {
    const workers = 'workersInvocationsByOwnerAndScriptGroups';
    const distinct = (names: string[]): Row => ({
      dataset: workers,
      at: NOW,
      uniq: { distinctDynamicWorkerCount: names },
    });
    const gateway: Row = { dataset: 'aiGatewayRequestsAdaptiveGroups', at: NOW, count: 4 };
    const cron: Row = {
      dataset: 'workersInvocationsScheduled',
      at: NOW,
      dims: { cron: '* * * * *', cpuTimeUs: 7 },
    };
    await start({ rows: [distinct(['a', 'b']), distinct(['b']), gateway, gateway, cron, cron] });
    const day = 'filter: { date: "2026-11-05" }, limit: 9';
    const uniq = await ask(
      stub,
      documentOf(`${workers}(${day}) { uniq { distinctDynamicWorkerCount } }`),
    );
    expect(uniq.rows).toEqual([{ uniq: { distinctDynamicWorkerCount: 2 } }]);
    const count = await ask(stub, documentOf(`${gateway.dataset}(${day}) { count }`));
    expect(count.rows).toEqual([{ count: 8 }]);
    const raw = await ask(
      stub,
      documentOf(`${cron.dataset}(filter: {
      datetime_geq: "2026-11-05T00:00:00Z" }, limit: 9) { datetime cron cpuTimeUs status }`),
    );
    const one = { datetime: NOW, cron: '* * * * *', cpuTimeUs: 7, status: '' };
    expect(raw.rows).toEqual([one, one]);
  });
});

const USAGE = new URL('../../fixtures/demo/usage/', import.meta.url);

it.each(readdirSync(USAGE))('answers the demo account as it was saved: %s', async (dataset) => {
  await start({ rows: demoRows() });
  const files = readdirSync(new URL(`${dataset}/`, USAGE));
  const file = files.find((name) => ['2026-10-21.json', '2026-10.json'].includes(name));
  const saved = JSON.parse(readFileSync(new URL(`${dataset}/${file}`, USAGE), 'utf8'));
  const { rows } = await ask(stub, saved.request.query, saved.request.variables);
  const [{ [dataset]: own }] = saved.response.data.viewer.accounts;
  const sorted = (list: object[]) => list.map((row) => JSON.stringify(row)).sort();
  expect(sorted(rows)).toEqual(sorted(own));
});
