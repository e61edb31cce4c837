// Writes a made-up account of any size into bench/data/<rows>: run `node bench/generate.mjs 1000000`.
// Three quarters of its objects do not sleep. With `--awake 10` it is one in ten, all day, and the
// others are active for 50 minutes a day at most: that account is in bench/data/<rows>-awake-10.
// With `--days 300` it is that many rows in each of ten months, in bench/data/<rows>-days-300.
// The same rows come out every time. Shapes are those of fixtures/demo, and so is the invoice.
import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HERE = dirname(fileURLToPath(import.meta.url));
const INVOICE = join(HERE, '..', 'fixtures', 'demo', 'invoice.csv');

const ACCOUNT = '8f14e45fceea167a5a36dedd4bea2543';
const STARTS_ON = '2026-10-04';
export const DAYS = 31;
const TENANTS = 10_000;
/** Namespaces and scripts that all tenants share; tenants known by one have it to themselves besides. */
const SHARED = 8;
/** Row limit of every request: more than any answer holds, so that none counts as truncated. */
const LIMIT = 100_000_000;
const CHUNK_CHARACTERS = 1 << 20;

/** How the tenant map knows tenant 0 to 99; those that follow repeat it. */
const KINDS = Array.from({ length: 100 }, (_, i) => {
  if (i < 50) return 'object_name_prefix';
  if (i < 74) return 'object_id';
  if (i < 98) return 'object_name';
  return i === 98 ? 'namespace' : 'script';
});

const REQUESTS = {
  durableObjectsInvocationsAdaptiveGroups:
    'dimensions { date namespaceId objectId name scriptName type status } ' +
    'sum { requests errors responseBodySize wallTime } avg { sampleInterval }',
  durableObjectsPeriodicGroups:
    'dimensions { date namespaceId objectId name } sum { activeTime cpuTime duration ' +
    'inboundWebsocketMsgCount outboundWebsocketMsgCount rowsRead rowsWritten storageReadUnits ' +
    'storageWriteUnits storageDeletes } max { activeWebsocketConnections }',
  durableObjectsSqlStorageGroups: 'dimensions { date namespaceId } max { storedBytes }',
  workersInvocationsAdaptive:
    'dimensions { date scriptName status usageModel } ' +
    'sum { requests errors subrequests cpuTimeUs } avg { sampleInterval }',
};

/** Writes the files of one billing period and returns how many rows they hold. */
export function generate(rows, dir, awakePercent) {
  const account = describe(rows, awakePercent);
  rmSync(dir, { recursive: true, force: true });
  const written = ordinals(DAYS).reduce((sum, day) => sum + saveDay(account, dir, day), 0);
  saveAccount(account, dir);
  copyFileSync(INVOICE, join(dir, 'invoice.csv'));
  return written;
}

/**
 * Writes days of the account that has `rows` rows a period, each as a folder `usage/DAY` of its own.
 * Day 0 is the first of the demo's period; days before it are negative.
 */
export function generateDays(rows, dir, days) {
  const account = describe(rows);
  rmSync(dir, { recursive: true, force: true });
  for (const day of days) saveDay(account, join(dir, 'usage', dateOf(day)), day);
  saveAccount(account, dir);
}

/** One answer a dataset; returns how many rows they hold. */
function saveDay(account, dir, day) {
  const answers = {
    durableObjectsInvocationsAdaptiveGroups: invocations,
    durableObjectsPeriodicGroups: periodic,
    durableObjectsSqlStorageGroups: storage,
    workersInvocationsAdaptive: workers,
  };
  return Object.entries(answers).reduce(
    (sum, [dataset, rows]) => sum + saveAnswer(dir, dataset, day, rows(account, day)),
    0,
  );
}

function saveAccount(account, dir) {
  save(dir, 'rest/durable-objects-namespaces.json', restAnswer(account.namespaces));
  save(dir, 'rest/workers-scripts.json', restAnswer(account.scripts.map((id) => ({ id }))));
  save(dir, 'tenants.csv', tenantMap(account));
}

function describe(rows, awakePercent) {
  const ofTenant = (kind) => ordinals(TENANTS).filter((tenant) => KINDS[tenant % 100] === kind);
  const scripts = [
    ...ordinals(SHARED).map((i) => `edge-${i}`),
    ...ofTenant('script').map((tenant) => `edge-${tenantName(tenant)}`),
  ];
  const namespaces = [
    ...ordinals(SHARED).map((i) => namespace(`Room${i}`, `edge-${i}`)),
    ...ofTenant('namespace').map((tenant) => namespace(`Room-${tenantName(tenant)}`, 'edge-0')),
    ...ofTenant('script').map((tenant) =>
      namespace(`Vault-${tenantName(tenant)}`, `edge-${tenantName(tenant)}`),
    ),
  ];
  const perDay = Math.floor(rows / DAYS) - namespaces.length - 2 * scripts.length;
  if (perDay < 2) throw new Error(`${rows} rows are too few for ${TENANTS} tenants`);
  const byName = new Map(namespaces.map((found) => [found.name, found]));
  const objects = ordinals(Math.floor(perDay / 2)).map((i) => ({
    ...object(i, byName),
    isAwake: awakePercent === undefined ? undefined : draw(i, 0, 10) % 100 < awakePercent,
  }));
  return { scripts, namespaces, objects };
}

function namespace(name, script) {
  return { id: hash(`namespace ${name}`, 32), name, script, class: name, use_sqlite: true };
}

/** Object i belongs to tenant i modulo 10,000; one in a hundred has a name that nothing maps. */
function object(i, namespaces) {
  const tenant = i % TENANTS;
  const kind = KINDS[tenant % 100];
  const own = kind === 'namespace' ? `Room-${tenantName(tenant)}` : `Vault-${tenantName(tenant)}`;
  const place = namespaces.get(
    kind === 'namespace' || kind === 'script' ? own : `Room${i % SHARED}`,
  );
  const isUnowned = i % 100 === 7;
  const owner = isUnowned ? 'lobby' : tenantName(tenant);
  const name = `${owner}/room-${i}`;
  return { tenant, kind, name, id: hash(`object ${i}`, 64), isUnowned, namespace: place };
}

function tenantMap({ objects }) {
  const lines = ['tenant,kind,namespace,value,valid_from,valid_to'];
  const add = (tenant, kind, value) => lines.push(`${tenantName(tenant)},${kind},,${value},,`);
  for (const tenant of ordinals(TENANTS)) {
    const kind = KINDS[tenant % 100];
    if (kind === 'object_name_prefix') add(tenant, kind, `${tenantName(tenant)}/`);
    if (kind === 'namespace') add(tenant, kind, `Room-${tenantName(tenant)}`);
    if (kind === 'script') add(tenant, kind, `edge-${tenantName(tenant)}`);
    // A tenant without an object of its own at this size is in the map all the same.
    if (tenant >= objects.length && kind.startsWith('object_'))
      add(tenant, kind, `${tenantName(tenant)}/`);
  }
  for (const { tenant, kind, name, id, isUnowned } of objects) {
    if (isUnowned) continue;
    if (kind === 'object_id') add(tenant, kind, id);
    if (kind === 'object_name') add(tenant, kind, name);
  }
  return `${[...new Set(lines)].join('\n')}\n`;
}

function* invocations({ objects }, day) {
  const date = dateOf(day);
  for (const [i, { id, name, namespace: place, isAwake }] of objects.entries()) {
    const type = ['http', 'hibernation', 'rpc', 'alarm'][i % 4];
    const requests = draw(i, day, 1) % (isAwake === false && type === 'alarm' ? 200 : 5_000);
    yield `{"dimensions":{"date":"${date}","namespaceId":"${place.id}","objectId":"${id}","name":"${name}",` +
      `"scriptName":"${place.script}","type":"${type}","status":"success"},"sum":{"requests":${requests},` +
      `"errors":0,"responseBodySize":${requests * 388},"wallTime":${requests * 2812}},"avg":{"sampleInterval":1}}`;
  }
}

function* periodic({ objects }, day) {
  const date = dateOf(day);
  for (const [i, { id, name, namespace: place, isAwake }] of objects.entries()) {
    const lasts = activeSeconds(isAwake, draw(i, day, 2));
    const active = lasts * 1_000_000 + (draw(i, day, 3) % 1_000_000);
    const messages = draw(i, day, 4) % 20_000;
    const seconds = ((active * 128) / 1_000_000_000).toFixed(9);
    yield `{"dimensions":{"date":"${date}","namespaceId":"${place.id}","objectId":"${id}","name":"${name}"},` +
      `"sum":{"activeTime":${active},"cpuTime":${messages * 284},"duration":${seconds},` +
      `"inboundWebsocketMsgCount":${messages},"outboundWebsocketMsgCount":${messages * 4},` +
      `"rowsRead":${draw(i, day, 5) % 50_000},"rowsWritten":${draw(i, day, 6) % 2_000},"storageReadUnits":0,` +
      `"storageWriteUnits":0,"storageDeletes":0},"max":{"activeWebsocketConnections":${messages % 60}}}`;
  }
}

/** How long an object is active on a day; undefined is as long as chance has it. */
function activeSeconds(isAwake, drawn) {
  if (isAwake === undefined) return drawn % 86_400;
  return isAwake ? 86_399 - (drawn % 600) : drawn % 3_000;
}

function* storage({ namespaces }, day) {
  for (const [i, { id }] of namespaces.entries()) {
    const bytes = (draw(i, 0, 7) % 100_000_000) + (day + 1_000) * 1_000_003;
    yield `{"dimensions":{"date":"${dateOf(day)}","namespaceId":"${id}"},"max":{"storedBytes":${bytes}}}`;
  }
}

export function* workers({ scripts }, day) {
  for (const [i, script] of scripts.entries()) {
    for (const [part, status] of ['success', 'internalError'].entries()) {
      const requests = (draw(i, day, 8 + part) % 100_000) >> (part * 6);
      yield `{"dimensions":{"date":"${dateOf(day)}","scriptName":"${script}","status":"${status}",` +
        `"usageModel":"standard"},"sum":{"requests":${requests},"errors":0,"subrequests":0,` +
        `"cpuTimeUs":${requests * 3_517}},"avg":{"sampleInterval":1}}`;
    }
  }
}

/** Writes one envelope, a chunk of rows at a time, and returns how many rows it holds. */
export function saveAnswer(dir, dataset, day, rows) {
  const path = join(dir, 'usage', dataset, `${dateOf(day)}.json`);
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'w');
  const body =
    'query Usage($accountTag: string!, $start: Date!, $end: Date!, $limit: uint64!) { viewer { ' +
    `accounts(filter: { accountTag: $accountTag }) { ${dataset}(filter: { date_geq: $start, ` +
    `date_lt: $end }, limit: $limit) { ${REQUESTS[dataset]} } } } }`;
  const head = {
    flaretally: 1,
    captured_at: '2026-11-05T06:00:00Z',
    account: ACCOUNT,
    dataset,
    request: {
      query: body,
      variables: { accountTag: ACCOUNT, start: dateOf(day), end: dateOf(day + 1), limit: LIMIT },
    },
  };
  let chunk = `${JSON.stringify(head).slice(0, -1)},"response":{"data":{"viewer":{"accounts":[{"${dataset}":[\n`;
  let written = 0;
  for (const row of rows) {
    chunk += written++ === 0 ? row : `,\n${row}`;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    writeSync(file, chunk);
    chunk = '';
  }
  writeSync(file, `${chunk}\n]}]}},"errors":null}}\n`);
  closeSync(file);
  return written;
}

export function save(dir, name, text) {
  mkdirSync(dirname(join(dir, name)), { recursive: true });
  writeFileSync(join(dir, name), text);
}

function restAnswer(result) {
  return `${JSON.stringify({ result, success: true, errors: [], messages: [] })}\n`;
}

export function dateOf(day) {
  return new Date(Date.parse(STARTS_ON) + day * 86_400_000).toISOString().slice(0, 10);
}

export function tenantName(tenant) {
  return `tenant-${String(tenant).padStart(5, '0')}`;
}

export function ordinals(length) {
  return Array.from({ length }, (_, i) => i);
}

function hash(text, characters) {
  return createHash('sha256').update(text).digest('hex').slice(0, characters);
}

/** A whole number below 2^32 that looks random and depends on nothing but the three arguments. */
function draw(i, day, salt) {
  let x =
    (Math.imul(i + 1, 0x9e3779b1) ^
      Math.imul(day + 1, 0x85ebca6b) ^
      Math.imul(salt, 0xc2b2ae35)) >>>
    0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d) >>> 0;
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b) >>> 0;
  return (x ^ (x >>> 16)) >>> 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { awake: { type: 'string' }, days: { type: 'string' } },
  });
  const rows = Number(positionals[0] ?? 1_000_000);
  if (values.days !== undefined) {
    const last = DAYS - Number(values.days);
    const days = ordinals(Number(values.days)).map((i) => last + i);
    generateDays(rows, join(HERE, 'data', `${rows}-days-${values.days}`), days);
    process.exit();
  }
  const awake = values.awake === undefined ? undefined : Number(values.awake);
  const dir = join(HERE, 'data', awake === undefined ? String(rows) : `${rows}-awake-${awake}`);
  process.stderr.write(`${generate(rows, dir, awake)} rows in ${dir}\n`);
}
