import type { Database } from '../database.ts';
import { literal } from '../insert.ts';
import { saidSql } from './lines.ts';

/** Columns of `log_scan` that name a place. */
const PLACE = ['script', 'entrypoint', 'dispatch_namespace', 'is_object'];

/** Forgets which hash stands for which number: the next batch is of another account. */
export async function forgetKeys(db: Database): Promise<void> {
  await db.run(
    `create or replace temp table log_sort_keys (sort_hash ubigint, place_key integer,
       kind varchar, outcome varchar, is_upgrade boolean, is_unknown boolean, sort_key integer);
     create or replace temp table log_usage_keys (usage_sort_hash ubigint, usage_sort_key integer);
     create or replace temp table log_object_keys (hash ubigint, object_key integer)`,
  );
}

/**
 * Gives numbers to the names of `log_scan` that have none yet, and adds which hash stands for which
 * number to the temporary tables `log_sort_keys`, `log_usage_keys`, `log_object_keys`.
 */
export async function assignKeys(db: Database, account: string): Promise<void> {
  const owner = literal(account);
  await db.run(
    `create or replace temp table log_sorts_seen as
     select sort_hash, any_value(script) as script, any_value(entrypoint) as entrypoint,
       any_value(dispatch_namespace) as dispatch_namespace, any_value(is_object) as is_object,
       any_value(word) as word, any_value(outcome) as outcome
     from log_scan where word is not null group by sort_hash having min(event_ms) is not null;
     insert into raw.log_places
     ${numbered('raw.log_places', 'place_key')} ${owner}, ${PLACE.join(', ')}
     from (select distinct ${PLACE.join(', ')} from log_sorts_seen) as s
     where not exists (from raw.log_places as p where p.account = ${owner} and ${same('p', 's')});
     create or replace temp table log_sorts_named as
     select s.sort_hash, p.place_key, coalesce(k.kind, s.word) as kind, s.outcome,
       s.word = 'upgrade' as is_upgrade, k.kind is null as is_unknown
     from log_sorts_seen as s
     join raw.log_places as p on p.account = ${owner} and ${same('p', 's')}
     left join ref.log_kinds as k on s.word in (k.event_type, k.trace_key, k.kind);
     insert into raw.log_sorts
     ${numbered('raw.log_sorts', 'sort_key')} place_key, kind, outcome
     from (select distinct place_key, kind, outcome from log_sorts_named) as s
     anti join raw.log_sorts as k using (place_key, kind, outcome);
     insert into log_sort_keys by name
     select n.*, k.sort_key from log_sorts_named as n
     join raw.log_sorts as k using (place_key, kind, outcome)`,
  );
  await assignUsageKeys(db, owner);
  await assignObjectKeys(db, owner);
}

async function assignUsageKeys(db: Database, owner: string): Promise<void> {
  const names = ['script', 'class', 'tenant', 'line_kind'];
  const isSame = `k.account = ${owner} and k.script = s.script
    and k.class is not distinct from s.class and k.tenant is not distinct from s.tenant
    and k.kind is not distinct from s.line_kind`;
  await db.run(
    `create or replace temp table log_usage_seen as
     select usage_sort_hash, ${names.map((n) => `any_value(${n}) as ${n}`).join(', ')}
     from (from ${saidSql('log_scan')} anti join log_usage_keys using (usage_sort_hash))
     where script is not null group by usage_sort_hash;
     insert into raw.log_usage_sorts
     ${numbered('raw.log_usage_sorts', 'usage_sort_key')} ${owner}, ${names.join(', ')}
     from (select distinct ${names.join(', ')} from log_usage_seen) as s
     where not exists (from raw.log_usage_sorts as k where ${isSame});
     insert into log_usage_keys
     select s.usage_sort_hash, k.usage_sort_key
     from log_usage_seen as s join raw.log_usage_sorts as k on ${isSame}`,
  );
}

async function assignObjectKeys(db: Database, owner: string): Promise<void> {
  await db.run(
    `create or replace temp table log_objects_seen as
     select hash, any_value(id) as object_id from (
       select object_hash as hash, any_value(object_id) as id
       from log_scan where object_id is not null group by object_hash
       union all
       select line_object_hash, any_value(line_object_id)
       from ${saidSql('log_scan')} where line_object_id is not null group by line_object_hash
     ) anti join log_object_keys using (hash) group by hash;
     insert into raw.log_objects
     ${numbered('raw.log_objects', 'object_key')} ${owner}, object_id
     from log_objects_seen as s
     anti join (from raw.log_objects where account = ${owner}) as o using (object_id);
     insert into log_object_keys
     select s.hash, o.object_key
     from log_objects_seen as s
     join raw.log_objects as o on o.object_id = s.object_id and o.account = ${owner}`,
  );
}

/** The start of a SELECT that numbers on from the greatest number there is. */
function numbered(relation: string, key: string): string {
  return `select (select coalesce(max(${key}), 0) from ${relation})
    + row_number() over () as ${key},`;
}

function same(a: string, b: string): string {
  return PLACE.map((name) => `${a}.${name} is not distinct from ${b}.${name}`).join(' and ');
}
