// Exactly once: whatever files deliver an event, in whatever order, it counts once; a file taken
// back leaves the database as if it had never been loaded.
import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { temporary } from '../support/temp.ts';
import { runs, seeded } from '../support/tier.ts';
import {
  type Event,
  LogDatabase,
  logpush,
  ndjson,
  objectId,
  START,
  usage,
} from './log-database.ts';

const folder = temporary(afterAll);
let database: LogDatabase;
let files = 0;

beforeEach(async () => {
  database = await LogDatabase.open();
});
afterEach(() => database.close());

const file = (events: readonly Event[], mark = '') => {
  files += 1;
  return ndjson(folder, `${files}${mark}.log`, events.map(logpush));
};

const total = async () =>
  (await database.rows('select coalesce(sum(events), 0)::varchar as n from staging.log_hours'))[0]
    ?.n;

const bare = (at: number): Event => ({ at, type: 'hibernatable_web_socket', entrypoint: 'Room' });

const withLine = (at: number, n: string): Event => ({
  ...bare(at),
  logs: [[usage({ t: 'acme', c: 'Room', o: objectId(1), n, k: 'ws', rr: 5, rw: 2, db: 4096 })]],
});

test('a record delivered in two files counts once, equal records of one file each', async () => {
  await database.load([file([bare(START), bare(START), withLine(START, 'a')])]);
  await database.load([file([withLine(START, 'a'), bare(START), bare(START), bare(START)])]);
  // The second file has one bare record more than the first.
  expect(await total()).toBe('4');
  expect(
    await database.rows('select duplicates from staging.log_files order by duplicates'),
  ).toEqual([{ duplicates: '0' }, { duplicates: '3' }]);
});

test('a record with a nonce that stands twice in one file counts once, also after an undo', {
  tags: 'journey',
}, async () => {
  const [a, b] = [withLine(START, 'a'), withLine(START + 5, 'b')];
  const [first] = await database.load([file([a, b, bare(START), a, a, bare(START)])]);
  expect(await total()).toBe('4');
  const lines = 'select sum(lines)::varchar as lines from staging.log_usage_hours';
  expect(await database.rows(lines)).toEqual([{ lines: '2' }]);
  await database.load([file([b, a, b])]);
  expect(await total()).toBe('4');
  expect(await database.rows(lines)).toEqual([{ lines: '2' }]);
  await database.undo(first ?? '');
  expect(await total()).toBe('2');
  expect(await database.rows(lines)).toEqual([{ lines: '2' }]);
});

test('records with one nonce that differ are several of one file', {
  tags: 'journey',
}, async () => {
  await database.load([file([withLine(START, '0'), withLine(START + 5, '0')])]);
  expect(await total()).toBe('2');
});

test('without --dedupe each delivery counts', { tags: 'journey' }, async () => {
  await database.load([file([bare(START)])], { dedupe: false });
  await database.load([file([bare(START), bare(START + 1)])], { dedupe: false });
  expect(await total()).toBe('3');
  expect(await database.rows('select * from raw.log_hashes')).toEqual([]);
});

test('a nonce tells a usage line whatever else its record says', { tags: 'journey' }, async () => {
  await database.load([file([withLine(START, 'a')])]);
  await database.load([file([{ ...withLine(START, 'a'), wall: 6 }])]);
  expect(await total()).toBe('1');
});

test('the ledger keeps 72 hours of event time; older events are told to be late', {
  tags: 'journey',
}, async () => {
  const days = (n: number) => START + n * 86_400_000;
  await database.load([
    file([bare(START)], 'old'),
    file([bare(days(4)), bare(days(1) + 1)], 'new'),
  ]);
  expect(
    await database.rows('select hour_at::varchar as at from raw.log_hashes order by 1'),
  ).toEqual([{ at: '2026-10-21 00:00:00' }, { at: '2026-10-24 00:00:00' }]);
  await database.load([file([bare(START), bare(days(1) + 1)])]);
  expect(
    await database.rows(
      'select late_events, duplicates from staging.log_files where duplicates > 0',
    ),
  ).toEqual([{ late_events: '1', duplicates: '1' }]);
  expect(await total()).toBe('4');
  const hours = await database.rows(
    'select hour_at::varchar as at, events from staging.log_hours order by 1',
  );
  expect(hours[0]).toEqual({ at: '2026-10-20 00:00:00', events: '2' });
});

test('hashes of another engine are told as such: what they knew is late, and known from then on', {
  tags: 'journey',
}, async () => {
  const twice = [bare(START), withLine(START + 5, 'a')];
  await database.load([file(twice)]);
  await database.db.run('update raw.log_ledgers set hash_probe = 0');
  await database.load([file([...twice].reverse())]);
  expect(await total()).toBe('4');
  const late = 'select sum(late_events)::varchar as late from staging.log_files';
  expect(await database.rows(late)).toEqual([{ late: '2' }]);
  const newer = START + 3_600_000;
  await database.load([file([bare(newer)])]);
  await database.load([file([bare(newer), bare(newer + 1)])]);
  expect(await total()).toBe('6');
  expect(await database.rows(late)).toEqual([{ late: '2' }]);
});

const event: fc.Arbitrary<Event> = fc
  .record({
    minute: fc.integer({ min: 0, max: 200 }),
    object: fc.integer({ min: 1, max: 2 }),
    wall: fc.integer({ min: 0, max: 90_000 }),
    nonce: fc.option(fc.stringMatching(/^[0-9a-f]{6}$/), { nil: undefined }),
    status: fc.constantFrom(101, 200),
  })
  .map(({ minute, object, wall, nonce, status }) => {
    const at = START + minute * 60_000;
    const line = {
      t: `t${object}`,
      c: 'Room',
      o: objectId(object),
      k: 'http',
      rr: wall,
      rw: 1,
      db: minute,
    };
    const logs = nonce === undefined ? [] : [[usage({ ...line, n: nonce })]];
    return { at, type: 'fetch', entrypoint: 'Room', wall, status, ray: `${object}`, logs };
  });

/** A few files with events in common, an order to load them in, how many at once, one to undo. */
const scenario = fc
  .tuple(fc.array(event, { minLength: 4, maxLength: 14 }), fc.integer({ min: 2, max: 4 }))
  .chain(([events, count]) =>
    fc.record({
      parts: fc.array(fc.subarray(events, { minLength: 1 }), {
        minLength: count,
        maxLength: count,
      }),
      order: fc.shuffledSubarray([...Array(count).keys()], { minLength: count }),
      cut: fc.nat(count),
      undone: fc.nat(count - 1),
    }),
  );

test('any order and split gives the same database; undone is never loaded; reloaded is loaded', {
  tags: 'journey',
}, async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ parts, order, cut, undone }) => {
      const paths = parts.map((events, i) => file(events, `-${i}`));
      const load = async (own: LogDatabase, groups: readonly (readonly number[])[]) => {
        for (const group of groups) await own.load(group.map((i) => paths[i] ?? ''));
      };
      const [whole, split, without] = [
        await LogDatabase.open(),
        await LogDatabase.open(),
        await LogDatabase.open(),
      ];
      try {
        await load(whole, [[...paths.keys()]]);
        await load(split, [order.slice(0, cut), order.slice(cut)]);
        const expected = await whole.digest();
        expect(await split.digest()).toEqual(expected);
        await load(without, [order.filter((i) => i !== undone)]);
        const digests = await split.load([paths[undone] ?? '']);
        await split.undo(digests[0] ?? '');
        const isTwin = parts.some(
          (p, i) => i !== undone && JSON.stringify(p) === JSON.stringify(parts[undone]),
        );
        if (isTwin) return;
        expect(await split.digest()).toEqual(await without.digest());
        await load(split, [[undone]]);
        expect(await split.digest()).toEqual(expected);
      } finally {
        for (const own of [whole, split, without]) own.close();
      }
    }),
    { seed: seeded(20_261_020), numRuns: runs(1, 4) },
  );
});

test('islands are the union of the events, object by object, to the millisecond', {
  tags: 'journey',
}, async () => {
  const short = fc.record({
    at: fc.integer({ min: 0, max: 60 }),
    wall: fc.integer({ min: 0, max: 12 }),
    object: fc.integer({ min: 1, max: 3 }),
  });
  const batch = fc.array(short, { minLength: 1, maxLength: 25 });
  let number = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 3 }), async (parts) => {
      number += 1;
      const script = `script-${number}`;
      const paths = parts.map((part, p) =>
        file(
          part.map(({ at, wall, object }, i) => ({
            ...withLine(START + at, `${number}-${p}-${i}`),
            script,
            wall,
            logs: [[usage({ o: objectId(object), n: `${number}-${p}-${i}` })]],
          })),
        ),
      );
      for (const path of paths) await database.load([path]);
      const found = await database.rows<{ object_id: string; s: string; e: string }>(
        `select object_id, starts_ms - ${START} as s, ends_ms - ${START} as e
         from staging.log_intervals as i join staging.log_objects as o using (object_key)
         where i.script = '${script}' order by all`,
      );
      const covered = (spans: readonly (readonly [number, number])[]) =>
        [
          ...new Set(spans.flatMap(([s, e]) => Array.from({ length: e - s }, (_, i) => s + i))),
        ].sort((a, b) => a - b);
      for (const object of [1, 2, 3]) {
        const own = found.filter(({ object_id }) => object_id === objectId(object));
        const spans = own.map(({ s, e }) => [Number(s), Number(e)] as const);
        const events = parts.flat().filter((one) => one.object === object);
        expect(covered(spans)).toEqual(covered(events.map(({ at, wall }) => [at, at + wall])));
        // Islands do not touch, and each begins where an event does.
        for (const [i, [s]] of spans.entries()) {
          const before = spans[i - 1];
          if (before) expect(s).toBeGreaterThan(before[1]);
          expect(events.some(({ at }) => at === s)).toBe(true);
        }
      }
    }),
    { seed: seeded(20_261_021), numRuns: runs(4, 8) },
  );
});
