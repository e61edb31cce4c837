// @module-tag journey
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { load } from '../../src/load.ts';
import { Database } from '../../src/store/database.ts';
import { ACCOUNT, type Answer, logLine, workerRow, writeAnswer } from '../support/answers.ts';
import { digestsOf as digestAtDepth } from '../support/digests.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { fromNothing } from '../support/new-database.ts';
import { runs, seeded } from '../support/tier.ts';

const STORY = fileURLToPath(new URL('../../fixtures/analytics-and-logs', import.meta.url));
const STORY_ACCOUNT = '81fe43664a272b0867561c01f478747f';
const DEMO = fileURLToPath(new URL('../../fixtures/demo', import.meta.url));

const temporary = mkdtempSync(join(tmpdir(), 'flaretally-laws-'));
let databases = 0;

/** In a soak views are read too: one may tell in which order rows came. */
const digest = (path: string) => digestAtDepth(path, [], runs('tables', 'views'));

afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/**
 * Loads groups of files one after the other, at other times each: the first time into no database,
 * then into empty ones, which must come to the same.
 */
async function database(account: string | undefined, groups: readonly string[][]): Promise<string> {
  databases += 1;
  const db = join(temporary, `${databases}.duckdb`);
  const loadAll = async () => {
    for (const [i, paths] of groups.entries()) {
      await load(paths, { db, account, now: new Date(Date.UTC(2026, 10, 21, databases, i)) });
    }
  };
  if (databases === 1) await fromNothing(loadAll);
  else {
    placeEmptyDatabase(db);
    await loadAll();
  }
  return db;
}

async function read<T>(path: string, what: (db: Database) => Promise<T>): Promise<T> {
  const db = await Database.open(path, { readOnly: true });
  try {
    return await what(db);
  } finally {
    db.close();
  }
}

/** Totals whose source are the analytics. */
function periodTotals(path: string) {
  return read(path, (db) =>
    db.rows("select * from usage.period_totals where source <> 'logs' order by all"),
  );
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(json|log|csv)$/.test(entry.name))
    .filter((entry) => !/^(story|reconcile\.golden)\.json$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The files in any order, in one load or two, a few of them loaded once more. */
function grouped(files: readonly string[]): fc.Arbitrary<string[][]> {
  return fc
    .tuple(
      fc.shuffledSubarray([...files], { minLength: files.length }),
      fc.nat(files.length),
      fc.subarray([...files]),
    )
    .map(([order, cut, again]) => [order.slice(0, cut), [...order.slice(cut), ...again]])
    .map((groups) => groups.filter((group) => group.length > 0));
}

describe('loading', { timeout: 240_000 }, () => {
  test('in any order, in one go or two, some files twice, makes the same database', async () => {
    const files = filesOf(STORY);
    expect(files.length).toBeGreaterThan(8);
    const expected = await digest(await database(STORY_ACCOUNT, [files]));
    await fc.assert(
      fc.asyncProperty(grouped(files), async (groups) => {
        expect(await digest(await database(STORY_ACCOUNT, groups))).toEqual(expected);
      }),
      { seed: seeded(20_261_010), numRuns: runs(1, 3) },
    );
  });

  test('a later answer for a slice replaces the earlier, in whatever order they come', async () => {
    const slice = { dataset: 'workersInvocationsAdaptive', from: '2026-10-04', to: '2026-10-05' };
    const answer = (name: string, hour: number, rest: Partial<Answer>) =>
      writeAnswer(temporary, name, { ...slice, capturedAt: `2026-11-05T0${hour}:00:00Z`, ...rest });
    const next = { from: '2026-10-05', to: '2026-10-06' };
    const rows = (requests: number, date = slice.from) => ({
      rows: [workerRow(date, 'edge', requests)],
    });
    const files = [
      answer('first', 1, rows(700)),
      answer('second', 2, rows(900)),
      answer('third', 3, rows(800)),
      answer('refused', 4, { error: 'quota exceeded' }),
      // Of two that were received at one time one counts, always the same.
      answer('next-one', 1, { ...next, ...rows(11, next.from) }),
      answer('next-other', 1, { ...next, ...rows(12, next.from) }),
    ];
    const first = await database(ACCOUNT, [files]);
    const expected = await digest(first);
    const total = await requestsOf(first);
    expect(['811', '812']).toContain(total);
    await fc.assert(
      fc.asyncProperty(grouped(files), async (groups) => {
        const path = await database(ACCOUNT, groups);
        expect(await requestsOf(path)).toBe(total);
        expect(await digest(path)).toEqual(expected);
      }),
      { seed: seeded(20_261_011), numRuns: runs(1, 2) },
    );
  });
});

describe('logs beside analytics', { timeout: 240_000 }, () => {
  test('leave the totals of the story and of the demo as they are', async () => {
    const story = [STORY_ACCOUNT, STORY] as const;
    for (const [account, folder] of runs([story], [story, [undefined, DEMO] as const])) {
      const without = [join(folder, 'usage'), join(folder, 'rest'), join(folder, 'tenants.csv')];
      const path = await database(account, [without]);
      const before = await periodTotals(path);
      expect(before.length).toBeGreaterThan(10);
      await load([join(folder, 'logs')], { db: path, account, now: new Date(0) });
      expect(await periodTotals(path)).toEqual(before);
    }
  });

  test('only divide what was counted, whatever they hold', async () => {
    const script = fc.constantFrom('edge', 'gateway', 'unknown to the analytics');
    const event = fc.record({
      hour: fc.integer({ min: 0, max: 47 }),
      script,
      tenant: fc.option(fc.constantFrom('acme', 'borealis'), { nil: undefined }),
      entrypoint: fc.constantFrom('', '', 'Room'),
      nonce: fc.stringMatching(/^[0-9a-f]{1,4}$/),
    });
    const counts = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 4, maxLength: 4 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 1, maxLength: 60 }),
        counts,
        async (events, n) => {
          run += 1;
          const rows = ['2026-10-04', '2026-10-05'].flatMap((date, i) => [
            workerRow(date, 'edge', n[2 * i] ?? 0),
            workerRow(date, 'gateway', n[2 * i + 1] ?? 0),
          ]);
          const answer = writeAnswer(temporary, `counted-${run}`, {
            dataset: 'workersInvocationsAdaptive',
            from: '2026-10-04',
            to: '2026-10-06',
            capturedAt: '2026-11-05T01:00:00Z',
            rows,
          });
          const log = join(temporary, `events-${run}.log`);
          const start = Date.UTC(2026, 9, 4);
          const lines = events.map((one) => logLine({ ...one, at: start + one.hour * 3_600_000 }));
          writeFileSync(log, `${lines.join('\n')}\n`);
          const path = await database(ACCOUNT, [[answer]]);
          const before = await periodTotals(path);
          await load([log], { db: path, account: ACCOUNT, now: new Date(0) });
          expect(await periodTotals(path)).toEqual(before);
          expect(await requestsOf(path)).toBe(String(n.reduce((a, b) => a + b, 0)));
          const shares = await read(path, (db) =>
            db.rows(
              `select sum(total)::varchar as total from usage.tenant_totals where meter = 'workers.requests'`,
            ),
          );
          expect(shares).toEqual([{ total: String(n.reduce((a, b) => a + b, 0)) }]);
        },
      ),
      { seed: seeded(20_261_012), numRuns: runs(1, 2) },
    );
  });
});

async function requestsOf(path: string): Promise<string | undefined> {
  const rows = await read(path, (db) =>
    db.rows<{ total: string }>(
      `select total::varchar as total from usage.period_totals where meter = 'workers.requests'`,
    ),
  );
  return rows[0]?.total;
}
