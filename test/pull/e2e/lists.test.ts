// @module-tag journey
// A list that was refused is kept as that until it comes: what its names would have matched is said.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { demoRest, fault } from '../../support/cloudflare/index.ts';
import { SMALL, smallRows } from './support/account.ts';
import { query } from './support/database.ts';
import { onStage } from './support/stage.ts';

vi.mock('../../../src/sources/cloudflare/clock.ts', () => import('./support/clock.ts'));

const PERIOD = `${SMALL.startsOn}..${SMALL.endsOn}`;
const argv = ['pull', '--period', PERIOD];
const isNamespaces = ({ path }: { path: string }) => path.endsWith('/durable_objects/namespaces');

test('exit 5, then a finding, until the list comes', async () => {
  let isDown = true;
  const faults = (_: number, request: { path: string }) =>
    isDown && isNamespaces(request) ? fault.unauthorized() : undefined;
  const stage = await onStage({ rows: smallRows(), rest: demoRest(), faults });
  const { code, err } = await stage.cli(argv);
  expect(code).toBe(5);
  expect(err).toContain('rest durable_objects_namespaces: not fetched, Unauthorized');
  const refused = () => query(stage.db, 'select name, why from staging.refused_lists');
  expect(await refused()).toEqual([{ name: 'durable_objects_namespaces', why: 'Unauthorized' }]);
  const findings = async () => {
    const { out } = await stage.cli(['reconcile', '--period', PERIOD, '--format', 'json']);
    const { findings: all } = JSON.parse(out) as { findings: Record<string, string>[] };
    return all.filter(({ kind }) => kind === 'refused list').map(({ says }) => says);
  };
  expect(await findings()).toEqual([
    'The list of Durable Objects namespaces was refused: namespaces have no names but their ids ' +
      '(Unauthorized).',
  ]);
  const map = join(stage.folder, 'tenants.csv');
  writeFileSync(map, 'tenant,kind,value\nacme,namespace,Rooms\nbeta,object_name,acme/1\n');
  expect(await stage.cli(['load', map])).toMatchObject({ code: 0 });
  expect(await findings()).toEqual([
    'The list of Durable Objects namespaces was refused: 1 row(s) of the tenant map match nothing ' +
      'because names are missing (Unauthorized).',
  ]);
  isDown = false;
  await stage.clock.sleep(60_000);
  expect(await stage.cli(argv)).toMatchObject({ code: 0 });
  expect(await refused()).toEqual([]);
  expect(await findings()).toEqual([]);
});
