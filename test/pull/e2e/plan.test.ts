import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BUNDLED_QUERIES } from '../../../src/rules/catalog.ts';
import { DEMO_ACCOUNT, demoRest, demoRows } from '../../support/cloudflare/index.ts';
import { onStage, PERIOD } from './support/stage.ts';

/** The demo has no object with key-value storage. */
const EMPTY = 'durableObjectsStorageGroups';
const dryRun = ['pull', '--period', PERIOD, '--dry-run'];

test('--dry-run prints queries, windows and minutes, and asks for anchor and settings only', async () => {
  const stage = await onStage({ rows: demoRows(), rest: demoRest() }, { isNew: true });
  const { code, out, err } = await stage.cli(dryRun);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(
    stage.cloudflare.requests.map(({ query }) => /query (\w+)/.exec(query ?? '')?.[1]),
  ).toEqual([undefined, 'Settings']);
  expect(stage.cloudflare.requests[0]?.path).toMatch(/billable-usage.info$/);
  for (const dataset of ['durableObjectsInvocationsAdaptiveGroups', 'workersInvocationsAdaptive']) {
    for (const slicing of ['total', 'split']) {
      expect(out).toContain(`${dataset} ${slicing}: 2026-10-04 to 2026-11-03\n`);
    }
  }
  expect(out).toContain('durableObjectsPeriodicGroups split: 2026-10-04 to 2026-11-03\n');
  expect(out).toContain(
    `rest subscriptions\n  GET /accounts/${DEMO_ACCOUNT}/subscriptions?per_page=100\n`,
  );
  expect(out).toContain('billable-usage?from=2026-08-20&to=2026-11-03\n');
  expect(out).toContain('  query WorkersInvocations(\n');
  expect(out).toContain(
    'workersInvocationsAdaptive(filter: $filter, orderBy: $orderBy, limit: $limit)',
  );
  expect(out).toContain(
    '"datetime_geq":"2026-10-04T00:00:00Z","datetime_lt":"2026-11-04T00:00:00Z"',
  );
  expect(out).toMatch(/\n17 requests at least, about 1 minute\n$/);
  expect(existsSync(stage.db)).toBe(false);
  expect(readdirSync(stage.folder)).toEqual([]);
});

test('--dry-run obeys the settings and says what cannot be had', async () => {
  const settings = { '*': { maxDuration: 7 * 86_400, notOlderThan: 14 * 86_400 } };
  const stage = await onStage({ rows: demoRows(), settings });
  const { code, out } = await stage.cli(dryRun);
  expect(code).toBe(0);
  expect(out).toContain('24 day(s) refused, cannot request data older than');
  expect(out).toContain('durableObjectsPeriodicGroups split: 2026-10-28 to 2026-11-03\n');
  expect(stage.cloudflare.requests).toHaveLength(2);
});

let before: ReturnType<typeof planAndPull> | undefined;

/** What a dry run said, what the pull after it asked, and what a dry run says then. */
async function planAndPull() {
  const stage = await onStage({ rows: demoRows(), rest: demoRest() });
  const { out: planned } = await stage.cli(dryRun);
  const before = stage.cloudflare.requests.length;
  expect((await stage.cli(['pull', '--period', PERIOD])).code).toBe(0);
  const requests = stage.cloudflare.requests.length - before;
  return { planned, requests, again: (await stage.cli(dryRun)).out };
}

test('--dry-run of what was pulled and has settled asks for no usage that there is', {
  tags: 'journey',
}, async () => {
  before ??= planAndPull();
  const { again: out } = await before;
  const asked = out.split('\n').filter((line) => / (total|split): /.test(line));
  expect(asked.filter((line) => !line.startsWith(EMPTY))).toEqual([]);
});

test('--dry-run asks as many requests as it says', async () => {
  before ??= planAndPull();
  const { planned, requests } = await before;
  const said = Number(/(\d+) requests at least/.exec(planned)?.[1]);
  expect(requests).toBe(said);
});

test('--dry-run asks for what the CSV files of --queries say of a dataset', async () => {
  const stage = await onStage({ rows: demoRows(), rest: demoRest() });
  const rules = join(stage.folder, 'rules');
  mkdirSync(join(rules, 'ref'), { recursive: true });
  const more = 'workersInvocationsAdaptive,sum.wallTime,,true,false,false,true,time of invocations';
  for (const name of ['dataset_fields.csv', 'dataset_dimensions.csv']) {
    const text = readFileSync(join(BUNDLED_QUERIES, 'ref', name), 'utf8');
    const other = text
      .replace(/^workersInvocationsAdaptive,usageModel,.*\n/gm, '')
      .replace(/^workersInvocationsAdaptive,sum\.errors,.*\n/gm, `$&${more}\n`);
    writeFileSync(join(rules, 'ref', name), other);
  }
  const { out } = await stage.cli([...dryRun, '--queries', rules]);
  const [, text = ''] = /query WorkersInvocations\(([\s\S]*?)\n {2}variables/.exec(out) ?? [];
  expect(text).toContain('sum { requests errors wallTime subrequests cpuTimeUs }');
  expect(text).not.toContain('usageModel');
});
