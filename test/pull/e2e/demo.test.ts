// @module-tag journey
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { load } from '../../../src/load.ts';
import { demoRest, demoRows } from '../../support/cloudflare/index.ts';
import { ROOT } from '../../support/temp.ts';
import { NOW } from './support/clock.ts';
import { onStage, PERIOD } from './support/stage.ts';

const DEMO = join(ROOT, 'fixtures/demo');
const files = (...names: string[]) => names.map((name) => join(DEMO, name));

interface Line {
  sku: string | null;
  predicted_usd: string | null;
}

/** The datasets that the demo has, and one of objects that it has not. */
const ONLY = [...readdirSync(join(DEMO, 'usage')), 'durableObjectsStorageGroups'].join(',');

/** Asked for by a pull alone: the saved demo does not have the dataset. */
const PULLED_ONLY = 'durable_objects.kv_storage';

/** What a reconciliation says, less the SKU that only a pull has asked for. */
function said(text: string) {
  const { lines, tenants, totals } = JSON.parse(text) as {
    lines: Line[];
    tenants: unknown[];
    totals: Record<string, unknown>;
  };
  const { by_status: _, ...sums } = totals;
  return { lines: lines.filter(({ sku }) => sku !== PULLED_ONLY), tenants, totals: sums };
}

test('the demo pulled is the demo loaded: lines, tenants, totals', async () => {
  const { db, cli, folder } = await onStage({ rows: demoRows(), rest: demoRest() });
  const pulled = await cli(['pull', '--period', PERIOD, '--only', ONLY]);
  expect(pulled).toMatchObject({ code: 0, out: '' });
  await load(files('tenants.csv', 'invoice.csv', 'logs'), { db, now: NOW });
  const direct = join(folder, 'direct.duckdb');
  const paths = files('usage', 'rest', 'tenants.csv', 'invoice.csv', 'logs');
  await load(paths, { db: direct, now: NOW });

  const args = ['reconcile', '--period', '2026-10', '--format', 'json', '--db'];
  const ours = await cli([...args, db]);
  const theirs = await cli([...args, direct]);
  expect({ code: ours.code, err: ours.err }).toEqual({ code: theirs.code, err: theirs.err });
  expect(said(ours.out)).toEqual(said(theirs.out));
  const { lines, tenants } = said(ours.out);
  const predicted = lines.filter(({ predicted_usd }) => predicted_usd !== null);
  const skus = predicted.map(({ sku }) => sku?.split('.')[0]);
  expect(new Set(skus).size).toBe(12);
  expect(tenants.length).toBeGreaterThan(3);
  const [kv] = (JSON.parse(ours.out).lines as Line[]).filter(({ sku }) => sku === PULLED_ONLY);
  expect(kv).toMatchObject({ predicted_usd: '0.00', status: 'match' });
}, 240_000);
