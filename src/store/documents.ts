import { FlaretallyError } from '../errors.ts';
import type { Database } from './database.ts';
import { exactlyAll, readName } from './exact-path.ts';
import { type LogShape, named } from './logs/read.ts';
import { readError } from './read-error.ts';

/** DuckDB's smallest buffer for one JSON document, in bytes; larger documents raise it. */
const SMALLEST_DOCUMENT = 16 * 1024 * 1024;

/** The most datasets in one answer. Each is searched for in the whole answer. */
const MOST_DATASETS = 200;

/** The JSON path of an account's selections. */
const ACCOUNT = '$.data.viewer.accounts[0]';

/** Keys of an account or a zone that are not selections. */
const TAGS = `'accountTag', 'zoneTag'`;

/** Values that are read from a body in one pass, while it is in memory. */
const FACTS = `json_keys(body, '${ACCOUNT}') as names,
  json_extract_string(body, ['${ACCOUNT}.accountTag', '$.errors[0].message']) as texts,
  from_json(json_extract(body, '$.data.viewer.zones'), '["JSON"]') as zones`;

/** An account is one place of selections, of zones each is one: from 1, as a list is counted. */
const PLACES = `case when zones is null then [{'place': 0, 'zone': null, 'names': names}]
  else list_transform(zones, lambda z, i: {
    'place': i, 'zone': json_extract_string(z, '$.zoneTag'), 'names': json_keys(z)
  }) end`;

/** Errors that name a zone by its place in the answer, and a selection. */
const ZONE_ERRORS = `from_json(
  json_extract(body, '$.errors'), '[{"message":"VARCHAR","path":["VARCHAR"]}]'
)`;

export interface DocumentFile extends Pick<LogShape, 'compression'> {
  path: string;
  digest: string;
  /** Bytes, decompressed. */
  size: number;
}

/** The facts of a saved answer, a record for each selection of an account or zone in it. */
export interface DocumentHead {
  digest: string;
  path: string;
  account: string | null;
  captured_at: string | null;
  dataset: string | null;
  query: string | null;
  variables: string | null;
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
 * Reads whole JSON documents, saved envelopes or bare answers, into the temporary table
 * `documents`. Numbers stay text inside JSON until they are cast.
 * @throws FlaretallyError E_JSON naming the file that is not one JSON document, and those of
 *   `readError`
 */
export async function openDocuments(db: Database, files: readonly DocumentFile[]): Promise<void> {
  const named = files.map(({ path, digest }) => ({ path, digest, read_name: readName(path) }));
  await db.run(
    `create or replace temp table document_files as
     select unnest(
       from_json($1::json, '[{"path":"VARCHAR","digest":"VARCHAR","read_name":"VARCHAR"}]'),
       recursive := true
     )`,
    [JSON.stringify(named)],
  );
  try {
    await db.run(
      `create or replace temp table documents as
       select *, ${FACTS} from (
       select
         f.digest, f.path, d.account, d.captured_at, d.dataset,
         d.request->>'query' as query, (d.request->'variables')::varchar as variables,
         case when (d.response->'viewer') is not null then json_object('data', d.response)
           when d.viewer is not null then json_object('data', json_object('viewer', d.viewer))
           else coalesce(d.response, json_object('data', d.data, 'errors', d.errors,
             'result', d.result, 'success', d.success)) end as body
       from (${documentsSql(files)}) as d
       join document_files as f on f.read_name = d.filename)`,
    );
  } catch (error) {
    throw jsonError(error, files);
  }
  await requireOneEach(db);
}

/** The files by compression, each kind in one call. */
function documentsSql(files: readonly DocumentFile[]): string {
  const largest = files.reduce((most, file) => Math.max(most, file.size), SMALLEST_DOCUMENT);
  return [...new Set(files.map(named))]
    .map((compression) => {
      const own = files.filter((file) => named(file) === compression);
      return `select * from read_json(
         ${exactlyAll(own.map(({ path }) => path))},
         columns = {account: 'VARCHAR', captured_at: 'VARCHAR', dataset: 'VARCHAR', request: 'JSON',
           response: 'JSON', viewer: 'JSON', data: 'JSON', errors: 'JSON', result: 'JSON',
           success: 'JSON'},
         filename = true, hive_partitioning = false, format = 'unstructured',
         compression = '${compression}', maximum_object_size = ${largest + 1024}
       )`;
    })
    .join(' union all ');
}

/**
 * Checks that every file was read, as one document, with no more datasets than allowed.
 * @throws FlaretallyError E_JSON
 */
async function requireOneEach(db: Database): Promise<void> {
  const [wrong] = await db.rows<{ path: string; documents: string; datasets: string }>(
    `select f.path, count(d.digest) as documents,
       coalesce(max(len(d.names)), 0) as datasets
     from document_files as f left join documents as d using (digest)
     group by f.path having documents <> 1 or datasets > ${MOST_DATASETS}
     order by f.path limit 1`,
  );
  if (!wrong) return;
  const { path, documents, datasets } = wrong;
  throw new FlaretallyError({
    code: 'E_JSON',
    what: `${path} is not one saved answer`,
    why:
      documents === '1'
        ? `it answers for ${datasets} datasets, and no query asks for more than ${MOST_DATASETS}`
        : `it holds ${documents} JSON documents`,
    fix: 'save each answer in a file of its own; nothing was loaded',
  });
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
       select * exclude (body, names, texts, zones),
         names is not null or zones is not null as has_accounts, zones is not null as is_zones,
         texts[1] as account_tag, texts[2] as said, ${ZONE_ERRORS} as zone_errors,
         unnest(coalesce(nullif(${PLACES}, []), [null])) as p
       from documents
     ),
     named as (
       select * exclude (p), coalesce(p.place, 0)::integer as place, p.zone as zone,
         unnest(coalesce(nullif(list_filter(
           p.names, lambda k: k not in (${TAGS})
         ), []), [null])) as key
       from placed
     )
     select n.* exclude (said, zone_errors), s.row_count, s.is_list, s.dimensions,
       case when n.place = 0 then n.said else coalesce(
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

function jsonError(cause: unknown, files: readonly DocumentFile[]): FlaretallyError {
  const said = cause instanceof FlaretallyError ? (cause.why ?? cause.message) : String(cause);
  const file = files.find(({ path }) => said.includes(`"${readName(path)}"`));
  const path = file?.path ?? (files.length === 1 ? files[0]?.path : undefined) ?? 'a saved answer';
  return readError(cause, path, {
    code: 'E_JSON',
    is: 'is not complete JSON',
    fix: 'save the answer again; nothing was loaded',
  });
}
