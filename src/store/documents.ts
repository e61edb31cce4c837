import { FlaretallyError } from '../errors.ts';
import type { Database } from './database.ts';
import { literal } from './insert.ts';

/** DuckDB's smallest buffer for one JSON document, in bytes; larger documents raise it. */
const SMALLEST_DOCUMENT = 16 * 1024 * 1024;

export interface DocumentFile {
  path: string;
  digest: string;
  /** Bytes, decompressed. */
  size: number;
}

/** What a saved answer says of itself, once for each selection that it answers. */
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
  /** Name of the selection in the answer; null where the answer holds none. */
  key: string | null;
  row_count: string | null;
  /** Whether the selection is answered by a list of rows. */
  is_list: boolean;
  /** Dimensions of the first row, or of any where no request says what was asked. */
  dimensions: string[] | null;
}

/**
 * Reads whole JSON documents, saved envelopes or bare answers alike, into the temporary table
 * `documents` in one call. Numbers stay text inside JSON until they are cast.
 * @throws FlaretallyError E_JSON naming the file that is no JSON
 */
export async function openDocuments(db: Database, files: readonly DocumentFile[]): Promise<void> {
  const largest = files.reduce((most, file) => Math.max(most, file.size), SMALLEST_DOCUMENT);
  await db.run('create or replace temp table document_files (path varchar, digest varchar)');
  await db.run(
    `insert into document_files
     select unnest(
       from_json($1::json, '[{"path":"VARCHAR","digest":"VARCHAR"}]'), recursive := true
     )`,
    [JSON.stringify(files.map(({ path, digest }) => ({ path, digest })))],
  );
  try {
    await db.run(
      `create or replace temp table documents as
       select
         f.digest, f.path, d.account, d.captured_at, d.dataset,
         d.request->>'query' as query, (d.request->'variables')::varchar as variables,
         case when (d.response->'viewer') is not null then json_object('data', d.response)
           when d.viewer is not null then json_object('data', json_object('viewer', d.viewer))
           else coalesce(d.response, json_object('data', d.data, 'errors', d.errors,
             'result', d.result, 'success', d.success)) end as body
       from read_json(
         [${files.map(({ path }) => literal(path)).join(', ')}],
         columns = {account: 'VARCHAR', captured_at: 'VARCHAR', dataset: 'VARCHAR', request: 'JSON',
           response: 'JSON', viewer: 'JSON', data: 'JSON', errors: 'JSON', result: 'JSON',
           success: 'JSON'},
         filename = true, format = 'unstructured', maximum_object_size = ${largest + 1024}
       ) as d
       join document_files as f on f.path = d.filename`,
    );
  } catch (error) {
    throw jsonError(error);
  }
}

/** One row a document and selection, without the rows of the answer. */
export async function documentHeads(db: Database): Promise<DocumentHead[]> {
  return db.rows<DocumentHead>(
    `with selections as (
       select *, unnest(coalesce(nullif(list_filter(
         json_keys(body, '$.data.viewer.accounts[0]'), lambda k: k <> 'accountTag'
       ), []), [null])) as key
       from documents
     )
     select
       digest, path, account, captured_at, dataset, query, variables, key,
       json_extract_string(body, '$.data.viewer.accounts[0].accountTag') as account_tag,
       json_type(body, '$.data.viewer.accounts[0]') is not null as has_accounts,
       json_extract_string(body, '$.errors[0].message') as error_message,
       json_array_length(body, '$.data.viewer.accounts[0]."' || key || '"') as row_count,
       json_type(body, '$.data.viewer.accounts[0]."' || key || '"') = 'ARRAY' as is_list,
       case when query is null then nullif(list_distinct(flatten(list_transform(
         from_json(json_extract(body, '$.data.viewer.accounts[0]."' || key || '"'),
           '[{"dimensions":"JSON"}]'),
         lambda row: coalesce(json_keys(row.dimensions), [])
       ))), []) else json_keys(body, '$.data.viewer.accounts[0]."' || key || '"[0].dimensions') end
         as dimensions
     from selections
     order by path, key`,
  );
}

function jsonError(cause: unknown): FlaretallyError {
  const why = cause instanceof FlaretallyError ? (cause.why ?? cause.message) : String(cause);
  const file = /file "([^"]+)"/.exec(why)?.[1];
  return new FlaretallyError(
    {
      code: 'E_JSON',
      what: `${file ?? 'a saved answer'} is not whole JSON`,
      why,
      fix: 'save the answer again; nothing was loaded',
    },
    { cause },
  );
}
