// `--only` asks for some products or datasets, by the names that the price book and the API give.
import { expect, test } from 'vitest';
import { onStage, PERIOD } from './support/stage.ts';

const dryRun = (names: string) => ['pull', '--period', PERIOD, '--only', names, '--dry-run'];

test('two products: their datasets, the names of their resources, and what is billed', async () => {
  const { cli } = await onStage({ rows: [] });
  const { code, out, err } = await cli(dryRun('kv, d1'));
  expect(code, err).toBe(0);
  const asked = [...out.matchAll(/\b(\w+Groups|workersInvocationsAdaptive)\(/g)].map(
    ([, own]) => own,
  );
  expect([...new Set(asked)].toSorted()).toEqual([
    'd1AnalyticsAdaptiveGroups',
    'd1StorageAdaptiveGroups',
    'kvOperationsAdaptiveGroups',
    'kvStorageAdaptiveGroups',
  ]);
  expect(out).toContain('/d1/database');
  expect(out).toContain('/storage/kv/namespaces');
  expect(out).toContain('/subscriptions');
  expect(out).not.toContain('/r2/buckets');
});

test('Basin: the datasets of its three products, which the API has under their older names', async () => {
  const { cli } = await onStage({ rows: [] });
  const asked = async (names: string) => {
    const { code, out, err } = await cli(dryRun(names));
    expect(code, err).toBe(0);
    return [...new Set([...out.matchAll(/\b(\w+Groups)\(/g)].map(([, own]) => own))].toSorted();
  };
  expect(await asked('basin_sql')).toEqual(['r2sqlOperationsAdaptiveGroups']);
  const basin = await asked('basin');
  expect(basin).toEqual(await asked('pipelines,r2_sql,r2_data_catalog'));
  expect(basin).toEqual([
    'pipelinesOperatorAdaptiveGroups',
    'pipelinesSinkAdaptiveGroups',
    'r2CatalogDataOperationsAdaptiveGroups',
    'r2CatalogTableMaintenanceAdaptiveGroups',
    'r2sqlOperationsAdaptiveGroups',
  ]);
});

test('a name that is neither is refused before anything is asked', async () => {
  const { cli, cloudflare } = await onStage({ rows: [] });
  for (const names of ['kw', 'kv,', '']) {
    const { code, out, err } = await cli(dryRun(names));
    expect({ code, out }, names).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/E_ONLY|empty/);
  }
  expect(cloudflare.requests).toEqual([]);
});
