import { afterEach, describe, expect, it } from 'vitest';
import { get } from '../support/cloudflare/ask.ts';
import {
  billableRow,
  type Cloudflare,
  type CloudflareOptions,
  demoRest,
  startCloudflare,
} from '../support/cloudflare/index.ts';

let stub: Cloudflare;
const start = async (options: CloudflareOptions = {}) => {
  stub = await startCloudflare({ now: () => new Date('2026-11-05T06:00:00Z'), ...options });
};
afterEach(() => stub.close());

const named = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `id-${i}` }));

describe('lists', () => {
  it('come in pages', async () => {
    await start({ rest: { namespaces: named(45) } });
    const { body } = await get(stub, 'workers/durable_objects/namespaces?page=3');
    expect(body).toEqual({
      result: named(45).slice(40),
      success: true,
      errors: [],
      messages: [],
      result_info: { page: 3, per_page: 20, count: 5, total_count: 45, total_pages: 3 },
    });
    const large = await get(stub, 'workers/durable_objects/namespaces?per_page=100');
    expect(large.body.result).toHaveLength(45);
  });

  it('come by cursor, their rows wrapped where the API wraps them', async () => {
    await start({ rest: { r2: named(5) }, paging: { r2: { perPage: 2 } } });
    const found: object[] = [];
    let [cursor, pages] = ['', 0];
    do {
      const { body } = await get(stub, `r2/buckets?cursor=${cursor}`);
      found.push(...body.result.buckets);
      cursor = body.result_info.cursor;
      pages += 1;
    } while (cursor);
    expect([found, pages]).toEqual([named(5), 3]);
  });

  it('come whole', async () => {
    const { namespaces, scripts } = demoRest();
    await start({ rest: { namespaces, scripts, subscriptions: [{ id: 's' }] } });
    const { body } = await get(stub, 'workers/scripts');
    expect([body.result.length, body.result_info]).toEqual([scripts.length, undefined]);
    expect((await get(stub, 'subscriptions')).body.result).toEqual([{ id: 's' }]);
    for (const path of ['d1/database', 'storage/kv/namespaces', 'queues', 'billable/usage']) {
      expect((await get(stub, path)).body).toMatchObject({ success: true, result: [] });
    }
  });

  it('fail with their envelope', async () => {
    const failure = { status: 403, code: 10000, message: 'Authentication error' };
    await start({ failures: { d1: failure } });
    const { status, body } = await get(stub, 'd1/database');
    const errors = [{ code: 10000, message: 'Authentication error' }];
    expect([status, body]).toEqual([403, { success: false, result: null, errors, messages: [] }]);
    expect((await get(stub, 'queues', 'other')).status).toBe(403);
    expect((await get(stub, 'nothing/here')).body.errors[0].code).toBe(7000);
    const token = { ...stub, token: 'wrong' };
    expect((await get(token, 'queues')).status).toBe(401);
  });

  it('share a budget with everything else', async () => {
    await start({ restBudget: 1 });
    await get(stub, 'queues');
    const { status, headers, body } = await get(stub, 'queues');
    expect([status, headers.get('retry-after'), body.errors[0].code]).toEqual([429, '300', 971]);
  });
});

describe('the billable-usage feed', () => {
  const day = (BillingPeriodStart: string, ChargePeriodStart: string) =>
    billableRow({
      ServiceName: 'Workers Standard Requests',
      BillingPeriodStart,
      ChargePeriodStart,
      ConsumedQuantity: 10,
      ContractedCost: 0.5,
    });
  const billableUsage = [
    day('2026-10-04T00:00:00Z', '2026-10-20T00:00:00Z'),
    day('2026-11-04T00:00:00Z', '2026-11-04T00:00:00Z'),
  ];
  const charged = async (query: string) =>
    (await get(stub, `billable-usage${query}`)).body.result.map(
      (row: { ChargePeriodStart: string }) => row.ChargePeriodStart.slice(0, 10),
    );

  it('answers nothing, with success, unless the range holds the day the period starts', async () => {
    await start({ rest: { billableUsage } });
    expect(await charged('?from=2026-10-19&to=2026-10-21')).toEqual([]);
    expect(await charged('?from=2026-10-04&to=2026-10-04')).toEqual(['2026-10-20']);
    expect(await charged('?from=2026-09-30&to=2026-11-05')).toHaveLength(2);
    expect(await charged('')).toEqual(['2026-11-04']);
    const wide = await get(stub, 'billable-usage?from=2026-08-01&to=2026-11-05');
    expect([wide.status, wide.body.success, wide.body.result]).toEqual([400, false, null]);
  });

  it('has 27 fields, or the 15 it had before', async () => {
    await start({ rest: { billableUsage } });
    const fields = async () => Object.keys((await get(stub, 'billable-usage')).body.result[0]);
    expect(await fields()).toHaveLength(27);
    await stub.close();
    await start({ rest: { billableUsage }, billableForm: 'spring' });
    expect(await fields()).toHaveLength(15);
    expect(await fields()).not.toContain('BilledCost');
  });

  it('says when periods start, and gives plain usage by charge day', async () => {
    const anchor = '2026-02-04T09:12:41Z';
    const subscriptions = [{ id: 's', billing_cycle_anchor_timestamp: anchor }];
    const billableInfo = { covered: true, subscriptions };
    await start({ billableInfo, rest: { usageV2: billableUsage } });
    expect((await get(stub, 'billable-usage/info')).body.result).toEqual(billableInfo);
    const usage = async (query: string) => (await get(stub, `billable/usage${query}`)).body.result;
    expect(await usage('')).toHaveLength(1);
    expect(await usage('?from=2026-10-19&to=2026-10-21')).toHaveLength(1);
    expect(await usage('?from=2026-10-01&to=2026-11-05')).toBeNull();
  });
});
