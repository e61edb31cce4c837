import { expect, test } from 'vitest';
import { pulledText } from '../../../src/commands/shared/pulled.ts';
import { REST_LISTS } from '../../../src/sources/cloudflare/lists.ts';
import { rangesOf } from '../../../src/sources/cloudflare/ranges.ts';
import { billableRow, demoRest, fault } from '../../support/cloudflare/index.ts';
import { envelopes, fetchUsage, NOW, onStage, PERIOD } from '../support/pull.ts';

const many = (count: number, make: (i: number) => object) =>
  Array.from({ length: count }, (_, i) => make(i));
const names = REST_LISTS.map(({ name }) => name);

test('lists of any length come whole, page by page or by cursor', async () => {
  const rest = {
    ...demoRest(),
    d1: many(250, (i) => ({ uuid: `d${i}`, name: `db-${i}` })),
    r2: many(230, (i) => ({ name: `bucket-${i}` })),
    queues: many(7, (i) => ({ queue_id: `q${i}` })),
  };
  await onStage({ rest }, async ({ options, cloudflare }) => {
    const report = await fetchUsage({ ...options, datasets: [], lists: names });
    const counts = Object.fromEntries(report.lists.map(({ name, rows }) => [name, rows]));
    expect(counts).toMatchObject({
      d1_databases: 250,
      r2_buckets: 230,
      queues: 7,
      durable_objects_namespaces: 4,
    });
    const asked = (path: string) => cloudflare.requests.filter((r) => r.path.endsWith(path)).length;
    expect([asked('/d1/database'), asked('/r2/buckets'), asked('/queues')]).toEqual([3, 3, 1]);
    const [r2] = envelopes(options.spool, 'rest/r2_buckets');
    expect(r2).toMatchObject({
      flaretally: 1,
      account: options.account,
      dataset: 'rest/r2_buckets',
    });
    expect(r2?.response.result).toEqual({ buckets: rest.r2 });
  });
});

test('a list that fails costs that list only and names the permission', async () => {
  const failures = {
    kv: { status: 403, code: 10000, message: 'Authentication error' },
    subscriptions: { status: 403, code: 10000, message: 'Authentication error' },
    queues: { status: 400, code: 7003, message: 'no such thing' },
  };
  await onStage({ rest: demoRest(), failures }, async ({ options }) => {
    const report = await fetchUsage({ ...options, datasets: [], lists: names });
    const by = Object.fromEntries(report.lists.map((list) => [list.name, list]));
    expect(by.kv_namespaces).toMatchObject({
      outcome: 'refused',
      permission: 'Account > Workers KV Storage > Read',
    });
    expect(by.subscriptions).toMatchObject({
      outcome: 'refused',
      permission: 'Account > Billing > Read',
    });
    expect(by.queues).toMatchObject({ outcome: 'refused', why: 'no such thing' });
    expect(by.workers_scripts?.outcome).toBe('fetched');
    expect(by.billable_usage).toMatchObject({
      outcome: 'empty',
      why: 'the answer is empty, which does not mean zero',
    });
  });
});

test('the second version of the feed is not for every account: refused, nothing is lacking', async () => {
  const failures = { usageV2: { status: 403, code: 10000, message: 'Authentication error' } };
  await onStage({ rest: demoRest(), failures }, async ({ options }) => {
    const lists = ['workers_scripts', 'billable_usage_v2'];
    const report = await fetchUsage({ ...options, datasets: [], lists });
    expect(report.lists).toContainEqual({
      name: 'billable_usage_v2',
      outcome: 'refused',
      rows: 0,
      why: 'Authentication error',
      isOptional: true,
      isNeeded: false,
    });
    expect(envelopes(options.spool, 'billable_usage_v2')).toEqual([]);
    const { text, isWhole } = pulledText(report);
    expect(isWhole).toBe(true);
    expect(text).toContain(
      'rest billable_usage_v2: not fetched, Authentication error (not every account has it: nothing is missing)',
    );
  });
});

test('the rated feed is asked for a range that holds the anchor day', async () => {
  const day = '2026-10-10T00:00:00Z';
  await onStage(
    {
      rest: {
        billableUsage: [
          billableRow({
            ChargePeriodStart: day,
            BillingPeriodStart: '2026-10-04T00:00:00Z',
            ServiceName: 'x',
          }),
        ],
      },
      billableInfo: {
        covered: true,
        subscriptions: [{ id: 's', billing_cycle_anchor_timestamp: '2026-10-04T00:00:00Z' }],
      },
    },
    async ({ options, cloudflare }) => {
      await fetchUsage({
        ...options,
        datasets: [],
        lists: ['billable_usage', 'billable_usage_info'],
      });
      const asked = cloudflare.requests.find(({ path }) => path.endsWith('/billable-usage'));
      expect(asked?.search).toEqual({ from: '2026-08-20', to: '2026-11-03' });
      const [info] = envelopes(options.spool, 'rest/billable_usage_info');
      expect(info?.response.result).toMatchObject({ covered: true });
    },
  );
});

test('the usage feed is asked in stretches of 31 days', () => {
  const list = REST_LISTS.find(({ name }) => name === 'billable_usage_v2');
  const period = { ...PERIOD, startsAt: new Date('2026-10-01T00:00:00Z') };
  expect(list && rangesOf(list, period, NOW)).toEqual([
    { from: '2026-10-01', to: '2026-10-31' },
    { from: '2026-11-01', to: '2026-11-03' },
  ]);
});

test('a needed list that is refused is kept as that; names of what nothing counts are not missed', async () => {
  const failure = { status: 403, code: 10000, message: 'Authentication error' };
  const failures = { namespaces: failure, d1: failure };
  await onStage({ rest: demoRest(), failures }, async ({ options }) => {
    const lists = ['durable_objects_namespaces', 'd1_databases', 'workers_scripts'];
    const report = await fetchUsage({ ...options, lists });
    const { text, isWhole } = pulledText(report);
    expect(isWhole).toBe(false);
    expect(text).toContain(
      'rest durable_objects_namespaces: not fetched, Authentication error ' +
        '(needs Account > Workers Scripts > Read)\n',
    );
    expect(text).toContain('(it names nothing that is metered: nothing is missing)');
    const saved = envelopes(options.spool, '/rest/');
    expect(saved.map(({ dataset, response }) => [dataset, response.errors])).toEqual([
      ['rest/durable_objects_namespaces', [{ message: 'Authentication error' }]],
      ['rest/workers_scripts', []],
    ]);
    expect(saved[0]?.response).toMatchObject({ result: null, success: false });
  });
});

test('a list that fails for a while is asked again; one that is forbidden is not', async () => {
  const asked = { queues: 0, scripts: 0 };
  const faults = (_: number, { path }: { path: string }) => {
    if (path.endsWith('/queues') && asked.queues++ < 3) return fault.unavailable();
    if (path.endsWith('/scripts')) asked.scripts++;
    return undefined;
  };
  const failures = { scripts: { status: 403, code: 10000, message: 'Authentication error' } };
  await onStage({ rest: demoRest(), faults, failures }, async ({ options }) => {
    const lists = ['queues', 'workers_scripts'];
    const report = await fetchUsage({ ...options, datasets: [], lists });
    expect(report.lists.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['queues', 'empty'],
      ['workers_scripts', 'refused'],
    ]);
    expect(asked).toEqual({ queues: 4, scripts: 1 });
  });
});
