// @module-tag journey
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type CloudflareOptions,
  demoRest,
  demoRows,
  type Row,
} from '../../support/cloudflare/index.ts';
import { runs } from '../../support/tier.ts';
import { SMALL, smallRows } from './support/account.ts';
import { digestsOf } from './support/database.ts';
import { onStage, PERIOD } from './support/stage.ts';

/** What is pulled and saved: days of the small account; in a soak all of the demo. */
const SAVED = runs(
  { rows: smallRows, period: `${SMALL.startsOn}..${SMALL.endsOn}` },
  { rows: demoRows, period: PERIOD },
);

/** The database beside, loaded from what was saved. */
async function loadedFrom(stage: Awaited<ReturnType<typeof onStage>>, saved: string) {
  const db = join(stage.folder, 'again.duckdb');
  expect(await stage.cli(['load', saved, '--db', db])).toMatchObject({ code: 0 });
  return digestsOf(db);
}

test('what --save keeps is read back to the same database', async () => {
  const stage = await onStage({ rows: SAVED.rows(), rest: demoRest() });
  const saved = join(stage.folder, 'saved');
  expect((await stage.cli(['pull', '--period', SAVED.period, '--save', saved])).code).toBe(0);
  expect(existsSync(`${stage.db}.pull`)).toBe(false);
  const hidden = readdirSync(saved, { recursive: true }).filter((path) => `${path}`.includes('/.'));
  expect(hidden).toEqual([]);
  expect(await loadedFrom(stage, saved)).toEqual(await digestsOf(stage.db));
});

async function truncated(more: CloudflareOptions = {}) {
  // Without an order, more rows in an hour than a page may have cannot be had.
  const crowd = [1, 2, 3].map(
    (n): Row => ({
      dataset: 'durableObjectsStorageGroups',
      at: `${SMALL.startsOn}T10:00:00Z`,
      dims: { namespaceIds: [`${n}`] },
      max: { storedBytes: n },
    }),
  );
  const stage = await onStage({
    rows: [...smallRows(), ...crowd],
    settings: { durableObjectsStorageGroups: { maxPageSize: 2 } },
    ...more,
  });
  const saved = join(stage.folder, 'saved');
  const argv = ['pull', '--period', `${SMALL.startsOn}..${SMALL.endsOn}`, '--save', saved];
  for (const _ of [1, 2]) {
    expect((await stage.cli(argv)).code).toBe(5);
    await stage.clock.sleep(3_600_000);
  }
  return { ours: await digestsOf(stage.db), theirs: await loadedFrom(stage, saved) };
}

const refused = { unentitled: ['durableObjectsSqlStorageGroups'] };
let both: ReturnType<typeof truncated> | undefined;

/** Truncated and refused at once, pulled once. */
function truncatedAndRefused() {
  both ??= truncated(refused);
  return both;
}

test('so are two versions, one day of them truncated', async () => {
  const { ours, theirs } = await runs(truncatedAndRefused, truncated)();
  expect(theirs).toEqual(ours);
});

// The second refusal takes the place of the first in the folder; the database has both.
test('so are two refusals of a dataset', async () => {
  const { ours, theirs } = await truncatedAndRefused();
  expect(theirs).toEqual(ours);
});

test('a saved pull that is run again asks for nothing that has settled', async () => {
  const stage = await onStage({ rows: smallRows() });
  const saved = join(stage.folder, 'saved');
  const argv = ['pull', '--period', `${SMALL.startsOn}..${SMALL.endsOn}`, '--save', saved];
  expect((await stage.cli(argv)).code).toBe(0);
  const before = stage.cloudflare.requests.length;
  expect((await stage.cli(argv)).code).toBe(0);
  const again = stage.cloudflare.requests.slice(before).filter(({ path }) => path === '/graphql');
  expect(again).toHaveLength(1);
});
