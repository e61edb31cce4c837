import { ERRORS, ownErrors, SAID_OF_SELECTION, UNANSWERED } from './answer-errors.ts';
import type { Database } from './database.ts';
import { ACCOUNT } from './documents.ts';

/** Keys of an account or a zone that are not selections. */
const TAGS = `'accountTag', 'zoneTag'`;

/** An account is one place of selections, of zones each is one: from 1, as a list is counted. */
const PLACES = `case when zones is null then [{'place': 0, 'zone': null, 'names': names}]
  else list_transform(zones, lambda z, i: {
    'place': i, 'zone': json_extract_string(z, '$.zoneTag'), 'names': json_keys(z)
  }) end`;

/** The facts of a saved answer, a record for each selection of an account or zone in it. */
export interface DocumentHead {
  digest: string;
  path: string;
  account: string | null;
  captured_at: string | null;
  dataset: string | null;
  query: string | null;
  variables: string | null;
  /** Path of a request of the REST API. */
  asked_path: string | null;
  account_tag: string | null;
  /** Whether it is an answer of zones, and the tag of this one where the answer says it. */
  is_zones: boolean;
  zone: string | null;
  /** Which zone of the answer it is, from 1; 0 of an account. */
  place: number;
  /** Whether there is a list of accounts or of zones. */
  has_accounts: boolean;
  error_message: string | null;
  /** Name of the selection in the answer; null if the answer has none. */
  key: string | null;
  row_count: string | null;
  /** Whether the selection is a list of rows. */
  is_list: boolean;
  /** Dimensions of the first row, or of any row if there is no request. */
  dimensions: string[] | null;
}

/**
 * One row per document, account or zone, and selection, without the rows of the answer. Those are
 * in the temporary table `selections`, by `digest`, `place` and `key`, so that they are located
 * only once.
 */
export async function documentHeads(db: Database): Promise<DocumentHead[]> {
  await db.run(
    `create or replace temp table selections as
     select digest, key, place, list, first, json_array_length(list) as row_count,
       starts_with(list, '[') as is_list,
       case when query is null then nullif(list_distinct(flatten(list_transform(
         from_json(list, '[{"dimensions":"JSON"}]'),
         lambda row: coalesce(json_keys(row.dimensions), [])
       ))), []) else json_keys(first, '$.dimensions') end as dimensions
     from (select *, json_extract(list, '$[0]') as first from (
       select digest, key, place, query,
         json_extract(owner, if(place = 0, '${ACCOUNT}', '$') || '."' || key || '"') as list
       from (
         select * exclude (names), unnest(list_distinct(
           list_filter(names, lambda k: k not in (${TAGS}))
         )) as key
         from (
           select digest, query, p.place, p.names, if(p.place = 0, body, zones[p.place]) as owner
           from documents, (select unnest(${PLACES}) as p)
         )
       )
     ))`,
  );
  return db.rows<DocumentHead>(
    `with placed as (
       select * exclude (body, names, texts, zones, accounts),
         names is not null or zones is not null as has_accounts, zones is not null as is_zones,
         texts[1] as account_tag, texts[2] as said, ${ERRORS} as zone_errors,
         ${ownErrors(TAGS)} as own_errors,
         unnest(coalesce(nullif(${PLACES}, []), [null])) as p
       from documents
     ),
     named as (
       select * exclude (p), coalesce(p.place, 0)::integer as place, p.zone as zone,
         unnest(coalesce(nullif(list_filter(
           p.names || coalesce(${UNANSWERED}, []), lambda k: k not in (${TAGS})
         ), []), [null])) as key
       from placed
     )
     select n.* exclude (said, zone_errors, own_errors), s.row_count, s.is_list, s.dimensions,
       case when n.place = 0 then ${SAID_OF_SELECTION} else coalesce(
         list_filter(zone_errors, lambda e: e.path[3] = (n.place - 1)::varchar)[1].message,
         case when not coalesce(s.is_list, false) then n.said end
       ) end as error_message
     from named as n left join selections as s using (digest, key, place)
     order by path, place, key`,
  );
}

/** Frees the memory of the documents. */
export async function dropBodies(db: Database): Promise<void> {
  for (const column of ['body', 'zones']) {
    await db.run(`alter table documents drop column ${column}`);
  }
}
