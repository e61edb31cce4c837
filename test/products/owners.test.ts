// @module-tag journey
// Whose usage it is where what a tenant has is a user Worker, its tag, or objects of a bucket.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { query } from '../pull/e2e/support/database.ts';
import { onStage, PERIOD } from '../pull/e2e/support/stage.ts';
import type { Row } from '../support/cloudflare/index.ts';

const NOW = new Date('2026-10-14T06:00:00Z');
const days = Array.from({ length: 10 }, (_, i) => `2026-10-${String(4 + i).padStart(2, '0')}`);

const worker = (scriptName: string, dispatchNamespaceName: string, requests: number): Row => ({
  dataset: 'workersInvocationsAdaptive',
  at: '',
  dims: { scriptName, dispatchNamespaceName, isDispatcher: 0, status: 'success' },
  sum: { requests, cpuTimeUs: requests },
});

const put = (objectName: string, requests: number): Row => ({
  dataset: 'r2OperationsAdaptiveGroups',
  at: '',
  dims: {
    bucketName: 'media',
    objectName,
    actionType: 'PutObject',
    storageClass: 'Standard',
    responseStatusCode: 200,
  },
  sum: { requests, responseObjectSize: 0 },
});

const OBJECTS = [put('acme/a', 3), put('acme/b', 4), put('cedar/a', 5), put('shared', 6)];

const onDays = (rows: readonly Row[]) =>
  days.flatMap((day) => rows.map((row) => ({ ...row, at: `${day}T12:00:00Z` })));

/** What each tenant has of a meter, after a map was loaded. */
async function owned(stage: Awaited<ReturnType<typeof onStage>>, map: string, meter: string) {
  const path = join(dirname(stage.db), 'tenants.csv');
  writeFileSync(path, map);
  expect(await stage.cli(['load', path])).toMatchObject({ code: 0 });
  const rows = await query<{ tenant: string; total: string }>(
    stage.db,
    `select tenant, total::varchar as total from usage.tenant_totals where meter = '${meter}'`,
  );
  return Object.fromEntries(rows.map(({ tenant, total }) => [tenant, Number(total)]));
}

const says = async (db: string) => {
  const rows = await query<{ value: string; resources: number; says: string | null }>(
    db,
    'select value, resources::integer as resources, says from findings.tenant_map',
  );
  return Object.fromEntries(rows.map((row) => [row.value, [row.resources, row.says]]));
};

test('a user Worker belongs to its own line, else to its tag, its namespace, its name', async () => {
  const rows = onDays([
    worker('shop', '', 1),
    worker('shop', 'live', 2),
    worker('shop', 'stage', 4),
    worker('blog', 'live', 8),
    worker('wiki', 'live', 16),
    worker('wiki', 'beta', 32),
  ]);
  const rest = {
    dispatch: [
      { namespace_name: 'live', script_count: 30 },
      { namespace_name: 'stage', script_count: 1 },
      { namespace_name: 'beta', script_count: 1 },
    ],
    dispatchScripts: [
      ...Array.from({ length: 27 }, (_, i) => ({ dispatch_namespace: 'live', id: `s${i}` })),
      { dispatch_namespace: 'live', id: 'shop', tags: ['gold', 'eu'] },
      { dispatch_namespace: 'live', id: 'blog', tags: ['gold'] },
      { dispatch_namespace: 'live', id: 'wiki', tags: [] },
      { dispatch_namespace: 'stage', id: 'shop', tags: ['gold'] },
    ],
  };
  const stage = await onStage({ rows, rest }, { now: NOW });
  const pulled = await stage.cli([
    'pull',
    '--period',
    PERIOD,
    '--only',
    'workers,workers_for_platforms',
  ]);
  expect(pulled.code, pulled.err).toBe(0);
  const asked = stage.cloudflare.requests.filter(({ path }) => /dispatch.*scripts$/.test(path));
  expect(asked.map(({ path }) => path.split('/').at(-2)).toSorted()).toEqual([
    'beta',
    'live',
    'stage',
  ]);

  const map = [
    'tenant,kind,value,match,namespace',
    'name,script,shop,,',
    'live,dispatch_namespace,live,,',
    'gold,script_tag,gold,,',
    'own,dispatch_script,shop,,stage',
    'odd,dispatch_script,w,prefix,beta',
    'none,script_tag,silver,,',
    'gate,ai_gateway,main,,',
    '',
  ];
  const meter = 'workers_for_platforms.user_requests';
  expect(await owned(stage, map.join('\n'), meter)).toEqual({
    // The tag of the script in `live` comes before its namespace.
    gold: 100,
    live: 160,
    own: 40,
    odd: 320,
  });
  const [script] = await query<{ total: string }>(
    stage.db,
    `select total::varchar as total from usage.tenant_totals
     where meter = 'workers.requests' and tenant = 'name'`,
  );
  expect(script).toEqual({ total: '10' });
  const told = await says(stage.db);
  expect(told).toMatchObject({ live: [3, null], gold: [3, null], w: [1, null] });
  expect(told.silver?.[1]).toMatch(/^matches nothing: tags are known from the list of the scripts/);
  expect(told.main?.[1]).toMatch(/^nothing names it: a gateway is free/);
  const places = await query<{ place: string }>(
    stage.db,
    `select place from usage.place_totals where meter = '${meter}' order by place`,
  );
  expect(places.map(({ place }) => place)).toEqual([
    'beta/wiki',
    'live/blog',
    'live/shop',
    'live/wiki',
    'stage/shop',
  ]);
}, 240_000);

test('objects of R2 by name, if asked for', async () => {
  const stage = await onStage({ rows: onDays(OBJECTS) }, { now: NOW });
  const argv = ['pull', '--period', PERIOD, '--only', 'r2OperationsAdaptiveGroups'];
  expect(await stage.cli(argv)).toMatchObject({ code: 0 });
  const map = [
    'tenant,kind,value,match,namespace',
    'acme,r2_object,acme/,prefix,',
    'cedar,r2_object,cedar/,prefix,media',
    'other,r2_object,shared,,elsewhere',
    'bucket,r2_bucket,media,,',
    '',
  ].join('\n');
  expect(await owned(stage, map, 'r2.class_a')).toEqual({ bucket: 180 });
  expect((await says(stage.db))['acme/']?.[1]).toContain('only with pull --by r2_object');

  expect(await stage.cli([...argv, '--by', 'r2_objects'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('kinds of the chosen datasets: r2_object'),
  });
  const pulled = await stage.cli([...argv, '--by', 'r2_object']);
  expect(pulled.code, pulled.err).toBe(0);
  expect(await owned(stage, `${map}\n`, 'r2.class_a')).toEqual({ acme: 70, cedar: 50, bucket: 60 });
  expect(await says(stage.db)).toMatchObject({ 'acme/': [2, null], 'cedar/': [1, null] });
});

test('containers by a label, if asked for: the total is the same, and who has none pays nothing', async () => {
  const container = (applicationId: string, labels: string[], cpuTimeSec: number): Row => ({
    at: '',
    dataset: 'containersUsageAdaptiveGroups',
    dims: { applicationId, region: 'WNAM', labels },
    sum: { cpuTimeSec, allocatedMemory: 0, allocatedDisk: 0, txBytes: 0 },
  });
  const rows = onDays([
    container('app-1', ['tenant=acme', 'plan=gold'], 1.5),
    container('app-1', ['tenant=cedar', 'plan=gold'], 2),
    container('app-2', ['tenant=cedar'], 4),
    container('app-2', ['plan=silver'], 8),
  ]);
  const stage = await onStage({ rows }, { now: NOW });
  const argv = ['pull', '--period', PERIOD, '--only', 'containers'];
  expect(await stage.cli(argv)).toMatchObject({ code: 0 });
  const map = [
    'tenant,kind,value,match,namespace',
    'acme,container_label,acme,,',
    'cedar,container_label,cedar,,app-2',
    'one,container_application,app-1,,',
    '',
  ].join('\n');
  const meter = 'containers.cpu_us';
  expect(await owned(stage, map, meter)).toEqual({ one: 35e6, unattributed: 12e7 });
  expect((await says(stage.db)).acme?.[1]).toContain('only with pull --by container_label=NAME');

  for (const [by, says] of [
    ['container_label', 'write container_label=NAME'],
    ['container_labels=tenant', 'kinds of the chosen datasets: container_label=NAME'],
    ['container_label=tenant,container_label=plan', 'ask for one at a time'],
  ]) {
    const refused = await stage.cli([...argv, '--by', by ?? '']);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining(says ?? '') });
  }
  const pulled = await stage.cli([...argv, '--by', 'container_label=tenant']);
  expect(pulled.code, pulled.err).toBe(0);
  // Of cedar's containers those of app-1 are not its own: the line is about app-2.
  expect(await owned(stage, `${map}\n`, meter)).toEqual({
    acme: 15e6,
    cedar: 4e7,
    one: 2e7,
    unattributed: 8e7,
  });
  expect(await says(stage.db)).toMatchObject({ acme: [1, null], cedar: [1, null] });
});
