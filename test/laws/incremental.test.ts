import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acceptDays, withdrawDays } from '../../src/coverage/accept.ts';
import { load } from '../../src/load.ts';
import { differenceOf } from '../../src/rules/incremental/difference.ts';
import { Database } from '../../src/store/database.ts';
import { undoLoads } from '../../src/undo.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { History } from '../support/history.ts';
import { type Change, withMutant } from '../support/mutant.ts';
import { CHANGES, inFewRuns } from '../support/named-steps.ts';
import { RICH, saveRich } from '../support/rich-account.ts';
import { saveLog } from '../support/small-files.ts';
import { anyStep, type Step } from '../support/steps.ts';
import { temporary } from '../support/temp.ts';
import { IS_SOAK, runs, seeded } from '../support/tier.ts';

const folder = temporary(afterAll);
let made = 0;

function newFolder(): string {
  made += 1;
  const path = join(folder, `${made}`);
  mkdirSync(path);
  return path;
}

function begin(): Promise<History> {
  return History.begin(placeEmptyDatabase(join(newFolder(), 'it.duckdb')));
}

describe('what is computed bit by bit is what is computed at once', { timeout: 3_600_000 }, () => {
  let history: History;
  beforeAll(async () => {
    history = await begin();
  });
  afterAll(() => history?.close());

  const changes = IS_SOAK ? CHANGES : inFewRuns();

  // What is stale stays so while nothing touches it: to look in the middle and at the end is to look
  // after nearly all changes, and costs less. A soak looks after each.
  const isLookedAt = (i: number, all: number) => IS_SOAK || i === all >> 1 || i === all - 1;

  test.each(changes.map((change, i) => [...change, i] as const))(
    'after %s',
    { tags: 'journey' },
    async (_, fills, i) => {
      await history.run(...fills(newFolder()));
      expect(history.refused).toEqual([]);
      if (isLookedAt(i, changes.length)) expect(await history.differing()).toEqual([]);
    },
  );

  const OTHER_RULES: readonly Change[] = [
    ['usage/day_readings.sql', 'sum(split)::hugeint', '(2 * sum(split))::hugeint'],
    [
      'ref/price_book.csv',
      'workers.requests,request,1000000,0.3,1',
      'workers.requests,request,1000000,0.4,1',
    ],
  ];

  test('after other rules and prices, and after the first ones again', {
    tags: 'journey',
  }, async () => {
    await withMutant(OTHER_RULES, async (queries) => {
      history.queries = queries;
      await history.run();
      if (IS_SOAK) expect(await history.differing()).toEqual([]);
    });
    history.queries = undefined;
    await history.run();
    expect(await history.differing()).toEqual([]);
  });

  test('a few rows at a time, at once and bit by bit', { tags: 'journey' }, async () => {
    const small = await begin();
    try {
      small.rowsAtOnce = 4;
      for (const [, fills] of CHANGES.slice(0, 1)) await small.run(...fills(newFolder()));
      expect(await small.differing()).toEqual([]);
      if (IS_SOAK) expect(await small.differingBy(4)).toEqual([]);
    } finally {
      small.close();
    }
  });

  test('where cents or lists differ that DuckDB hashes alike', async () => {
    const { db } = history;
    const columns = new Set(['account', 'period_id']);
    const rows = (usd: string, list: string) =>
      `(select 'a' as account, 'p' as period_id, ${usd}::decimal(38, 2) as usd, ${list} as list)`;
    const zero = rows('0', 'null::integer[]');
    expect((await differenceOf(db, zero, zero, columns)).isChanged).toBe(false);
    for (const other of [rows('-0.01', 'null::integer[]'), rows('0', '[]::integer[]')])
      expect((await differenceOf(db, other, zero, columns)).isChanged).toBe(true);
  });

  test('after any history', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, runs({ minLength: 5, maxLength: 6 }, { minLength: 8, maxLength: 16 })),
        async (steps) => {
          const found = await live(steps, (i) => IS_SOAK || i === steps.length - 1);
          const said = steps.map(({ says }) => says);
          expect(found && { ...found, said }).toBeUndefined();
        },
      ),
      { seed: seeded(20_261_201), numRuns: runs(1, 60), endOnFailure: !IS_SOAK },
    );
  });
});

describe('commands', { timeout: 240_000 }, () => {
  test('leave what comes out where all is computed anew', { tags: 'journey' }, async () => {
    const own = newFolder();
    const db = placeEmptyDatabase(join(own, 'commands.duckdb'));
    const now = new Date('2026-11-21T06:00:00Z');
    const of = { db, account: RICH, now };
    const days = { dataset: 'durableObjectsPeriodicGroups', fromOn: '2026-10-05' };
    await load(saveRich(own), of);
    await acceptDays({ ...of, ...days, toOn: '2026-10-07' }, 'closed');
    // A day that is over by now: the first build of the next run computes parts, the second too.
    const wish = { ...of, ...days, toOn: '2026-10-06', now: new Date('2026-10-06T00:30:00Z') };
    await withdrawDays(wish);
    await load([saveLog(join(own, 'more.log'), ['2026-10-02', '2026-10-06'], 'n')], of);
    const [log] = await idsOf(db);
    await undoLoads([log ?? ''], of);
    const left = await History.begin(db);
    try {
      expect(await left.differing()).toEqual([]);
    } finally {
      left.close();
    }
  });
});

async function idsOf(path: string): Promise<string[]> {
  const db = await Database.open(path, { readOnly: true });
  const rows = await db.rows<{ load_id: string }>('select load_id from raw.log_files order by all');
  db.close();
  return rows.map(({ load_id }) => load_id);
}

/** Runs steps one after another; returns what differs. */
async function live(steps: readonly Step[], isLookedAt: (i: number) => boolean) {
  const history = await begin();
  try {
    for (const [i, { fill }] of steps.entries()) {
      await history.run(fill(newFolder()));
      const differing = isLookedAt(i) ? await history.differing() : [];
      if (differing.length > 0) return { after: i, differing };
    }
    return undefined;
  } finally {
    history.close();
  }
}
