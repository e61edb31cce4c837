// Datasets of zones: each zone is asked by itself, and a day is kept with the rows of all of them.
import { expect, test } from 'vitest';
import { pulledText } from '../../../src/commands/shared/pulled.ts';
import { fetchUsage, planUsage } from '../../../src/sources/cloudflare/fetch.ts';
import type { FetchReport } from '../../../src/sources/cloudflare/report.ts';
import type { CloudflareOptions } from '../../support/cloudflare/index.ts';
import { envelopes, onStage, type Stage } from '../support/pull.ts';
import {
  BLOG,
  EMAIL,
  emails,
  OPERATIONS,
  operations,
  SHOP,
  STORAGE,
  ZONED,
} from '../support/zones.ts';

const at = (day: string) => `${day}T10:00:00Z`;
const period = {
  startsAt: new Date('2026-11-01T00:00:00Z'),
  endsAt: new Date('2026-11-04T00:00:00Z'),
};
const rows = [
  emails(SHOP, at('2026-11-01'), 7),
  emails(BLOG, at('2026-11-01'), 5),
  operations(BLOG, at('2026-11-02'), 'A', 3),
];

function onZones(stub: CloudflareOptions, run: (stage: Stage) => Promise<void>) {
  return onStage({ rows, zones: [SHOP, BLOG], ...stub }, (stage) =>
    run({ ...stage, options: { ...stage.options, datasets: ZONED, period, lists: ['zones'] } }),
  );
}

interface Zones {
  zoneTag: string;
  [dataset: string]: unknown;
}

/** What each day of a dataset has of each zone: numbers of rows, or nothing where it was refused. */
function daysIn(folder: string, dataset: string) {
  return envelopes(folder, `/${dataset}/`).map(({ slice, response, file }) => {
    const viewer = response.data?.viewer as unknown as { zones: Zones[] } | undefined;
    const zones = viewer?.zones.map((zone) => {
      const own = zone[dataset] as unknown[] | null;
      return [zone.zoneTag === SHOP.id ? 'shop' : 'blog', own?.length];
    });
    const [day] = /\d{4}-\d\d-\d\d/.exec(file) ?? [];
    return [day, slice.status, zones && Object.fromEntries(zones)];
  });
}

const outcomes = ({ datasets }: FetchReport) =>
  Object.fromEntries(
    datasets.map(({ dataset, slices }) => [dataset, slices.map(({ outcome }) => outcome)]),
  );

test('a day is kept with the rows of all zones, and their names as a list', async () => {
  await onZones({ paging: { zones: { perPage: 1 } } }, async ({ options, cloudflare }) => {
    const report = await fetchUsage(options);
    expect(daysIn(options.spool, EMAIL)).toEqual([
      ['2026-11-01', 'complete', { shop: 1, blog: 1 }],
      ['2026-11-02', 'complete', { shop: 0, blog: 0 }],
      ['2026-11-03', 'complete', { shop: 0, blog: 0 }],
    ]);
    expect(daysIn(options.spool, OPERATIONS)[1]).toEqual([
      '2026-11-02',
      'complete',
      { shop: 0, blog: 1 },
    ]);
    const lists = cloudflare.requests.filter(({ path }) => path === '/zones');
    expect(lists.map(({ search }) => search)).toEqual([
      { 'account.id': options.account, per_page: '50' },
      { 'account.id': options.account, per_page: '50', page: '2' },
    ]);
    const questions = cloudflare.requests.filter(({ path }) => path === '/graphql');
    // The settings of each zone, then each dataset of each; of the account nothing is asked.
    expect(questions).toHaveLength(2 + 2 * 3);
    const [list] = envelopes(options.spool, 'rest/zones');
    expect(list?.response.result).toMatchObject([{ name: SHOP.name }, { name: BLOG.name }]);
    expect(report.lists).toMatchObject([{ name: 'zones', outcome: 'fetched', rows: 2 }]);
    expect(pulledText(report).isWhole).toBe(true);
  });
});

test('a run that goes on asks no zone for a day that was had', async () => {
  await onZones({}, async ({ options, cloudflare }) => {
    await fetchUsage(options);
    const before = cloudflare.requests.length;
    const report = await fetchUsage(options);
    expect(new Set(Object.values(outcomes(report)).flat())).toEqual(new Set(['skipped']));
    // The list of zones and the settings of each.
    expect(cloudflare.requests.length - before).toBe(3);
  });
});

test('nothing is asked of zones where no dataset is one of theirs', async () => {
  await onZones({}, async ({ options, cloudflare }) => {
    const report = await fetchUsage({ ...options, datasets: [], lists: undefined });
    expect(cloudflare.requests.map(({ path }) => path)).not.toContain('/zones');
    expect(report.lists.map(({ name }) => name)).not.toContain('zones');
  });
});

test('a zone that the token does not see is named, and no day is whole', async () => {
  await onZones({ zones: [SHOP, { ...BLOG, hidden: true }] }, async ({ options }) => {
    const report = await fetchUsage(options);
    expect(daysIn(options.spool, EMAIL)[0]).toEqual([
      '2026-11-01',
      'partial',
      { shop: 1, blog: undefined },
    ]);
    const [saved] = envelopes(options.spool, `/${EMAIL}/`);
    const message =
      'blog.example: not authorized for that zone viewer.zones (needs Zone > Analytics > Read)';
    expect(saved?.response.errors).toEqual([{ message, path: ['viewer', 'zones', 1, EMAIL] }]);
    const { text, isWhole } = pulledText(report);
    expect(isWhole).toBe(false);
    expect(text).toContain(`3 day(s) not fetched: ${message}`);
  });
});

test('a zone that has no such dataset has nothing of it', async () => {
  await onZones({ unentitled: [`${BLOG.id}/${EMAIL}`] }, async ({ options }) => {
    const report = await fetchUsage(options);
    expect(daysIn(options.spool, EMAIL)[0]).toEqual([
      '2026-11-01',
      'complete',
      { shop: 1, blog: 0 },
    ]);
    const own = report.datasets.find(({ dataset }) => dataset === EMAIL);
    expect(own?.notes).toEqual(['not given to blog.example']);
    expect(pulledText(report).isWhole).toBe(true);
  });
});

test('a dataset that no zone has is not given to the account', async () => {
  await onZones({ unentitled: [EMAIL] }, async ({ options }) => {
    const report = await fetchUsage(options);
    expect(daysIn(options.spool, EMAIL)[0]).toEqual(['2026-11-01', 'refused', undefined]);
    const { text, isWhole } = pulledText(report);
    expect(isWhole).toBe(true);
    expect(text).toContain(`not given to this account: ${EMAIL}`);
  });
});

test('without a zone there is nothing, and that is whole', async () => {
  await onZones({ zones: [] }, async ({ options, cloudflare }) => {
    const report = await fetchUsage(options);
    expect(daysIn(options.spool, STORAGE)).toEqual(
      ['2026-11-01', '2026-11-02', '2026-11-03'].map((day) => [day, 'complete', {}]),
    );
    expect(cloudflare.requests.map(({ path }) => path)).toEqual(['/zones']);
    expect(pulledText(report).isWhole).toBe(true);
  });
});

test('zones that cannot be listed leave their datasets refused, with the permission', async () => {
  const failures = { zones: { status: 403, code: 10000, message: 'Authentication error' } };
  await onZones({ failures }, async ({ options, cloudflare }) => {
    const report = await fetchUsage(options);
    expect(new Set(Object.values(outcomes(report)).flat())).toEqual(new Set(['refused']));
    expect(cloudflare.requests.map(({ path }) => path)).toEqual(['/zones']);
    const { text, isWhole } = pulledText(report);
    expect(isWhole).toBe(false);
    expect(text).toContain('the zones cannot be listed: Authentication error (needs Zone > Zone');
    expect(text).toContain('rest zones: not fetched, Authentication error (needs Zone > Zone > Re');
  });
});

test('a dataset that fails whenever it is asked costs itself alone', async () => {
  await onZones({ broken: [EMAIL] }, async ({ options, cloudflare }) => {
    const report = await fetchUsage(options);
    const all = (outcome: string) => [outcome, outcome, outcome];
    expect(outcomes(report)).toEqual({
      [EMAIL]: all('refused'),
      [OPERATIONS]: all('fetched'),
      [STORAGE]: all('fetched'),
    });
    const asked = cloudflare.requests.filter(({ datasets }) => datasets.includes(EMAIL));
    expect(asked).toHaveLength(2 * 3);
    expect(pulledText(report).isWhole).toBe(false);
  });
});

test('each zone is asked within its own limits: pages that are full are gone on from', async () => {
  const crowd = Array.from({ length: 5 }, (_, i) =>
    emails(SHOP, at('2026-11-01'), 1, { sendingDomain: `${i}.shop.example` }),
  );
  const settings = { [EMAIL]: { maxPageSize: 2, maxDuration: 86_400 } };
  await onZones({ rows: crowd, settings }, async ({ options }) => {
    await fetchUsage(options);
    expect(daysIn(options.spool, EMAIL)[0]).toEqual([
      '2026-11-01',
      'complete',
      { shop: 5, blog: 0 },
    ]);
  });
});

test('settings that cannot be read are guessed, and said of the zone', async () => {
  const faults = (_: number, { query }: { query?: string }) =>
    query?.includes('query Settings')
      ? ({ kind: 'errors', message: 'unknown field "settings"', code: 'parse' } as const)
      : undefined;
  await onZones({ faults }, async ({ options }) => {
    const report = await fetchUsage(options);
    expect(outcomes(report)[EMAIL]).toEqual(['fetched', 'fetched', 'fetched']);
    expect(report.datasets[0]?.notes[0]).toMatch(/^shop.example: the settings cannot be read/);
  });
});

test('a plan names each question of each zone, and writes nothing', async () => {
  await onZones({}, async ({ options }) => {
    const plan = await planUsage(options);
    const tags = plan.queries.map(({ variables }) => variables.zoneTag);
    expect(tags).toEqual([SHOP.id, BLOG.id, SHOP.id, BLOG.id, SHOP.id, BLOG.id]);
    expect(plan.lists).toEqual([
      { name: 'zones', paths: [`/zones?account.id=${options.account}&per_page=50`] },
    ]);
    expect(envelopes(options.spool)).toEqual([]);
  });
});
