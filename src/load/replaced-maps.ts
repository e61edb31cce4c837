import type { Database } from '../store/database.ts';

/** Rows of a replaced tenant map that the new map does not have. Numbers are text. */
export interface ReplacedMap {
  account: string;
  rows_before: string;
  rows: string;
  /** Rows that are gone, as `tenant: kind value in namespace`. */
  gone: string[];
  /** Tenants without any row left. */
  tenants: string[];
}

/** Stores a copy of the tenant maps before files are read. */
export async function rememberMaps(db: Database): Promise<void> {
  await db.run(
    `create or replace temp table maps_before as ${MAPS};
     create or replace temp table map_counts_before as ${COUNTS}`,
  );
}

/**
 * Compares the maps with that copy. A map truncated at the end of a row looks complete by itself.
 * Only a comparison with the previous map shows which resources no longer have a tenant. Days and
 * weights are not compared, because they are edited all the time.
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

/** The older kind object_name_prefix is converted to the newer form. */
const MAPS = `
  select distinct account, trim(tenant) as tenant,
    concat(
      trim(tenant), ': ',
      if(lower(trim(kind)) = 'object_name_prefix', 'object_name', lower(trim(kind))), ' ',
      trim(value), ' in ' || nullif(trim(namespace), '')
    ) as says
  from raw.tenants`;

const COUNTS = 'select account, count(*) as rows from raw.tenants group by account';
