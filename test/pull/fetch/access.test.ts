import { expect, test } from 'vitest';
import { planUsage } from '../../../src/sources/cloudflare/fetch.ts';
import { demoRows, fault } from '../../support/cloudflare/index.ts';
import { envelopes, fetchUsage, NOW, onStage, rowsIn } from '../support/pull.ts';

const WORKERS = 'workersInvocationsAdaptive';
const INVOCATIONS = 'durableObjectsInvocationsAdaptiveGroups';
const rows = demoRows();

test('an unentitled dataset costs that dataset only', async () => {
  await onStage({ rows, unentitled: [WORKERS] }, async ({ options }) => {
    const report = await fetchUsage(options);
    for (const { dataset, slices } of report.datasets) {
      const outcome = dataset === WORKERS ? 'refused' : 'fetched';
      expect(new Set(slices.map((slice) => slice.outcome))).toEqual(new Set([outcome]));
    }
    expect(envelopes(options.spool, `/${WORKERS}/`).map(({ slice }) => slice.status)).toEqual([
      'refused',
      'refused',
    ]);
  });
});

test('a dataset that is refused only when asked costs that dataset only', async () => {
  const faults = (_: number, { query }: { query?: string }) =>
    query?.includes('query Settings')
      ? undefined
      : fault.unentitled('durableObjectsPeriodicGroups');
  await onStage({ rows, faults }, async ({ options }) => {
    const report = await fetchUsage(options);
    const refused = report.datasets.filter(({ slices }) => slices[0]?.outcome === 'refused');
    expect(refused.map(({ dataset, slicing }) => `${dataset} ${slicing}`)).toEqual([
      'durableObjectsPeriodicGroups total',
      'durableObjectsPeriodicGroups split',
    ]);
    expect(refused[0]?.slices[0]?.why).toContain('does not have access to the path');
  });
});

test('a field that is not available is left out and named', async () => {
  const unentitled = [`${INVOCATIONS}.dimensions_name`, `${WORKERS}.sum_cpuTimeUs`];
  await onStage({ rows, unentitled }, async ({ options, cloudflare }) => {
    const report = await fetchUsage(options);
    expect(cloudflare.requests).toHaveLength(9);
    const notes = report.datasets.flatMap(({ dataset, notes }) => notes.map((n) => [dataset, n]));
    expect(notes).toContainEqual([INVOCATIONS, 'dimensions.name: not available to this account']);
    expect(notes).toContainEqual([WORKERS, 'sum.cpuTimeUs: not available to this account']);
    const [saved] = envelopes(options.spool, `/${INVOCATIONS}/split/`);
    expect(Object.keys(saved ? (rowsIn(saved)[0]?.dimensions ?? {}) : {})).not.toContain('name');
  });
});

test('a field that is refused when asked for is left out, confidence with all it holds', async () => {
  const faults = (_: number, { query }: { query?: string }) =>
    query?.includes('query Settings')
      ? undefined
      : fault.unentitled(`${INVOCATIONS}.dimensions_status`, `${INVOCATIONS}.confidence`);
  await onStage({ rows, faults, refuseConfidence: true }, async ({ options }) => {
    const report = await fetchUsage(options);
    expect(report.datasets.every(({ slices }) => slices[0]?.outcome === 'fetched')).toBe(true);
    const [total, split] = report.datasets;
    expect(total?.notes[0]).toMatch(/^confidence: /);
    expect(split?.notes[0]).toMatch(/^dimensions\.status: /);
  });
});

test('confidence and the sample interval come with the totals', async () => {
  await onStage({ rows }, async ({ options }) => {
    await fetchUsage(options);
    const [saved] = envelopes(options.spool, `/${WORKERS}/total/`);
    expect(saved && rowsIn(saved)[0]).toMatchObject({
      avg: { sampleInterval: 1 },
      confidence: { level: 0.95, sum: { requests: { isValid: expect.any(Boolean) } } },
    });
  });
});

test('a window of a week, few fields and a small page are obeyed', async () => {
  const settings = { '*': { maxDuration: 7 * 86_400, maxNumberOfFields: 12, maxPageSize: 500 } };
  await onStage({ rows, settings }, async ({ options }) => {
    const plan = await planUsage(options);
    expect(new Set(plan.queries.map(({ days }) => days.length))).toEqual(new Set([7, 3]));
    const report = await fetchUsage(options);
    expect(
      report.datasets.every(({ slices }) => slices.every((s) => s.outcome === 'fetched')),
    ).toBe(true);
    expect(report.datasets.flatMap(({ notes }) => notes).join()).toContain(
      'at most 12 fields may be asked for',
    );
  });
});

test('settings that cannot be read leave a day at a time', async () => {
  const faults = (_: number, { query }: { query?: string }) =>
    query?.includes('query Settings')
      ? fault.errorsIn200('unknown field "settings"', 'parse')
      : undefined;
  await onStage({ rows, faults }, async ({ options }) => {
    const period = { ...options.period, endsAt: new Date('2026-10-06T00:00:00Z') };
    const report = await fetchUsage({ ...options, period });
    expect(report.requests).toBe(1 + 8 * 2);
    expect(report.datasets[0]?.notes[0]).toContain('each day is asked for on its own');
  });
});

test('a token that does not serve and an account that it does not see end the run, told apart', async () => {
  const lost = 'Could not route to /accounts/x, perhaps your object identifier is invalid?';
  for (const [code, found] of [
    ['E_TOKEN', fault.unauthorized()],
    ['E_TOKEN', fault.errorsIn200('Unauthorized', 'authz')],
    ['E_TOKEN', fault.errorsIn200('Invalid request headers')],
    ['E_ACCOUNT_UNSEEN', fault.forbidden()],
    ['E_ACCOUNT_UNSEEN', fault.errorsIn200('not authorized for that account', 'authz')],
    ['E_ACCOUNT_UNSEEN', fault.errorsIn200(lost)],
  ] as const) {
    await onStage({ rows, faults: () => found }, async ({ options, cloudflare }) => {
      const failed = fetchUsage(options);
      await expect(failed).rejects.toMatchObject({ code, exit: 4 });
      await expect(failed).rejects.toMatchObject({
        fix: expect.stringMatching(/Account Analytics > Read.*Billing > Read/),
      });
      expect(cloudflare.requests).toHaveLength(1);
    });
  }
});

test('a clock that is ahead of the API’s is refused before anything is kept', async () => {
  const agoMs = 3 * 86_400_000;
  const served = (ms: number) => ({ rows, now: () => new Date(NOW.getTime() - ms) });
  await onStage(served(agoMs), async ({ options }) => {
    await expect(fetchUsage(options)).rejects.toMatchObject({
      code: 'E_CLOCK',
      exit: 1,
      message: 'the clock of this machine is 4320 minutes ahead of that of the API',
    });
    expect(envelopes(options.spool)).toEqual([]);
  });
  // What a clock behind dates too early is asked for again; that costs requests only.
  for (const ms of [14 * 60_000, -agoMs]) {
    await onStage(served(ms), async ({ options }) => {
      await fetchUsage(options);
      expect(envelopes(options.spool)).not.toEqual([]);
    });
  }
});
