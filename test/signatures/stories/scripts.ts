// Workers that run more often or longer than they need to, and what belongs to them.
import { active, each, invoked, type Row, worker } from '../support/row.ts';
import { datesOf, START, type Story } from '../support/story.ts';

const many = (count: number, name: string, requests: number): Row[] =>
  Array.from({ length: count }, (_, i) => worker(`${name}-${i}`, requests));

const inEnvironment = (environmentName: string, rows: readonly Row[]): Row[] =>
  rows.map((row) => ({ ...row, dims: { ...row.dims, environmentName } }));

/** Requests of a customer's Worker. */
const user = (scriptName: string, requests: number): Row => {
  const own = worker(scriptName, requests);
  return { ...own, dims: { ...own.dims, dispatchNamespaceName: 'customers', isDispatcher: 0 } };
};

/** Rows of Cloudflare's feed: so many events of Workers Logs on each day. */
const logged = (events: (day: string) => number) => ({
  billable_usage: datesOf('2026-10-01', START).map((day) => ({
    BillingCurrency: 'USD',
    BillingPeriodStart: '2026-10-01T00:00:00Z',
    ChargePeriodStart: `${day}T00:00:00Z`,
    ChargePeriodEnd: `${day}T23:59:59Z`,
    ConsumedQuantity: events(day),
    ConsumedUnit: 'Count',
    ContractedCost: 0,
    ContractedUnitPrice: 0,
    CumulatedContractedCost: 0,
    CumulatedPricingQuantity: 0,
    PricingQuantity: 0,
    ServiceFamilyName: 'Workers',
    ServiceName: 'Observability - Logs',
  })),
});

/** Sessions of six minutes, each a new object, that answer all the time; another class goes on. */
const sessions = (namespace: string, count: number): Row[] => [
  active('Lobby', 'one', { active: 60 }),
  invoked('Lobby', 'one', 'http', 6000, 60),
  ...each(count, 'one', (name) => [
    active(namespace, name, { active: 500 }),
    invoked(namespace, name, 'http', 5000, 250),
  ]),
];

/** An object that answers so many requests, and writes so many rows. */
const overlay = (requests: number, rowsWritten: number): Row[] => [
  active('Overlay', 'one', { active: 60_000, rowsWritten }),
  invoked('Overlay', 'one', 'http', requests, 30_000),
];

export const SCRIPTS: readonly Story[] = [
  {
    signature: 'cpu_outlier',
    title: 'a parser that begins anew for each request',
    place: 'parse',
    says: ['400 ms of CPU a request', '50,000 requests', 'all scripts is 2 ms'],
    before: [...many(5, 'api', 50_000), worker('parse', 50_000)],
    burning: [...many(5, 'api', 50_000), worker('parse', 50_000, { cpuUs: 20_000_000_000 })],
    twin: [...many(5, 'api', 50_000), worker('parse', 1_000_000, { cpuUs: 20_000_000_000 })],
  },
  {
    signature: 'worker_errors',
    title: 'a client that asks again at once',
    place: 'api',
    says: ['5,000,000 of 5,200,000 requests', '96 %'],
    before: [worker('api', 200_000, { errors: 300 })],
    burning: [worker('api', 5_200_000, { errors: 5_000_000 })],
    twin: [worker('api', 5_200_000, { errors: 10_000 })],
  },
  {
    signature: 'object_errors',
    title: 'an overloaded object is asked again',
    place: 'Lock',
    says: ['700,000 of 800,000 requests', '87 %'],
    before: [invoked('Lock', 'a', 'rpc', 100_000, 100, { errors: 20 })],
    burning: [invoked('Lock', 'a', 'rpc', 800_000, 100, { errors: 700_000 })],
    twin: [invoked('Lock', 'a', 'rpc', 800_000, 100, { errors: 2000 })],
  },
  {
    // https://github.com/cloudflare/cloudflare-docs/pull/4115
    signature: 'self_calls',
    title: 'a cache before its own address',
    place: 'cache',
    says: ['8,400,000 requests', '21 times as many'],
    before: [worker('cache', 400_000, { subrequests: 4000 })],
    burning: [worker('cache', 8_400_000, { subrequests: 8_004_000 })],
    twin: [worker('cache', 8_400_000, { subrequests: 8_004_000 })],
  },
  {
    // https://github.com/FactoryGameFan/factorio-blueprint-editor/pull/303
    signature: 'self_calls',
    title: 'static assets that a Worker serves since it runs first',
    place: 'site',
    says: ['4,330,000 requests', 'or to pass on what it did not get before'],
    before: [worker('site', 40_000, { subrequests: 2000 })],
    burning: [worker('site', 4_330_000, { subrequests: 4_290_000 })],
    twin: [worker('site', 4_330_000, { subrequests: 4_290_000 })],
  },
  {
    signature: 'doubled_cron',
    title: 'the old trigger was not removed',
    place: 'sync',
    says: ['2,880 runs', '1,440 by its earlier schedule'],
    before: [worker('sync', 1440, { cpuUs: 1440 * 9_000_000 })],
    burning: [worker('sync', 2880, { cpuUs: 2880 * 9_000_000 })],
    twin: [worker('sync', 2880, { cpuUs: 2880 * 9_000_000 })],
  },
  {
    signature: 'log_events',
    title: 'a line for each step of each request',
    place: 'Workers Logs',
    says: ['40 events a request', '80,000,000 events', '2,000,000 requests'],
    before: [worker('api', 2_000_000)],
    burning: [worker('api', 2_000_000)],
    twin: [worker('api', 80_000_000)],
    lists: logged((day) => (day === START ? 80_000_000 : 2_000_000)),
    twinLists: logged(() => 80_000_000),
  },
  {
    // https://github.com/FreiFahren/FreiFahren/pull/987
    signature: 'previews',
    title: 'previews of merged branches',
    place: 'preview Workers',
    says: ['20 scripts of previews', '1,000,000 requests', '90 % of all'],
    before: [worker('api', 100_000)],
    burning: [worker('api', 100_000), ...many(20, 'api-pr', 50_000)],
    twin: [worker('api', 100_000), ...many(20, 'shop-eu', 50_000)],
  },
  {
    signature: 'previews',
    title: 'previews by their environment',
    place: 'preview Workers',
    says: ['20 scripts of previews', '1,000,000 requests', '90 % of all'],
    before: [worker('api', 100_000)],
    burning: [worker('api', 100_000), ...inEnvironment('preview', many(20, 'shop-eu', 50_000))],
    twin: [worker('api', 100_000), ...inEnvironment('production', many(20, 'shop-eu', 50_000))],
  },
  {
    signature: 'multiplied',
    title: 'requests without a reason that answers tell',
    place: 'hook',
    says: ['50 times as much as before', '$3.00 a day'],
    before: [worker('hook', 200_000)],
    burning: [worker('hook', 10_000_000)],
    twin: [worker('hook', 10_000_000)],
  },
  {
    signature: 'multiplied',
    title: 'a Worker that was not there before',
    place: 'new',
    says: ['uses much of Workers requests', '$3.00 a day'],
    before: [worker('api', 10_000)],
    burning: [worker('api', 10_000), worker('new', 10_000_000)],
    twin: [worker('api', 10_000), worker('new', 10_000_000)],
  },
  {
    signature: 'multiplied',
    title: 'sessions of a class, ten times as many as before',
    place: 'Session',
    says: ['10 times as much as before', '$1.60 a day'],
    before: sessions('Session', 200),
    burning: sessions('Session', 2000),
    twin: sessions('Session', 2000),
  },
  {
    // https://r.arson.gg/r/CloudFlare/hot
    signature: 'multiplied',
    title: 'an object that a queue asks to write again and again',
    place: 'Overlay',
    says: ['1,340 times as much as before of Durable Objects rows written', '$134.00 a day'],
    before: overlay(40_000, 100_000),
    burning: overlay(30_000_000, 134_000_000),
    twin: overlay(30_000_000, 134_000_000),
  },
  {
    signature: 'multiplied',
    title: 'a class that was launched six days ago',
    place: 'Session',
    says: ['uses much of Durable Objects duration', '$1.60 a day'],
    firstOn: '2026-10-07',
    before: (day) => sessions('Session', day < '2026-10-07' ? 0 : 2000),
    burning: sessions('Session', 2000),
    // It stayed: a week later that is how much it uses.
    from: '2026-09-20',
    twin: (day) => sessions('Session', day < '2026-10-01' ? 0 : 2000),
  },
  {
    signature: 'multiplied',
    title: 'a Worker that was launched six days ago',
    place: 'new',
    says: ['uses much of Workers requests', '$3.00 a day'],
    firstOn: '2026-10-07',
    before: (day) => [
      worker('api', 10_000),
      ...(day < '2026-10-07' ? [] : [worker('new', 10_000_000)]),
    ],
    burning: [worker('api', 10_000), worker('new', 10_000_000)],
    from: '2026-09-20',
    twin: (day) => [
      worker('api', 10_000),
      ...(day < '2026-10-01' ? [] : [worker('new', 10_000_000)]),
    ],
  },
  {
    signature: 'unowned_user_workers',
    title: 'a customer who is in no tenant map',
    place: 'user Workers',
    says: ['2 scripts of Workers for Platforms', '1,000,000 of 4,000,000 requests', '25 %'],
    before: [user('shop-a', 3_000_000)],
    burning: [user('shop-a', 3_000_000), user('club-a', 400_000), user('club-b', 600_000)],
    twin: [user('shop-a', 3_000_000), user('club-a', 400_000), user('club-b', 600_000)],
    tenants: 'tenant,kind,value,match\nshop,script,shop-,prefix\n',
    twinTenants: 'tenant,kind,value,match\nshop,script,shop-,prefix\nclub,script,club-,prefix\n',
  },
];
