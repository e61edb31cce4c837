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
export const ACCOUNT = '$.data.viewer.accounts[0]';

/** Values that are read from a body in one pass, while it is in memory. */
const FACTS = `json_keys(body, '${ACCOUNT}') as names,
  json_extract_string(body, ['${ACCOUNT}.accountTag', '$.errors[0].message']) as texts,
  from_json(json_extract(body, '$.data.viewer.zones'), '["JSON"]') as zones,
  json_array_length(body, '$.data.viewer.accounts') as accounts`;

export interface DocumentFile extends Pick<LogShape, 'compression'> {
  path: string;
  digest: string;
  /** Bytes, decompressed. */
  size: number;
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
         d.request->>'path' as asked_path,
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
 * Checks that every file was read, as one document of one account, with no more datasets than
 * allowed.
 * @throws FlaretallyError E_JSON
 */
async function requireOneEach(db: Database): Promise<void> {
  const [wrong] = await db.rows<{ path: string; why: string }>(
    `select f.path, case when count(d.digest) <> 1
         then printf('it holds %d JSON documents', count(d.digest))
       when max(d.accounts) > 1
         then printf('it has %d accounts, and Cloudflare answers for one', max(d.accounts))
       when max(len(d.names)) > ${MOST_DATASETS}
         then printf('it answers for %d datasets, and no query asks for more than ${MOST_DATASETS}',
           max(len(d.names)))
       end as why
     from document_files as f left join documents as d using (digest)
     group by f.path having why is not null
     order by f.path limit 1`,
  );
  if (!wrong) return;
  const { path, why } = wrong;
  throw new FlaretallyError({
    code: 'E_JSON',
    what: `${path} is not one saved answer`,
    why,
    fix: 'save each answer in a file of its own; nothing was loaded',
  });
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
