// @module-tag journey
// A run each night against a stub of Cloudflare that is down for three of them: each is told and
// recorded, and the night after fetches what they missed. A sample has few of the nights of a month.
import { expect, test, vi } from 'vitest';
import { receiver } from '../notify/receiver.ts';
import { smallRows } from '../pull/e2e/support/account.ts';
import { CORE, onStage } from '../pull/e2e/support/stage.ts';
import { demoRest, fault } from '../support/cloudflare/index.ts';
import type { Ran } from '../support/run.ts';
import { runs } from '../support/tier.ts';

vi.mock('../../src/sources/cloudflare/clock.ts', () => import('../pull/e2e/support/clock.ts'));

const DAY_MS = 86_400_000;
const FIRST = Date.parse('2026-10-20T06:00:00Z');
const DOWN = [1, 2, 3];
const billableInfo = {
  covered: true,
  subscriptions: [{ id: 's', billing_cycle_anchor_timestamp: '2026-08-04T00:00:00Z' }],
};
const DAYS = ['2026-09-10', '2026-10-04', '2026-10-19', '2026-10-21', '2026-11-03'];

test('three nights without Cloudflare lose nothing', { timeout: 3_600_000 }, async () => {
  let isDown = false;
  const stage = await onStage(
    {
      ...{ rows: smallRows(DAYS), rest: demoRest(), billableInfo },
      faults: () => (isDown ? fault.unavailable() : undefined),
    },
    { now: new Date(FIRST), isNew: true },
  );
  const hook = await receiver();
  const argv = ['run', '--only', CORE.join(','), '--webhook', 'HOOK', '--skip', 'check'];
  const nights: Ran[] = [];
  for (let night = 0; night < runs(5, 31); night++) {
    isDown = DOWN.includes(night);
    await stage.clock.sleep(Math.max(0, FIRST + night * DAY_MS - stage.clock.now()));
    nights.push(await stage.cli(argv, { HOOK: hook.url }));
  }
  const codes = nights.map(({ code }) => code);
  expect(codes).toEqual(nights.map((_, night) => (DOWN.includes(night) ? 1 : 0)));

  const [, down] = nights;
  expect(down?.err).toMatch(/1\/5 pull last failed \(E_PULL_GAVE_UP\)/);
  expect(down?.err).toMatch(/2\/5 pull current skipped, .*: not tried: /);
  // What earlier nights brought is still reconciled.
  expect(down?.out).toMatch(/exit 1; 2026-09-04\.\.2026-10-04 predicted \$5\.00/);

  // The first night, each that failed, and the first that was well again; then silence.
  const told = hook.got.map(({ exit }) => exit);
  expect(told.slice(0, 5)).toEqual([0, 1, 1, 1, 0]);

  const running = await stage.cli(['reconcile', '--period', '2026-10', '--format', 'json']);
  const { coverage } = JSON.parse(running.out) as {
    coverage: { datasets: { days_missing: string[] }[] };
  };
  expect(coverage.datasets.flatMap((own) => own.days_missing)).toEqual([]);
  const list = await stage.cli(['sql', 'select exit_code from ops.runs order by run_number']);
  expect(list.out.trim().split('\n').slice(1).map(Number)).toEqual(codes);
});
