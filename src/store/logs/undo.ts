import type { Database } from '../database.ts';

/** A log file that the database knows. */
export interface KnownLoad {
  load_id: string;
  load_key: number | null;
  kind: string;
  account: string;
  source_file: string;
}

/** Loads whose digest starts with these characters, because a person types only a few. */
export async function findLoads(db: Database, prefix: string): Promise<KnownLoad[]> {
  return db.rows<KnownLoad>(
    `select l.load_id, f.load_key, l.kind, l.account, l.source_file
     from raw.loads as l left join raw.log_files as f using (load_id)
     where starts_with(l.load_id, $1) order by l.load_id`,
    [prefix.toLowerCase()],
  );
}

/**
 * Removes log files completely. Events that later files repeated were not counted for those files.
 * They count again once no earlier file is left in their list.
 */
export async function takeOut(db: Database, loads: readonly KnownLoad[]): Promise<void> {
  await makeWay(db, loads);
  await db.run('delete from params.accounts where account not in (select account from raw.loads)');
}

/** Removes loads whose places others take. Accounts stay, with their plans. */
export async function makeWay(db: Database, loads: readonly KnownLoad[]): Promise<void> {
  const logs = loads.filter(({ load_key }) => load_key !== null);
  const keys = `[${logs.map(({ load_key }) => Number(load_key)).join(', ')}]::integer[]`;
  for (const table of OF_A_FILE) {
    await db.run(`delete from raw.${table} where list_contains(${keys}, load_key)`);
  }
  const isLeft = `lambda k: not list_contains(${keys}, k)`;
  for (const table of ['log_hours', 'log_usage_hours']) {
    await db.run(
      `update raw.${table} set earlier_loads = list_filter(earlier_loads, ${isLeft})
       where list_has_any(earlier_loads, ${keys});
       delete from raw.${table} where len(earlier_loads) = 0`,
    );
  }
  const ids = JSON.stringify(loads.map(({ load_id }) => load_id));
  const isOne = 'load_id in (select unnest($1::json::varchar[]))';
  await db.run(`delete from raw.loads where ${isOne}`, [ids]);
  await db.run(`delete from raw.rejects where ${isOne}`, [ids]);
  for (const table of ['policies', 'tenant_prices', 'budgets'])
    await db.run(`delete from raw.${table} where ${isOne}`, [ids]);
  await forgetNames(db);
}

/** Tables whose rows each belong to one file. */
const OF_A_FILE = [
  'log_files',
  'log_hours',
  'log_usage_hours',
  'log_intervals',
  'log_hashes',
  'log_unknowns',
  'log_summarized',
  'log_days',
];

/** Removes names that no file uses any more. */
async function forgetNames(db: Database): Promise<void> {
  await db.run(
    `delete from raw.log_sorts where sort_key not in (select sort_key from raw.log_hours);
     delete from raw.log_places where place_key not in (
       select place_key from raw.log_sorts union all select place_key from raw.log_intervals);
     delete from raw.log_usage_sorts
     where usage_sort_key not in (select usage_sort_key from raw.log_usage_hours);
     delete from raw.log_objects where object_key not in (
       select object_key from raw.log_hours where object_key is not null
       union all
       select object_key from raw.log_usage_hours where object_key is not null
       union all
       select object_key from raw.log_intervals)`,
  );
}
