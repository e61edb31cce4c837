import { FlaretallyError } from '../errors.ts';
import type { Database } from './database.ts';
import { exactlyAll, readName } from './exact-path.ts';
import { type LogShape, named } from './logs/read.ts';
import { readError } from './read-error.ts';

/** DuckDB's smallest buffer for one JSON document, in bytes; larger documents raise it. */
const SMALLEST_DOCUMENT = 16 * 1024 * 1024;

/** The most datasets in one answer. Each is searched for in the whole answer. */
const MOST_DATASETS = 200;

/** The JSON paths of an answer's selections. */
const ACCOUNT = '$.data.viewer.accounts[0]';

/** Values that are read from a body in one pass, while it is in memory. */
const FACTS = `json_keys(body, '${ACCOUNT}') as names,
  json_extract_string(body, ['${ACCOUNT}.accountTag', '$.errors[0].message']) as texts`;

export interface DocumentFile extends Pick<LogShape, 'compression'> {
  path: string;
  digest: string;
  /** Bytes, decompressed. */
  size: number;
}

/** The facts of a saved answer, a record for each of its selections. */
export interface DocumentHead {
  digest: string;
  path: string;
  account: string | null;
  captured_at: string | null;
  dataset: string | null;
  query: string | null;
  variables: string | null;
  account_tag: string | null;
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
 * One row per document and selection, without the rows of the answer. Those are in the temporary
 * table `selections`, by `digest` and `key`, so that they are located only once.
 */
export async function documentHeads(db: Database): Promise<DocumentHead[]> {
  await db.run(
    `create or replace temp table selections as
     select digest, key, list, first, json_array_length(list) as row_count,
       starts_with(list, '[') as is_list,
       case when query is null then nullif(list_distinct(flatten(list_transform(
         from_json(list, '[{"dimensions":"JSON"}]'),
         lambda row: coalesce(json_keys(row.dimensions), [])
       ))), []) else json_keys(first, '$.dimensions') end as dimensions
     from (select *, json_extract(list, '$[0]') as first from (
       select digest, key, query, json_extract(body, '${ACCOUNT}."' || key || '"') as list
       from (
         select digest, query, body,
           unnest(list_distinct(list_filter(names, lambda k: k <> 'accountTag'))) as key
         from documents
       )
     ))`,
  );
  return db.rows<DocumentHead>(
    `with named as (
       select * exclude (body, names, texts), names is not null as has_accounts,
         texts[1] as account_tag, texts[2] as error_message,
         unnest(coalesce(
           nullif(list_filter(names, lambda k: k <> 'accountTag'), []), [null]
         )) as key
       from documents
     )
     select n.*, s.row_count, s.is_list, s.dimensions
     from named as n left join selections as s using (digest, key)
     order by path, key`,
  );
}

/** Frees the memory of the documents. */
export async function dropBodies(db: Database): Promise<void> {
  await db.run('alter table documents drop column body');
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
