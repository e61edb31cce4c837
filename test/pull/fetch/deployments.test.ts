import { expect, test } from 'vitest';
import { pulledText } from '../../../src/commands/shared/pulled.ts';
import { deployment, EMAIL } from '../../signatures/support/deployment.ts';
import { demoRest } from '../../support/cloudflare/index.ts';
import { ALL_DATASETS, envelopes, fetchUsage, onStage } from '../support/pull.ts';

const lists = ['workers_deployments'];
const PATH = '/workers/scripts/';
const own = (script: string, id: string) => ({ script, ...deployment(id, '2026-10-11T16:02:31Z') });
const rest = { ...demoRest(), deployments: [own('app', '1a2b3c4d'), own('other', '00000001')] };

test('deployments are asked for script by script, and who made them is not kept', async () => {
  await onStage({ rest }, async ({ options, cloudflare }) => {
    const report = await fetchUsage({ ...options, datasets: [], lists, scripts: ['app'] });
    expect(report.lists).toMatchObject([
      { name: 'workers_deployments-app', outcome: 'fetched', rows: 1 },
    ]);
    const asked = cloudflare.requests.filter(({ path }) => path.includes(PATH));
    const path = `/accounts/${options.account}${PATH}app/deployments`;
    expect(asked.map((request) => request.path)).toEqual([path]);
    const [saved, ...more] = envelopes(options.spool, '/rest/');
    expect(more).toEqual([]);
    expect(saved).toMatchObject({ dataset: 'rest/workers_deployments', request: { path } });
    const { author_email: _, ...kept } = deployment('1a2b3c4d', '2026-10-11T16:02:31Z');
    expect(saved?.response.result).toEqual({ deployments: [kept] });
    expect(saved?.text).not.toContain(EMAIL);
  });
});

test('a script that is gone, or that the token may not see, is not missing', async () => {
  await onStage({ rest }, async ({ options }) => {
    const scripts = ['app', 'gone/..'];
    const report = await fetchUsage({ ...options, datasets: [], lists, scripts });
    const { text, isWhole } = pulledText(report);
    expect(isWhole).toBe(true);
    expect(text).toContain('rest workers_deployments-gone%2F..: not fetched, This Worker does not');
    expect(envelopes(options.spool, '/rest/')).toHaveLength(1);
  });
  const failures = { deployments: { status: 403, code: 10000, message: 'Authentication error' } };
  await onStage({ rest, failures }, async ({ options }) => {
    const report = await fetchUsage({ ...options, datasets: [], lists, scripts: ['app'] });
    expect(pulledText(report)).toMatchObject({ isWhole: true });
    expect(report.lists).toMatchObject([{ outcome: 'refused', why: 'Authentication error' }]);
    expect(envelopes(options.spool, '/rest/')).toEqual([]);
  });
});

test('an interrupted pull does not ask again for a script that it has', async () => {
  await onStage({ rest }, async ({ options, cloudflare }) => {
    const one = { ...options, datasets: [], lists, scripts: ['app'] };
    await fetchUsage(one);
    const report = await fetchUsage({ ...one, scripts: ['app', 'other'] });
    expect(report.lists.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['workers_deployments-app', 'skipped'],
      ['workers_deployments-other', 'fetched'],
    ]);
    const asked = cloudflare.requests.filter(({ path }) => path.includes(PATH));
    expect(asked).toHaveLength(2);
  });
});

test('with usage of other products alone no deployments are asked for', async () => {
  const datasets = ALL_DATASETS.filter(({ dataset }) => dataset.startsWith('d1'));
  await onStage({ rest }, async ({ options: { lists: _, ...options } }) => {
    const report = await fetchUsage({ ...options, datasets, scripts: ['app'] });
    expect(report.lists.filter(({ name }) => name.startsWith('workers_'))).toEqual([]);
  });
});
