import { literal } from '../quote.ts';
import type { LogWorkspace } from './workspace.ts';

/** Columns that name a place, a sort of event there, and a sort of usage line. */
const PLACE = ['script', 'entrypoint', 'dispatch_namespace', 'is_object'];
const SORT = ['place_key', 'kind', 'outcome'];
const LINE = ['script', 'class', 'tenant', 'kind'];

/** Drops the numbers of the hashes, because the next batch belongs to another account. */
export async function forgetKeys({ db }: LogWorkspace): Promise<void> {
  await db.run(
    `create or replace temp table log_sort_keys (sort_hash ubigint, place_hash ubigint,
       kind varchar, outcome varchar, is_unknown boolean, place_key integer, sort_key integer);
     create or replace temp table log_usage_keys (usage_sort_hash ubigint, usage_sort_key integer);
     create or replace temp table log_object_keys (hash ubigint, object_key integer)`,
  );
}

/**
 * Gives numbers to new names of the batch, and adds the number of each hash to the temporary tables
 * `log_sort_keys`, `log_usage_keys`, `log_object_keys`.
 */
export async function assignKeys(workspace: LogWorkspace, account: string): Promise<void> {
  const owner = literal(account);
  await assignSortKeys(workspace, owner);
  await assignUsageKeys(workspace, owner);
  await assignObjectKeys(workspace, owner);
}

async function assignSortKeys(workspace: LogWorkspace, owner: string): Promise<void> {
  const places = workspace.whole('raw.log_places');
  const sorts = workspace.whole('raw.log_sorts');
  const isSame = `p.account = ${owner} and ${same(PLACE, 'p', 's')}`;
  await workspace.db.run(
    `create or replace temp table log_sorts_seen as from ${workspace.read('logs.batch_sorts')};
     insert into ${places}
     ${numbered(places, 'place_key')} ${owner}, ${PLACE.join(', ')}
     from (select distinct ${PLACE.join(', ')} from log_sorts_seen) as s
     where not exists (from ${places} as p where ${isSame});
     create or replace temp table log_sorts_placed as
     select s.sort_hash, s.place_hash, s.kind, s.outcome, s.is_unknown, p.place_key
     from log_sorts_seen as s join ${places} as p on ${isSame};
     insert into ${sorts}
     ${numbered(sorts, 'sort_key')} ${SORT.join(', ')}
     from (select distinct ${SORT.join(', ')} from log_sorts_placed) as s
     anti join ${sorts} as k using (${SORT.join(', ')});
     insert into log_sort_keys by name
     select s.*, k.sort_key
     from log_sorts_placed as s join ${sorts} as k using (${SORT.join(', ')})`,
  );
}

async function assignUsageKeys(workspace: LogWorkspace, owner: string): Promise<void> {
  const sorts = workspace.whole('raw.log_usage_sorts');
  const isSame = `k.account = ${owner} and ${same(LINE, 'k', 's')}`;
  await workspace.db.run(
    `create or replace temp table log_usage_seen as
     select usage_sort_hash, any_value(script) as script, any_value(class) as class,
       any_value(tenant) as tenant, any_value(line_kind) as kind
     from ${workspace.read('logs.batch_lines')} anti join log_usage_keys using (usage_sort_hash)
     where script is not null group by usage_sort_hash;
     insert into ${sorts}
     ${numbered(sorts, 'usage_sort_key')} ${owner}, ${LINE.join(', ')}
     from (select distinct ${LINE.join(', ')} from log_usage_seen) as s
     where not exists (from ${sorts} as k where ${isSame});
     insert into log_usage_keys
     select s.usage_sort_hash, k.usage_sort_key
     from log_usage_seen as s join ${sorts} as k on ${isSame}`,
  );
}

async function assignObjectKeys(workspace: LogWorkspace, owner: string): Promise<void> {
  const objects = workspace.whole('raw.log_objects');
  await workspace.db.run(
    `create or replace temp table log_objects_seen as
     select hash, any_value(id) as object_id from (
       select object_hash as hash, any_value(object_id) as id
       from ${workspace.table('log_batch')} where object_id is not null group by object_hash
       union all
       select line_object_hash, any_value(line_object_id) from ${workspace.read('logs.batch_lines')}
       where line_object_id is not null group by line_object_hash
     ) anti join log_object_keys using (hash) group by hash;
     insert into ${objects}
     ${numbered(objects, 'object_key')} ${owner}, object_id
     from log_objects_seen as s
     anti join (from ${objects} where account = ${owner}) as o using (object_id);
     insert into log_object_keys
     select s.hash, o.object_key
     from log_objects_seen as s
     join ${objects} as o on o.object_id = s.object_id and o.account = ${owner}`,
  );
}

/** The start of a SELECT that continues the numbers of a table. */
function numbered(relation: string, key: string): string {
  return `select (select coalesce(max(${key}), 0) from ${relation})
    + row_number() over () as ${key},`;
}

function same(names: readonly string[], a: string, b: string): string {
  return names.map((name) => `${a}.${name} is not distinct from ${b}.${name}`).join(' and ');
}
