// Logs are read in little memory; where that is not enough, in more, and nothing is counted twice.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Database } from '../../src/store/database.ts';
import { inLittleMemory } from '../../src/store/logs/memory.ts';

let db: Database;

beforeEach(async () => {
  db = await Database.open(':memory:');
  await db.run("set temp_directory = ''");
});

afterEach(() => db.close());

const setting = async (name: string) =>
  (await db.rows<{ value: string }>(`select current_setting('${name}')::varchar as value`))[0]
    ?.value;

/** Some 60 MB that can go nowhere else: there is no folder for what does not fit. */
const LARGE =
  'create temp table large as select repeat(i::varchar, 100) as t from range(200000) as r (i)';

test('a step for which memory is not enough is undone and done again with more', async () => {
  await db.run('create table counted (n integer)');
  let attempts = 0;
  await inLittleMemory(
    db,
    async (enough) => {
      await enough(async () => {
        attempts += 1;
        await db.run('insert into counted values (1)');
        await db.run(LARGE);
      });
    },
    20,
  );
  expect(attempts).toBeGreaterThan(1);
  expect(await db.rows('select count(*)::integer as n from counted')).toEqual([{ n: 1 }]);
  expect(await db.rows('select count(*)::integer as n from large')).toEqual([{ n: 200_000 }]);
});

test('another error is not tried again, and undone', async () => {
  await db.run('create table counted (n integer)');
  let attempts = 0;
  const failing = inLittleMemory(db, (enough) =>
    enough(async () => {
      attempts += 1;
      await db.run('insert into counted values (1)');
      await db.run("select error('no')");
    }),
  );
  await expect(failing).rejects.toMatchObject({ code: 'E_SQL' });
  expect(attempts).toBe(1);
  expect(await db.rows('from counted')).toEqual([]);
});

test('many threads do not multiply what is needed; few stay few', async () => {
  for (const [threads, taken] of [
    ['16', '2'],
    ['1', '1'],
  ] as const) {
    await db.run(`set threads = ${threads}`);
    await inLittleMemory(db, async () => {
      expect(await setting('threads')).toBe(taken);
      expect(await setting('preserve_insertion_order')).toBe('false');
    });
    expect(await setting('preserve_insertion_order')).toBe('true');
  }
});

test('where no memory is enough, the error says so', async () => {
  await db.run("set memory_limit = '20MB'");
  await expect(db.run(LARGE)).rejects.toMatchObject({ code: 'E_MEMORY' });
});
