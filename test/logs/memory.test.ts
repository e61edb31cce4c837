// Logs are read in little memory; where that is not enough, in all that there is, from the start.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { load } from '../../src/load.ts';
import { Database } from '../../src/store/database.ts';
import { databaseError } from '../../src/store/database-error.ts';
import { inLittleMemory } from '../../src/store/logs/memory.ts';
import { digestsOf } from '../support/digests.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { ROOT, temporary } from '../support/temp.ts';

const ACCOUNT = '81fe43664a272b0867561c01f478747f';
const LOGS = join(ROOT, 'fixtures/analytics-and-logs/logs');
const folder = temporary(afterAll);

afterEach(() => vi.restoreAllMocks());

describe('limits', () => {
  test('many threads do not multiply what is needed; few stay few', async () => {
    const db = await Database.open(':memory:');
    const setting = async (name: string) => {
      const [row] = await db.rows<{ value: string }>(
        `select current_setting('${name}')::varchar as value`,
      );
      return row?.value;
    };
    for (const [threads, taken] of [
      ['16', '2'],
      ['1', '1'],
    ] as const) {
      await db.run(`set threads = ${threads}`);
      await inLittleMemory(
        db,
        async () => {
          expect(await setting('threads')).toBe(taken);
          expect(await setting('memory_limit')).toBe('305.1 MiB');
          expect(await setting('preserve_insertion_order')).toBe('false');
        },
        false,
      );
      expect(await setting('preserve_insertion_order')).toBe('true');
    }
    db.close();
  });

  test('an error says that memory ran out', async () => {
    const db = await Database.open(':memory:');
    await db.run("set temp_directory = ''; set memory_limit = '20MB'");
    const large = db.run(
      'create table t as select repeat(i::varchar, 100) from range(400000) r (i)',
    );
    await expect(large).rejects.toMatchObject({ code: 'E_MEMORY' });
    db.close();
  });
});

/** The first `times` statements that begin so find no memory; counts the runs, and their limits. */
function starve(beginning: RegExp, times: number) {
  const seen = { starved: 0, limits: 0 };
  for (const name of ['run', 'query'] as const) {
    const original = Database.prototype[name] as (sql: string, ...rest: unknown[]) => unknown;
    const starving = function (this: Database, sql: string, ...rest: unknown[]) {
      if (sql.includes('set memory_limit')) seen.limits += 1;
      if (!beginning.test(sql) || seen.starved === times) return original.call(this, sql, ...rest);
      seen.starved += 1;
      throw databaseError(new Error('Out of Memory Error: no\n\nmore'), this.path, sql);
    };
    vi.spyOn(Database.prototype, name).mockImplementation(starving as never);
  }
  return seen;
}

const database = async (name: string) => {
  const db = placeEmptyDatabase(join(folder, name));
  await load([LOGS], { db, account: ACCOUNT, now: new Date(0) });
  return db;
};

describe('a load that lacks memory', () => {
  let expected: Record<string, string>;

  beforeAll(async () => {
    expected = await digestsOf(await database('whole.duckdb'));
  });

  test.each([
    ['while it reads', /^insert into log_batch\.raw\.log_batch/],
    ['while it computes', /^insert into \S+\.logs\.object_days/],
  ])(
    '%s begins again without limits and comes to the same',
    { tags: 'journey' },
    async (when, beginning) => {
      const seen = starve(beginning, 1);
      expect(await digestsOf(await database(`${when}.duckdb`))).toEqual(expected);
      expect(seen.starved).toBe(1);
      // Of the run, of reading and, if it comes to that, of computing: all of the first attempt.
      expect(seen.limits).toBe(beginning.source.includes('log_batch') ? 2 : 3);
    },
  );

  test('twice says so, and leaves the database unchanged', async () => {
    const before = readdirSync(folder);
    starve(/^insert into log_batch\.raw\.log_batch/, 2);
    const db = join(folder, 'never.duckdb');
    const failing = load([LOGS], { db, account: ACCOUNT, now: new Date(0) });
    await expect(failing).rejects.toMatchObject({ code: 'E_MEMORY' });
    expect(readdirSync(folder)).toEqual(before);
  });
});
