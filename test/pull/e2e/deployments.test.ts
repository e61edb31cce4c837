// @module-tag journey
// A pull asks for deployments of scripts whose usage in the database shows a behaviour.
import { expect, test, vi } from 'vitest';
import { deployment } from '../../signatures/support/deployment.ts';
import { demoRest, type Row } from '../../support/cloudflare/index.ts';
import { query } from './support/database.ts';
import { onStage } from './support/stage.ts';

vi.mock('../../../src/sources/cloudflare/clock.ts', () => import('./support/clock.ts'));

const namespaceId = 'a'.repeat(32);
const DAYS = ['2026-10-05', '2026-10-06'];

/** Forty objects that are awake all day with sockets open. */
const rows = DAYS.flatMap((day) =>
  Array.from({ length: 40 }, (_, n): Row[] => {
    const at = `${day}T10:00:00Z`;
    const dims = { namespaceId, objectId: String(n).padStart(64, '0'), name: `room/${n}` };
    const max = { activeWebsocketConnections: 8 };
    const sum = { activeTime: 86_400_000_000, inboundWebsocketMsgCount: 720 };
    const own = { scriptName: 'app', type: 'http', status: 'success' };
    return [
      { dataset: 'durableObjectsPeriodicGroups', at, dims, sum, max },
      {
        dataset: 'durableObjectsInvocationsAdaptiveGroups',
        at,
        dims: { ...dims, ...own },
        sum: { requests: 12, wallTime: 1_000_000 },
      },
    ];
  }).flat(),
);

test('the pull after the one that showed the behaviour, and the report then tells them', async () => {
  const deployments = [
    { script: 'app', ...deployment('1a2b3c4d', '2026-10-04T16:02:31Z', 'keep rooms open') },
  ];
  const stage = await onStage({ rows, rest: { ...demoRest(), deployments } });
  const argv = ['pull', '--period', '2026-10-04..2026-10-07'];
  const asked = () =>
    stage.cloudflare.requests.filter(({ path }) => path.endsWith('/deployments')).length;
  expect(await stage.cli(argv)).toMatchObject({ code: 0 });
  expect(asked()).toBe(0);
  const plan = await stage.cli([...argv, '--dry-run']);
  expect(plan.out).toContain('/workers/scripts/app/deployments\n');
  expect(await stage.cli(argv)).toMatchObject({ code: 0 });
  expect(asked()).toBe(1);
  const { out } = await stage.cli(['report', 'savings']);
  expect(out).toContain(
    "Deployed 2026-10-04 16:02 UTC by wrangler: 'keep rooms open' (version 1a2b3c4d)",
  );
  expect(await query(stage.db, 'select script from staging.deployments')).toEqual([
    { script: 'app' },
  ]);
});
