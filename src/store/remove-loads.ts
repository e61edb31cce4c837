import type { Database } from './database.ts';
import { findLoads, type KnownLoad, takeOut } from './logs/undo.ts';

/** Removes files with all their rows, named by a table with a column `load_id`. */
export async function removeLoads(db: Database, named: string): Promise<void> {
  const loads = await findLoads(db, '');
  const ids = new Set((await db.rows<{ load_id: string }>(`from ${named}`)).map(idOf));
  await takeOut(
    db,
    loads.filter((load) => load.load_key !== null && ids.has(load.load_id)),
  );
  await db.run(
    `create or replace temp table named_captures as
     select capture_id from raw.captures semi join ${named} using (load_id)`,
  );
  const tables = await db.rows<{ relation: string; key: string }>(
    `select 'raw.' || table_name as relation, max(column_name) as key
     from duckdb_columns()
     where schema_name = 'raw' and database_name = current_database()
       and column_name in ('load_id', 'capture_id')
     group by table_name order by key, relation`,
  );
  for (const { relation, key } of tables) {
    const from = key === 'load_id' ? named : 'named_captures';
    await db.run(`delete from ${relation} where ${key} in (select ${key} from ${from})`);
  }
  await db.run('drop table named_captures');
}

const idOf = ({ load_id }: { load_id: string }) => load_id;

/** Removes files as if they had never been loaded: accounts of no other file go too. */
export async function takeBack(db: Database, loads: readonly KnownLoad[]): Promise<void> {
  await db.run(
    `create or replace temp table undone_loads as
     select unnest($1::json::varchar[]) as load_id`,
    [JSON.stringify(loads.map(({ load_id }) => load_id))],
  );
  await removeLoads(db, 'undone_loads');
  await db.run(
    `drop table undone_loads;
     delete from params.accounts where account not in (select account from raw.loads)`,
  );
}
