import type { Database } from '../store/database.ts';

/** What a tenant map said and the one that took its place does not. Numbers are text. */
export interface ReplacedMap {
  account: string;
  rows_before: string;
  rows: string;
  /** Rows that are gone, as `tenant: kind value in namespace`. */
  gone: string[];
  /** Tenants of which no row is left. */
  tenants: string[];
}

/** Remembers the tenant maps as they are before files are read. */
export async function rememberMaps(db: Database): Promise<void> {
  await db.run(
    `create or replace temp table maps_before as ${MAPS};
     create or replace temp table map_counts_before as ${COUNTS}`,
  );
}

/**
 * Compares the maps with those remembered. A map cut off at the end of a row is a whole map to
 * whoever sees it alone: only beside the one before it is seen what it gives to nobody any more.
 * Days and weights are no part of a row here, for a map is edited in them all the time.
 */
export async function replacedMaps(db: Database): Promise<ReplacedMap[]> {
  return db.rows<ReplacedMap>(
    `with gone as (
       select account, list(says order by tenant, says) as gone
       from (select * from maps_before except select * from (${MAPS}))
       group by account
     ),
     tenants as (
       select account, list(tenant order by tenant) as tenants
       from (select account, tenant from maps_before except select account, tenant from (${MAPS}))
       group by account
     )
     select account, b.rows::varchar as rows_before, coalesce(n.rows, 0)::varchar as rows, g.gone,
       coalesce(t.tenants, []) as tenants
     from gone as g
     join map_counts_before as b using (account)
     left join (${COUNTS}) as n using (account)
     left join tenants as t using (account)
     order by account`,
  );
}

/** The older kind object_name_prefix is written as the newer way says it. */
const MAPS = `
  select distinct account, trim(tenant) as tenant,
    concat(
      trim(tenant), ': ',
      if(lower(trim(kind)) = 'object_name_prefix', 'object_name', lower(trim(kind))), ' ',
      trim(value), ' in ' || nullif(trim(namespace), '')
    ) as says
  from raw.tenants`;

const COUNTS = 'select account, count(*) as rows from raw.tenants group by account';
