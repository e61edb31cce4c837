// Workers for Platforms is billed apart from Workers: its requests are neither Workers' nor zero.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { query } from '../pull/e2e/support/database.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';
import { ACCOUNT, envelope } from './answers.ts';

const DAY = ['--period', '2026-10-02..2026-10-03', '--format', 'json'];
const SPLIT = 'date scriptName dispatchNamespaceName isDispatcher status';

const row = (script: string, namespace: string, dispatcher: number, requests: number) => ({
  dimensions: {
    date: '2026-10-02',
    scriptName: script,
    dispatchNamespaceName: namespace,
    isDispatcher: dispatcher,
    status: 'success',
  },
  sum: { requests, cpuTimeUs: requests * 1500 },
});

const ROWS = [
  row('site', '', 0, 20_000_000),
  row('dispatch', '', 1, 30_000_000),
  row('shop', 'customers', 0, 25_000_000),
  row('site', 'customers', 0, 5_000_000),
];

async function reconciled(files: Readonly<Record<string, string>>) {
  const work = temporary(onTestFinished);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(work, name), text);
  const load = await run(['load', ...Object.keys(files), '--account', ACCOUNT], work);
  expect(load).toMatchObject({ code: 0 });
  const { out } = await run(['reconcile', '--allow-incomplete', ...DAY], work);
  const { lines, findings, coverage } = JSON.parse(out);
  const of = (sku: string) => lines.find((line: { sku: string }) => line.sku === sku);
  const says = findings.map((finding: { says: string }) => finding.says).join('\n');
  const places = (meter: string) =>
    query(
      join(work, 'flaretally.duckdb'),
      `select tenant, place, total::varchar as total from usage.place_totals
       where meter = '${meter}' order by place`,
    );
  return { of, says, evidence: coverage.datasets[0]?.evidence, places };
}

test('in analytics', { tags: 'journey' }, async () => {
  const { of, says, evidence } = await reconciled({
    'answer.json': envelope(JSON.stringify(ROWS), '2026-10-02', SPLIT),
  });
  expect(of('workers.requests')).toMatchObject({ predicted_usd: '3.00' });
  // The chain is one request: 30 million over 20; the CPU time of both, 90 million ms over 60.
  expect(of('workers_for_platforms.requests')).toMatchObject({ predicted_usd: '3.00' });
  expect(of('workers_for_platforms.cpu_ms')).toMatchObject({ predicted_usd: '0.60' });
  expect(says).not.toContain('is not metered yet');
  expect(says).toContain('its subscription of $25.00 a month is in no prediction');
  expect(evidence).toBe('exact');
});

test('the subscription on the invoice is that of the stated plan', async () => {
  const work = temporary(onTestFinished);
  const answer = envelope(JSON.stringify(ROWS), '2026-10-02', SPLIT);
  writeFileSync(join(work, 'answer.json'), answer);
  writeFileSync(
    join(work, 'invoice.csv'),
    'description,period_start,period_end,quantity,unit_price,per,amount\n' +
      'Workers for Platforms,2026-11-01,2026-11-30,1,25.00,1,25.00\n' +
      'Workers for Platforms Requests (First 20M are included),2026-10-01,2026-10-31,' +
      '"10,000,000",0.30,1000000,3.00\n',
  );
  await run(['load', '.', '--plan', 'workers_for_platforms', '--account', ACCOUNT], work);
  const { out } = await run(['reconcile', '--allow-incomplete', '--format', 'json'], work);
  expect(JSON.parse(out).lines).toContainEqual(
    expect.objectContaining({
      sku: 'workers_for_platforms.subscription',
      invoice_line: 'Workers for Platforms',
      predicted_usd: '25.00',
      invoiced_usd: '25.00',
      status: 'match',
    }),
  );
});

test('a total that does not tell them apart gives way to a split that does', {
  tags: 'journey',
}, async () => {
  const total = [
    {
      dimensions: { date: '2026-10-02', status: 'success' },
      sum: { requests: 80_000_000, cpuTimeUs: 605_000 },
    },
  ];
  const files = {
    'total.json': envelope(JSON.stringify(total), '2026-10-02', 'date status'),
    'split.json': envelope(JSON.stringify(ROWS), '2026-10-02', SPLIT),
  };
  const { of, evidence } = await reconciled(files);
  expect(of('workers.requests')).toMatchObject({ predicted_usd: '3.00' });
  expect(of('workers_for_platforms.requests')).toMatchObject({ predicted_usd: '3.00' });
  expect(evidence).toBe('exact');
});

test('in logs alone requests are divided by user Worker, and CPU time is not known', {
  tags: 'journey',
}, async () => {
  const event = { EventTimestampMs: Date.UTC(2026, 9, 2), EventType: 'fetch', ScriptName: 'shop' };
  const user = { ...event, CPUTimeMs: 2, Entrypoint: '', DispatchNamespace: 'customers' };
  const text = [
    { ...user, DispatchNamespace: '' },
    user,
    { ...user, ScriptName: 'site' },
    { ...user, ScriptName: 'site' },
    { ...user, DispatchNamespace: 'partners' },
  ];
  const map = [
    'tenant,kind,value,match,namespace',
    'acme,dispatch_script,shop,,customers',
    'bolt,dispatch_namespace,customers,,',
  ];
  const { of, says, places } = await reconciled({
    'events.log': text.map((one) => JSON.stringify(one)).join('\n'),
    'tenants.csv': `${map.join('\n')}\n`,
  });
  // Four requests are in the allowance: the line is known and $0.00.
  expect(of('workers_for_platforms.requests')).toBeUndefined();
  expect(await places('workers_for_platforms.user_requests')).toEqual([
    { tenant: 'acme', place: 'customers/shop', total: '1' },
    { tenant: 'bolt', place: 'customers/site', total: '2' },
    { tenant: 'unattributed', place: 'partners/shop', total: '1' },
  ]);
  expect(of('workers_for_platforms.cpu_ms')).toMatchObject({ status: 'not_metered' });
  expect(says).toContain(
    'counted by logs alone: 8 ms of CPU time of the dispatch namespace(s) customers, partners',
  );
  // The dispatchers' requests are not known, so no other reading has an amount.
  expect(says).not.toContain('requests of dispatchers');
});
