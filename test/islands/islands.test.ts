// The union of spans of activity, held against ticking off every millisecond.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { runs, seeded } from '../support/tier.ts';
import { type Case, daysByTicks, daysOf, openSpans, type Span, ticks } from './spans.ts';

/** Cases lie around this midnight, so that spans and tails cross it. */
const MIDNIGHT = Date.parse('2026-10-05T00:00:00Z');

const span: fc.Arbitrary<Span> = fc
  .record({
    file: fc.integer({ min: 1, max: 3 }),
    from: fc.integer({ min: -40, max: 40 }),
    length: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 60 })),
    isUpgrade: fc.boolean(),
  })
  .map(({ from, length, ...rest }) => {
    return { ...rest, from: MIDNIGHT + from, to: MIDNIGHT + from + length };
  });
const one: fc.Arbitrary<Case> = fc
  .record({
    spans: fc.array(span, { minLength: 1, maxLength: 12 }),
    mode: fc.constantFrom('hibernation', 'accept', 'perhaps accept'),
    baseTail: fc.integer({ min: 0, max: 5 }),
    more: fc.integer({ min: 0, max: 20 }),
    idleTail: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ more, ...rest }) => {
    return { ...rest, highTail: Math.max(rest.baseTail, rest.idleTail) + more } as Case;
  });
const cases = fc.array(one, { minLength: 60, maxLength: 60 });
const RUNS = { seed: seeded(20_261_004), numRuns: runs(4, 12) };

let db: Database;

beforeAll(async () => {
  db = await openSpans();
});

afterAll(() => db.close());

/** A file's spans as a loader leaves them: those that overlap or touch are one. */
function merged(spans: readonly Span[]): Span[] {
  const sorted = spans.toSorted((a, b) => a.from - b.from || a.to - b.to);
  const islands: Span[] = [];
  for (const next of sorted) {
    const last = islands.at(-1);
    if (last && next.from <= last.to) last.to = Math.max(last.to, next.to);
    else islands.push({ ...next });
  }
  return islands;
}

function mergedByFile({ spans, ...rest }: Case): Case {
  const nameOf = ({ file, isUpgrade }: Span) => `${file} ${isUpgrade}`;
  const names = [...new Set(spans.map(nameOf))];
  const groups = names.map((name) => spans.filter((s) => nameOf(s) === name));
  return { ...rest, spans: groups.flatMap(merged) };
}

describe('the union of spans', () => {
  test('is that of a bitmap, a day at a time, under every tail and mode', async () => {
    const property = fc.asyncProperty(cases, async (given) => {
      expect(await daysOf(db, given)).toEqual(given.map(daysByTicks));
    });
    await fc.assert(property, RUNS);
  });

  test('does not depend on the files, their order or how each merged its own', async () => {
    const dealt = fc.tuple(cases, fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 9 }));
    const property = fc.asyncProperty(dealt, async ([given, files]) => {
      const expected = await daysOf(db, given);
      const deal = (own: Case): Case => {
        const spans = own.spans.map((s, i) => ({ ...s, file: files[i % files.length] ?? 1 }));
        return mergedByFile({ ...own, spans: spans.reverse() });
      };
      expect(await daysOf(db, given.map(deal))).toEqual(expected);
    });
    await fc.assert(property, RUNS);
  });

  test('is the same, clipped to a period before it or cut from it after', async () => {
    const property = fc.asyncProperty(cases, async (given) => {
      const days = await daysOf(db, given);
      for (const [i, { spans, mode, highTail }] of given.entries()) {
        const own = spans.filter(({ isUpgrade }) => mode !== 'hibernation' || !isUpgrade);
        const clipped = own.map(({ from, to }) => {
          return { from: Math.max(from, MIDNIGHT), to: Math.max(to + highTail, MIDNIGHT) };
        });
        const later = days[i]?.filter(({ day }) => day === MIDNIGHT / 86_400_000) ?? [];
        expect(later.reduce((sum, { high }) => sum + high, 0)).toBe(ticks(clipped, 0).size);
      }
    });
    await fc.assert(property, RUNS);
  });

  test('is a band: what was logged is least, what tails may add is most', async () => {
    const property = fc.asyncProperty(cases, async (given) => {
      for (const { low, base, high } of (await daysOf(db, given)).flat()) {
        expect(low).toBeLessThanOrEqual(base);
        expect(base).toBeLessThanOrEqual(high);
      }
    });
    await fc.assert(property, RUNS);
  });
});

test('islands of islands are islands: files merge into the same ones in any split', async () => {
  const property = fc.asyncProperty(cases, async (given) => {
    const islandsOf = async (some: readonly Case[]) => {
      await daysOf(db, some);
      return db.rows(
        `select object_key, is_upgrade, starts_ms, ends_ms from staging.log_intervals
         where ends_ms > starts_ms order by all`,
      );
    };
    const together = given.map(({ spans, ...rest }) => {
      return mergedByFile({ ...rest, spans: spans.map((s) => ({ ...s, file: 1 })) });
    });
    expect(await islandsOf(given.map(mergedByFile))).toEqual(await islandsOf(together));
  });
  await fc.assert(property, RUNS);
});
