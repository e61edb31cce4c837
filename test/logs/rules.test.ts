// What logs mean is decided by rules, so a rule of one's own decides otherwise.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { load } from '../../src/load.ts';
import { build } from '../../src/rules/build.ts';
import { readCatalog } from '../../src/rules/catalog.ts';
import { digestAll, publishedRelations } from '../../src/rules/digest.ts';
import { Database } from '../../src/store/database.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { fillFiles } from '../support/filled.ts';
import { ROOT, temporary } from '../support/temp.ts';
import { ACCOUNT, type Event, logpush, ndjson, START, usage } from './log-database.ts';

const folder = temporary(afterAll);

const told = (wall: number): Event => ({
  ...{ at: START, type: 'worker_rpc', entrypoint: 'Room', wall },
  logs: [[usage({ t: 'acme', c: 'Room', n: 'a', k: 'rpc' })]],
});

const paths = [5, 6].map((wall) => ndjson(folder, `${wall}.log`, [logpush(told(wall))]));

async function eventsBy(name: string, queries?: string): Promise<unknown> {
  const db = placeEmptyDatabase(join(folder, `${name}.duckdb`));
  await load(paths, { db, account: ACCOUNT, now: new Date(0), queries });
  const read = await Database.open(db, { readOnly: true });
  const rows = await read.rows(
    `select sum(events)::varchar as events,
       (select string_agg(path) from params.replaced_rules) as replaced from logs.days`,
  );
  read.close();
  return rows[0];
}

test('an event is known by its nonce, or by whatever a replaced rule says', {
  tags: 'journey',
}, async () => {
  expect(await eventsBy('bundled')).toEqual({ events: '1', replaced: null });
  const path = 'logs/record_identities.sql';
  const sql = readFileSync(join(ROOT, 'queries', path), 'utf8');
  const mine = join(folder, 'mine');
  mkdirSync(join(mine, 'logs'), { recursive: true });
  writeFileSync(join(mine, path), sql.replace('case when line.n is not null', 'case when false'));
  expect(await eventsBy('mine', mine)).toEqual({ events: '2', replaced: path });
});

test('loads in any order come to the same content, whatever numbers files have', async () => {
  const catalog = readCatalog();
  const now = new Date(0);
  const loaded = async (name: string, files: readonly string[]) => {
    const db = await Database.open(placeEmptyDatabase(join(folder, `${name}.duckdb`)));
    const all = await publishedRelations(db);
    const ofLogs = all.filter(({ relation }) => /^(logs|staging\.log_)/.test(relation));
    const targets = ofLogs.map(({ relation }) => relation);
    for (const file of files) {
      await fillFiles(db, catalog, [file], { account: ACCOUNT, now });
      await build(db, catalog, targets);
    }
    const digests = await digestAll(db, ofLogs);
    db.close();
    return digests;
  };
  const other = ndjson(folder, 'other.log', [logpush({ at: START + 9 }), logpush({ at: START })]);
  const [first = ''] = paths;
  const found = await loaded('forth', [first, other]);
  expect(await loaded('back', [other, first])).toEqual(found);
});
