// @module-tag journey
// What a run leaves alone, drops and refuses of the relations that it finds in the database.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { Database } from '../../src/store/database.ts';
import { digestsOf } from '../support/digests.ts';
import { filesOf, placeLoaded } from '../support/loaded.ts';
import { run } from '../support/run.ts';
import { digestsOf as bytesOf, temporary } from '../support/temp.ts';
import { runs } from '../support/tier.ts';

const STORY = filesOf('messages-twenty-to-one');
const DB = 'flaretally.duckdb';

const database = temporary(afterAll);
const loaded = join(database, DB);

beforeAll(async () => {
  await placeLoaded('messages-twenty-to-one', loaded);
}, 600_000);

let digests: ReturnType<typeof digestsOf> | undefined;
const digestsOfLoaded = () => {
  digests ??= digestsOf(loaded);
  return digests;
};

/** In a soak everything is checked, grains and floating point too. */
const CHECK = ['check', ...runs(['sums', 'walks'], [])];

/** A folder with a copy of the database in which somebody ran SQL of their own. */
async function folderWith(sql: string): Promise<string> {
  const folder = temporary(onTestFinished);
  copyFileSync(loaded, join(folder, DB));
  await inside(folder, (db) => db.run(sql));
  return folder;
}

async function inside<T>(folder: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await Database.open(join(folder, DB));
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

test('relations in schemas of their own outlive every run, and are no content of ours', async () => {
  const folder = await folderWith(`
    create schema finance;
    create table finance.cost_centres as select 'acme' as tenant, 4711 as centre;
    create view finance.charges as
      select c.centre, t.predicted_usd from report.tenants as t
      join finance.cost_centres as c using (tenant);
    create view finance."Not a name of ours" as select * from report.lines;
    create table main.notes as select 'kept' as note`);
  for (const argv of [['reconcile'], ['reconcile', '--tolerance', '1%'], ['load', ...STORY]]) {
    expect((await run(argv, folder)).err).not.toContain('error');
  }
  const found = await inside(folder, (db) =>
    db.rows(`select centre from finance.cost_centres
      union all select count(*) from finance.charges
      union all select count(*) > 0 from finance."Not a name of ours"
      union all select count(*) from main.notes`),
  );
  expect(found.map((row) => String((row as { centre: unknown }).centre))).toEqual([
    '4711',
    '1',
    '1',
    '1',
  ]);
  expect(await digestsOf(join(folder, DB))).toEqual(await digestsOfLoaded());
  expect(await run(CHECK, folder)).toMatchObject({ code: 0, out: '' });
});

test('a view of theirs on a relation that is gone stops nothing', async () => {
  const folder = await folderWith(`
    create schema finance;
    create table finance.old as select 1 as n;
    create view finance.broken as select * from finance.old;
    drop table finance.old`);
  expect(await run(['reconcile'], folder)).toMatchObject({ code: 0, err: '' });
  expect(await run(['check', '--digest'], folder)).toMatchObject({ code: 0 });
});

const COMMANDS: readonly [string, readonly string[]][] = [
  ['reconcile', ['reconcile']],
  ['load', ['load', ...STORY]],
];

test.each(runs(COMMANDS.slice(1), COMMANDS))(
  '%s builds a database again that a version with fewer layers has written',
  async (_, argv) => {
    const folder = await folderWith(`
      drop schema variance cascade;
      drop schema findings cascade;
      create table reconcile.walks as select 1 as n;
      create view report.finding_terms as select 1 as n;
      update params.built set relation = 'reconcile.walks' where relation = 'variance.walks';
      update params.built set relation = 'report.finding_terms' where relation = 'findings.terms'`);
    expect((await run(argv, folder)).err).not.toContain('error');
    expect(await digestsOf(join(folder, DB))).toEqual(await digestsOfLoaded());
    expect(await run(CHECK, folder)).toMatchObject({ code: 0, out: '' });
  },
);

test.each([
  ['a view', 'create view report.my_lines as select 1 as n', 'a view report.my_lines'],
  ['a table', 'create table raw.my_notes as select 1 as n', 'a table raw.my_notes'],
])(
  '%s of theirs in a schema of the rules is refused, and kept',
  async (_, sql, named) => {
    const folder = await folderWith(sql);
    const before = bytesOf(folder);
    for (const argv of [['reconcile'], ['load', ...STORY]]) {
      const { code, out, err } = await run(argv, folder);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(`error E_RELATION_FOREIGN: the database holds ${named}`);
      expect(err).toContain('create schema mine');
    }
    expect(bytesOf(folder)).toEqual(before);
  },
  600_000,
);
