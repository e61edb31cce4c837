import { expect, test } from 'vitest';
import { pulledText } from '../../../src/commands/shared/pulled.ts';
import { isAsked, REST_LISTS } from '../../../src/sources/cloudflare/lists.ts';
import { rangesOf } from '../../../src/sources/cloudflare/ranges.ts';
import { billableRow, demoRest, fault } from '../../support/cloudflare/index.ts';
import { ALL_DATASETS, envelopes, fetchUsage, NOW, onStage, PERIOD } from '../support/pull.ts';

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
      durable_objects_namespaces: 5,
    });
    const asked = (path: string) => cloudflare.requests.filter((r) => r.path.endsWith(path)).length;
    // Three pages of buckets, and one of each jurisdiction.
    expect([asked('/d1/database'), asked('/r2/buckets'), asked('/queues')]).toEqual([3, 5, 1]);
    const [r2] = envelopes(options.spool, 'rest/r2_buckets');
    expect(r2).toMatchObject({
      flaretally: 1,
      account: options.account,
      dataset: 'rest/r2_buckets',
    });
    expect(r2?.response.result).toEqual({ buckets: rest.r2 });
  });
});

test('buckets of a jurisdiction are a list of their own, asked with a header', async () => {
  const rest = { r2: [{ name: 'a' }], r2Eu: many(130, (i) => ({ name: `eu-${i}` })) };
  await onStage({ rest }, async ({ options, cloudflare }) => {
    const lists = ['r2_buckets', 'r2_buckets_eu', 'r2_buckets_fedramp'];
    const report = await fetchUsage({ ...options, datasets: [], lists });
    expect(report.lists.map(({ rows }) => rows)).toEqual([1, 130, 0]);
    const [eu] = envelopes(options.spool, 'rest/r2_buckets_eu');
    expect(eu?.response.result).toEqual({ buckets: rest.r2Eu });
    expect(eu?.request).toMatchObject({ headers: { 'cf-r2-jurisdiction': 'eu' } });
    const asked = cloudflare.requests.filter(({ path }) => path.endsWith('/r2/buckets'));
    const headers = asked.map((request) => request.headers['cf-r2-jurisdiction'] ?? 'none');
    expect(headers.toSorted()).toEqual(['eu', 'eu', 'fedramp', 'none']);
  });
});

test('a list is asked for beside datasets that have its kind or product; those of billing always', () => {
  const of = (...wanted: string[]) => {
    const datasets = ALL_DATASETS.filter(({ dataset }) => wanted.includes(dataset));
    return REST_LISTS.filter((list) => isAsked(list, datasets)).map(({ name }) => name);
  };
  const billing = ['billable_usage_info', 'billable_usage', 'billable_usage_v2', 'subscriptions'];
  expect(of()).toEqual(billing);
  expect(of('d1StorageAdaptiveGroups')).toEqual(['d1_databases', ...billing]);
  expect(of('imagesRequestsAdaptiveGroups')).toEqual(['images_stats', ...billing]);
  const models = ['ai_gateways', 'ai_search_instances'];
  expect(of('aiInferenceAdaptiveGroups')).toEqual([...models, ...billing]);
  const every = ALL_DATASETS.map(({ dataset }) => dataset);
  expect(of(...every)).toEqual(names);
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
    expect(text).toContain('(it names nothing that is used: nothing is missing)');
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
      ['queues', 'fetched'],
      ['workers_scripts', 'refused'],
    ]);
    expect(asked).toEqual({ queues: 4, scripts: 1 });
  });
});

test('what was not used needs no names: its list may be refused', async () => {
  const failure = { status: 403, code: 10000, message: 'Authentication error' };
  const failures = { d1: failure, kv: failure, imagesStats: failure, dispatch: failure };
  const rows = [
    {
      dataset: 'kvOperationsAdaptiveGroups',
      at: '2026-10-04T10:00:00Z',
      dims: { namespaceId: 'n1', actionType: 'read' },
      sum: { requests: 1 },
    },
  ];
  const wanted = /^(kv|d1|images|workersInvocationsAdaptive$)/;
  const datasets = ALL_DATASETS.filter(({ dataset }) => wanted.test(dataset));
  await onStage({ rows, rest: demoRest(), failures }, async ({ options }) => {
    const { lists: _, ...all } = options;
    const report = await fetchUsage({ ...all, datasets });
    const refused = report.lists.filter(({ outcome }) => outcome === 'refused');
    expect(refused.map(({ name, isNeeded }) => [name, isNeeded])).toEqual([
      ['d1_databases', false],
      ['dispatch_namespaces', false],
      ['images_stats', false],
      ['kv_namespaces', true],
    ]);
    const { text, isWhole } = pulledText(report);
    expect(isWhole).toBe(false);
    expect(text).toContain('rest dispatch_namespaces, images_stats: not fetched');
  });
});
