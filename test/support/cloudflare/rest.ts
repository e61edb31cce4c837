import { restFailure, succeed } from './answers.ts';
import { answerBillableUsage, answerUsageV2 } from './billing.ts';
import type { World } from './graphql.ts';
import type { Answer, Paging, Recorded, RestName } from './types.ts';

type Search = Readonly<Record<string, string>>;

const ROUTES: Readonly<Record<string, RestName>> = {
  'workers/durable_objects/namespaces': 'namespaces',
  'workers/scripts': 'scripts',
  'd1/database': 'd1',
  'storage/kv/namespaces': 'kv',
  'r2/buckets': 'r2',
  queues: 'queues',
  'billable-usage': 'billableUsage',
  'billable/usage': 'usageV2',
  subscriptions: 'subscriptions',
  'vectorize/v2/indexes': 'vectorize',
  workflows: 'workflows',
  'hyperdrive/configs': 'hyperdrive',
  'ai-gateway/gateways': 'aiGateway',
  'ai-search/instances': 'aiSearch',
  'pages/projects': 'pages',
  'pipelines/v1/pipelines': 'pipelines',
  'pipelines/v1/sinks': 'sinks',
  'logpush/jobs': 'logpush',
  'workers/dispatch/namespaces': 'dispatch',
  'containers/applications': 'containers',
  'calls/apps': 'realtimeApps',
  'calls/turn_keys': 'turnKeys',
  'images/v1/stats': 'imagesStats',
  'stream/storage-usage': 'streamStorage',
};

/** The buckets of a jurisdiction are listed only for its header. */
const JURISDICTIONS: Readonly<Record<string, RestName>> = { eu: 'r2Eu', fedramp: 'r2Fedramp' };

/** Routes with one object, as of an account that never used the product. */
const OBJECTS: Readonly<Partial<Record<RestName, object>>> = {
  imagesStats: { count: { allowed: 0, current: 0 } },
  streamStorage: { totalStorageMinutes: 0, totalStorageMinutesLimit: 0, videoCount: 0 },
};

const PAGING: Readonly<Partial<Record<RestName, Paging>>> = {
  namespaces: { form: 'page', perPage: 20 },
  d1: { form: 'page', perPage: 100 },
  kv: { form: 'page', perPage: 20 },
  r2: { form: 'cursor', perPage: 20 },
  r2Eu: { form: 'cursor', perPage: 20 },
  r2Fedramp: { form: 'cursor', perPage: 20 },
  queues: { form: 'page', perPage: 20 },
  workflows: { form: 'page', perPage: 10 },
  hyperdrive: { form: 'page', perPage: 20 },
  aiGateway: { form: 'page', perPage: 20 },
  aiSearch: { form: 'page', perPage: 20 },
  pages: { form: 'page', perPage: 10 },
  pipelines: { form: 'page', perPage: 20 },
  sinks: { form: 'page', perPage: 20 },
  dispatchScripts: { form: 'page', perPage: 20 },
};
const MOST = 1000;
const DISPATCH_SCRIPTS = /^workers\/dispatch\/namespaces\/([^/]+)\/scripts$/;
const DEPLOYMENTS = /^workers\/scripts\/([^/]+)\/deployments$/;

/** Answers `GET /zones`: those of an account, less names of servers and the like. */
function answerZones(search: Search, world: World): Answer {
  const failure = world.options.failures?.zones;
  if (failure) return restFailure(failure.status, failure.code, failure.message);
  const { 'account.id': id = world.accounts[0], per_page: perPage = '20' } = search;
  if (Number(perPage) > 50) return restFailure(400, 6003, 'per_page must be at most 50');
  const own = (world.options.zones ?? []).filter(
    ({ account = world.accounts[0] }) => account === id,
  );
  const rows = own.map(({ id: zone, name }) => ({ id: zone, name, status: 'active' }));
  const asked = world.options.paging?.zones;
  return page(rows, { form: 'page', perPage: 20, ...asked }, search, (list) => list);
}

/** Answers `GET /accounts/<tag>/...` and `GET /zones`. */
export function answerRest({ method, path, search, headers }: Recorded, world: World): Answer {
  if (path === '/zones' && method === 'GET') return answerZones(search, world);
  const { tokenInfo } = world.options;
  if (path === '/user/tokens/verify' && tokenInfo) return succeed(tokenInfo);
  const [, tag = '', route = ''] = /^\/accounts\/([^/]+)\/(.+)$/.exec(path) ?? [];
  const isInfo = route === 'billable-usage/info';
  const name = isInfo ? 'billableUsage' : routeOf(route, headers);
  if (name === undefined || method !== 'GET') {
    return restFailure(404, 7000, 'No route for that URI');
  }
  if (!world.accounts.includes(tag)) return restFailure(403, 10000, 'Authentication error');
  const failure = world.options.failures?.[name];
  if (failure) return restFailure(failure.status, failure.code, failure.message);
  if (isInfo) return succeed(world.options.billableInfo ?? { covered: true, subscriptions: [] });
  const list = below(route, world.options.rest?.[name] ?? []);
  if (name === 'deployments') return answerDeployments(route, list);
  if (name in OBJECTS) return succeed(list[0] ?? OBJECTS[name] ?? {});
  if (name === 'billableUsage') return answerBillableUsage(list, search, world);
  if (name === 'usageV2') return answerUsageV2(list, search, world);
  const asked = world.options.paging?.[name];
  const paging = { form: 'none' as const, perPage: MOST, ...PAGING[name], ...asked };
  const wrap = (rows: readonly object[]) => (route === 'r2/buckets' ? { buckets: rows } : rows);
  return page(list, paging, search, wrap);
}

/** The scripts of the dispatch namespace that the path names, without saying which that is. */
function below(route: string, list: readonly object[]): readonly object[] {
  const [, namespace] = DISPATCH_SCRIPTS.exec(route) ?? [];
  if (namespace === undefined) return list;
  return (list as { dispatch_namespace: string }[])
    .filter((script) => script.dispatch_namespace === decodeURIComponent(namespace))
    .map(({ dispatch_namespace: _, ...script }) => script);
}

/** The deployments of the script that the path names, without its name; every script has some. */
function answerDeployments(route: string, list: readonly object[]): Answer {
  const script = decodeURIComponent(DEPLOYMENTS.exec(route)?.[1] ?? '');
  const deployments = (list as { script: string }[])
    .filter((deployment) => deployment.script === script)
    .map(({ script: _, ...deployment }) => deployment);
  if (deployments.length > 0) return succeed({ deployments });
  return restFailure(404, 10007, 'This Worker does not exist on your account.');
}

function routeOf(route: string, headers: Recorded['headers']): RestName | undefined {
  if (DISPATCH_SCRIPTS.test(route)) return 'dispatchScripts';
  if (DEPLOYMENTS.test(route)) return 'deployments';
  const jurisdiction = headers['cf-r2-jurisdiction'] ?? 'default';
  return (route === 'r2/buckets' ? JURISDICTIONS[jurisdiction] : undefined) ?? ROUTES[route];
}

function page(
  list: readonly object[],
  { form, perPage }: Paging,
  search: Search,
  wrap: (rows: readonly object[]) => unknown,
): Answer {
  if (form === 'none') return succeed(wrap(list));
  // A test's own page size is a ceiling too: the client cannot ask its way around it.
  const ceiling = perPage < 20 ? perPage : MOST;
  const size = Math.min(Number(search.per_page ?? perPage), ceiling);
  if (!(size > 0)) return restFailure(400, 10005, 'per_page must be positive');
  if (form === 'cursor') {
    const start = search.cursor ? Number(Buffer.from(search.cursor, 'base64url').toString()) : 0;
    if (!Number.isInteger(start)) return restFailure(400, 10005, 'invalid cursor');
    const rows = list.slice(start, start + size);
    const next = start + size < list.length ? String(start + size) : '';
    const cursor = next && Buffer.from(next).toString('base64url');
    return succeed(wrap(rows), { cursor, per_page: size, count: rows.length });
  }
  const number = Number(search.page ?? 1);
  const rows = list.slice((number - 1) * size, number * size);
  return succeed(wrap(rows), {
    page: number,
    per_page: size,
    count: rows.length,
    total_count: list.length,
    total_pages: Math.ceil(list.length / size),
  });
}
