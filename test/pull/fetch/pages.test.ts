import { expect, test } from 'vitest';
import type { Page, Row } from '../../../src/sources/cloudflare/ask.ts';
import { afterRow } from '../../../src/sources/cloudflare/ask.ts';
import { bringRows, type Sink } from '../../../src/sources/cloudflare/page.ts';
import { Shape } from '../../../src/sources/cloudflare/shape.ts';
import { dayOf, HOUR_MS, type Span, spanOfDay } from '../../../src/sources/cloudflare/time.ts';
import { objectRows } from '../../support/cloudflare/index.ts';
import { DATASETS, envelopes, fetchUsage, onStage, rowsIn } from '../support/pull.ts';

const DAY = '2026-11-01';
const CROWD = {
  startsAt: new Date(`${DAY}T00:00:00Z`),
  endsAt: new Date('2026-11-02T00:00:00Z'),
};

test('25,000 objects in a day come once each, in one page more than there are to fill', {
  tags: 'journey',
}, async () => {
  const rows = objectRows({ objects: 25_000, day: DAY });
  await onStage({ rows }, async ({ options, cloudflare }) => {
    const report = await fetchUsage({ ...options, period: CROWD });
    for (const dataset of [
      'durableObjectsInvocationsAdaptiveGroups',
      'durableObjectsPeriodicGroups',
    ]) {
      const [saved] = envelopes(options.spool, `${dataset}/split`);
      const ids = saved ? rowsIn(saved).map(({ dimensions }) => dimensions.objectId) : [];
      expect(ids).toHaveLength(25_000);
      expect(new Set(ids).size).toBe(25_000);
      expect(saved?.request.variables.limit).toBe(25_001);
    }
    const asked = (dataset: string) =>
      cloudflare.requests.filter(({ query }) => query?.includes(`query ${dataset}(`)).length;
    expect(asked('DurableObjectsPeriodic')).toBe(3);
    expect(asked('DurableObjectsInvocations')).toBe(4);
    expect(report.datasets.every(({ slices }) => slices[0]?.outcome === 'fetched')).toBe(true);
  });
});

test('pages smaller than the ties of the first key lose and double nothing', {
  tags: 'journey',
}, async () => {
  const rows = ['http', 'alarm', 'hibernation'].flatMap((type) =>
    ['success', 'error'].flatMap((status) =>
      [1, 2, 3, 4, 5].map((n) => ({
        dataset: 'durableObjectsInvocationsAdaptiveGroups',
        at: `2026-11-0${1 + (n % 2)}T10:00:00Z`,
        dims: {
          namespaceId: 'a',
          objectId: `o${n % 2}`,
          name: `${n}`,
          scriptName: 's',
          type,
          status,
        },
        sum: { requests: n },
      })),
    ),
  );
  const period = { ...CROWD, endsAt: new Date('2026-11-03T00:00:00Z') };
  for (const maxPageSize of [1, 2, 3, 7]) {
    await onStage({ rows, settings: { '*': { maxPageSize } } }, async ({ options }) => {
      await fetchUsage({ ...options, period });
      const saved = envelopes(options.spool, '/durableObjectsInvocationsAdaptiveGroups/split/');
      expect(
        saved
          .flatMap(rowsIn)
          .map(({ dimensions }) => Object.values(dimensions).join())
          .sort(),
      ).toEqual(
        rows
          .map(({ at, dims }) =>
            [
              at.slice(0, 10),
              dims.objectId,
              dims.namespaceId,
              dims.scriptName,
              dims.name,
              dims.type,
              dims.status,
            ].join(),
          )
          .sort(),
      );
    });
  }
});

test('what follows a row is told key by key', () => {
  const row = { text: '', dimensions: { date: 'd', a: 'x', b: 1 }, day: 'd', isSampled: false };
  expect(afterRow(['date', 'a', 'b'], row)).toEqual({
    OR: [{ date_gt: 'd' }, { date: 'd', a_gt: 'x' }, { date: 'd', a: 'x', b_gt: 1 }],
  });
});

/** Objects that are each active in one hour, answered by a limit; what is asked is noted. */
function hours(dataset: string, perHour: (hour: number) => number, isSampled = false) {
  const found = DATASETS.find((own) => own.dataset === dataset);
  if (!found) throw new Error(dataset);
  const limits = {
    isEnabled: true,
    fields: undefined,
    maxFields: 30,
    maxPageSize: 10,
    maxDurationMs: 31 * 86_400_000,
    notOlderThanMs: Number.POSITIVE_INFINITY,
  };
  const shape = new Shape(found, 'split', limits, false);
  const asked: Span[] = [];
  const rows: Row[] = [];
  const truncated: Span[] = [];
  const refused: string[] = [];
  let done = 0;
  const ask = async (span: Span, after?: Record<string, unknown>): Promise<Page> => {
    asked.push(span);
    const all: Row[] = [];
    for (let at = span.start; at < span.end; at += HOUR_MS) {
      for (let i = 0; i < perHour(new Date(at).getUTCHours()); i++) {
        const objectId = `${at}-${String(i).padStart(4, '0')}`;
        all.push({
          text: objectId,
          day: dayOf(at),
          dimensions: {
            date: dayOf(at),
            objectId,
            namespaceId: 'n',
            scriptName: 's',
            name: '',
            type: 't',
            status: 'u',
          },
          isSampled,
        });
      }
    }
    const from = after ? all.findIndex(({ text }) => text === rows.at(-1)?.text) + 1 : 0;
    const page = all.slice(from, from + 10);
    return { rows: page, isFull: page.length >= 10, askedAt: new Date(0) };
  };
  const sink: Sink = {
    add: (own) => void rows.push(...own),
    upTo: async (at) => {
      done = at;
    },
    truncated: (span) => void truncated.push(span),
    refused: async (_span, refusal) => void refused.push(refusal.message),
  };
  const bring = (span = spanOfDay(DAY)) => bringRows(ask, shape, span, sink);
  return { bring, asked, rows, truncated, refused, done: () => done, shape, ask, sink };
}

test('a full sampled day is halved as long as that thins it out', async () => {
  const day = hours('durableObjectsInvocationsAdaptiveGroups', (hour) => (hour < 18 ? 0 : 2));
  await day.bring();
  expect(day.asked.map(({ start, end }) => (end - start) / HOUR_MS)).toEqual([
    24, 12, 12, 6, 6, 3, 3,
  ]);
  expect(new Set(day.rows).size).toBe(12);
  expect(day.done()).toBe(spanOfDay(DAY).end);
});

test('a day that halves do not thin out is read on by keyset', async () => {
  const day = hours('durableObjectsInvocationsAdaptiveGroups', () => 2);
  await day.bring();
  expect(day.asked).toHaveLength(1 + 1 + 4);
  expect(day.rows).toHaveLength(48);
  expect(new Set(day.rows.map(({ text }) => text)).size).toBe(48);
});

test('without a unique order a full page is halved to the hour, then truncated', async () => {
  const day = hours('durableObjectsStorageGroups', (hour) =>
    hour === 5 ? 12 : hour === 9 ? 4 : 0,
  );
  await day.bring();
  expect(day.rows).toHaveLength(14);
  expect(
    day.truncated.map(({ start, end }) => [new Date(start).getUTCHours(), end - start]),
  ).toEqual([[5, HOUR_MS]]);
});

test('a window wider than allowed is halved before it is asked', async () => {
  const day = hours('durableObjectsPeriodicGroups', () => 0);
  day.shape.limits.maxDurationMs = 6 * HOUR_MS;
  await day.bring();
  expect(day.asked.map(({ start, end }) => (end - start) / HOUR_MS)).toEqual([6, 6, 6, 6]);
});

test('sampled days of a wide answer are asked again by day', async () => {
  const days = hours(
    'durableObjectsInvocationsAdaptiveGroups',
    (hour) => (hour === 1 ? 1 : 0),
    true,
  );
  await days.bring({ start: spanOfDay('2026-11-01').start, end: spanOfDay('2026-11-03').end });
  expect(days.asked.map(({ start, end }) => (end - start) / HOUR_MS)).toEqual([72, 24, 24, 24]);
  expect(days.rows).toHaveLength(3);
});

test('a page that does not go on is said to be truncated', async () => {
  const day = hours('durableObjectsPeriodicGroups', () => 1);
  await bringRows((span) => day.ask(span), day.shape, spanOfDay(DAY), day.sink);
  expect(day.rows).toHaveLength(10);
  expect(day.truncated).toHaveLength(1);
});
