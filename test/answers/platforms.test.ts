// Workers for Platforms is billed apart from Workers: its requests are neither Workers' nor zero.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
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
  return { of, says, evidence: coverage.datasets[0]?.evidence };
}

test('in analytics', async () => {
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

test('a total that does not tell them apart gives way to a split that does', async () => {
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

test('in logs', async () => {
  const event = { EventTimestampMs: Date.UTC(2026, 9, 2), EventType: 'fetch', ScriptName: 'shop' };
  const user = { ...event, CPUTimeMs: 2, Entrypoint: '', DispatchNamespace: 'customers' };
  const text = [{ ...user, DispatchNamespace: '' }, user, { ...user, ScriptName: 'site' }]
    .map((one) => JSON.stringify(one))
    .join('\n');
  const { of, says } = await reconciled({ 'events.log': text });
  expect(of('workers_for_platforms.requests')).toMatchObject({ status: 'not_metered' });
  expect(says).toContain(
    '2 request(s) and 4 ms of CPU time of the dispatch namespace(s) customers',
  );
});
