import { existsSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { planUsage } from '../../../src/sources/cloudflare/fetch.ts';
import { finishRun } from '../../../src/sources/cloudflare/spool.ts';
import { demoRest, demoRows } from '../../support/cloudflare/index.ts';
import { runs } from '../../support/tier.ts';
import { contentOf, DATASETS, envelopes, fetchUsage, onStage, rowsIn } from '../support/pull.ts';

test('the demo account is pulled in one question a dataset and slicing', async () => {
  await onStage({ rows: demoRows(), rest: demoRest() }, async ({ options, cloudflare }) => {
    const rows = demoRows().filter((row) => row.dataset.startsWith('durableObjectsInv'));
    const plan = await planUsage(options);
    expect(plan.queries).toHaveLength(8);
    expect(cloudflare.requests).toHaveLength(1);
    const report = await fetchUsage(options);
    expect(report.requests).toBe(9);
    expect(report.datasets.map(({ slices }) => slices.length)).toEqual(Array(8).fill(31));
    expect(report.datasets.flatMap(({ slices }) => slices.map((s) => s.outcome))).toEqual(
      Array(8 * 31).fill('fetched'),
    );
    const saved = envelopes(options.spool, '/durableObjectsInvocationsAdaptiveGroups/split/');
    expect(saved).toHaveLength(31);
    expect(saved.flatMap(rowsIn)).toHaveLength(rows.length);
    for (const { request, slice } of saved) {
      expect(slice.status).toBe('complete');
      expect(request.variables.limit).toBeGreaterThan(9_999);
    }
  });
});

test('days in the settling window are pulled again, settled ones are not', async () => {
  await onStage({ rows: demoRows() }, async ({ options, cloudflare, clock }) => {
    await fetchUsage(options);
    await finishRun(options.spool, options.account);
    await clock.sleep(60_000);
    const before = cloudflare.requests.length;
    const again = await fetchUsage({ ...options, now: new Date(clock.now()) });
    const fetched = again.datasets[0]?.slices.filter(({ outcome }) => outcome === 'fetched');
    expect(fetched?.map(({ day }) => day)).toEqual(['2026-11-03']);
    expect(cloudflare.requests.length - before).toBe(9);
    expect(envelopes(options.spool, '/2026-11-03')).toHaveLength(16);
  });
});

test('a slice that the caller had after it settled is skipped', async () => {
  await onStage({ rows: demoRows() }, async ({ options }) => {
    const known = new Map([
      ['durableObjectsPeriodicGroups/split/2026-10-04', '2026-10-07T00:00:00Z'],
      ['durableObjectsPeriodicGroups/split/2026-10-05', '2026-10-06T00:00:01Z'],
    ]);
    const report = await fetchUsage({ ...options, known });
    const periodic = report.datasets.find(
      (d) => d.dataset === 'durableObjectsPeriodicGroups' && d.slicing === 'split',
    );
    expect(periodic?.slices.slice(0, 2).map(({ outcome }) => outcome)).toEqual([
      'skipped',
      'fetched',
    ]);
  });
});

test('days that are kept no longer are refused, with the first that is', async () => {
  const settings = { '*': { notOlderThan: 7 * 86_400 } };
  await onStage({ rows: demoRows(), settings }, async ({ options }) => {
    const report = await fetchUsage(options);
    const [first] = report.datasets;
    expect(first?.earliestDay).toBe('2026-10-30');
    expect(first?.slices.filter(({ outcome }) => outcome === 'refused')).toHaveLength(26);
    const [refused] = envelopes(options.spool, '.refused.');
    expect(refused?.response.data).toBeNull();
    expect(refused?.response.errors?.[0]?.message).toContain('older than 2026-10-30');
    expect(refused?.request.variables.start).toBe('2026-10-04T00:00:00Z');
  });
});

test('a day that the period divides is asked whole and by hour', async () => {
  const period = {
    startsAt: new Date('2026-10-04T09:00:00Z'),
    endsAt: new Date('2026-10-07T09:00:00Z'),
  };
  await onStage({ rows: demoRows() }, async ({ options }) => {
    const report = await fetchUsage({ ...options, period });
    expect(report.datasets[0]?.slices.map(({ day, isHourly }) => [day, isHourly])).toEqual([
      ['2026-10-04', true],
      ['2026-10-05', false],
      ['2026-10-06', false],
      ['2026-10-07', true],
    ]);
    const [edge] = envelopes(options.spool, 'Sql');
    expect(rowsIn(edge as never)[0]?.dimensions).toHaveProperty('datetimeHour');
    expect(edge?.file).toContain('2026-10-04.hours.complete');
    const again = await fetchUsage({ ...options, period });
    expect(again.requests).toBe(1);
  });
});

test('an interrupted pull goes on and ends with the same content', {
  tags: 'journey',
}, async () => {
  const rows = demoRows();
  let whole: string[] = [];
  await onStage({ rows, rest: demoRest() }, async ({ options }) => {
    await fetchUsage({ ...options, lists: undefined, concurrency: 1 });
    whole = contentOf(options.spool);
  });
  for (const at of runs([3, 9], [1, 3, 6, 9, 12])) {
    await onStage({ rows, rest: demoRest() }, async ({ options, cloudflare }) => {
      const stop = new AbortController();
      const all = { ...options, lists: undefined, concurrency: 1 };
      const onProgress = () => cloudflare.requests.length >= at && stop.abort();
      const first = fetchUsage({ ...all, signal: stop.signal, onProgress });
      await expect(first).rejects.toMatchObject({ code: 'E_INTERRUPTED', exit: 130 });
      const before = cloudflare.requests.length;
      await fetchUsage(all);
      expect(contentOf(options.spool)).toEqual(whole);
      expect(cloudflare.requests.length - before).toBeLessThan(20);
    });
  }
});

test('what a crash left half written is removed and fetched again', async () => {
  const name = 'durableObjectsSqlStorageGroups';
  const datasets = DATASETS.filter(({ dataset }) => dataset === name);
  await onStage({ rows: demoRows() }, async ({ options, cloudflare }) => {
    await fetchUsage({ ...options, datasets });
    const whole = contentOf(options.spool);
    const [torn] = envelopes(options.spool, '2026-10-10');
    const file = join(options.spool, torn?.file ?? '');
    truncateSync(file, 500);
    writeFileSync(join(dirname(file), '.left.tmp'), '{');
    const report = await fetchUsage({ ...options, datasets });
    const fetched = report.datasets[0]?.slices.filter(({ outcome }) => outcome === 'fetched');
    expect(fetched?.map(({ day }) => day)).toEqual(['2026-10-10']);
    expect(contentOf(options.spool)).toEqual(whole);
    expect(existsSync(join(dirname(file), '.left.tmp'))).toBe(false);
    expect(cloudflare.requests).toHaveLength(4);
  });
});
