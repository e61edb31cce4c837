import { readName } from '../exact-path.ts';
import { literal } from '../quote.ts';
import type { Batch } from './batch.ts';
import { logError } from './log-error.ts';
import { readSql } from './read.ts';
import { fieldsOf, RECORDS } from './surfaces.ts';
import type { LogWorkspace } from './workspace.ts';

/** Columns that name a sort of event, and a sort of usage line. */
const SORT_NAMES = ['entrypoint', 'dispatch_namespace', 'word', 'outcome'];
const LINE_NAMES = ['tenant', 'class', 'line_kind'];

/**
 * Reads the files once into `raw.log_batch`, a compact row per record. Names that many records
 * share are replaced by 64-bit hashes: the chance that any two of ten million names share one is
 * three in a million. A row that is no record has no `event_ms`.
 */
export async function scan(workspace: LogWorkspace, batch: Batch): Promise<void> {
  const { db } = workspace;
  const fields = await fieldsOf(db, batch.surface);
  const paths = batch.files.map(({ path }) => path);
  await db.run(
    `drop type if exists temp.log_file;
     create temp type log_file as enum (${paths.map(readName).map(literal).join(', ')})`,
  );
  const firstKey = batch.files[0]?.loadKey ?? 0;
  await workspace.show(
    RECORDS[batch.surface],
    `select enum_code(filename::log_file)::integer + ${firstKey} as load_key,
       ${Object.keys(fields).map((name) => `"${name}"`)}
     from (${readSql(paths, batch.shape, fields)})`,
  );
  const read = db.run(
    `insert into ${workspace.table('log_batch')} by name ${compactSql(workspace, batch.isDeduped)}`,
  );
  await read.catch(async (error: unknown) => {
    throw await logError(db, batch, fields, error);
  });
}

function compactSql(workspace: LogWorkspace, isDeduped: boolean): string {
  return `with hashed as (
      select *, word = 'upgrade' as is_upgrade,
        place_hash(script, entrypoint, dispatch_namespace, is_object) as place_hash,
        sort_hash(script, entrypoint, dispatch_namespace, is_object, word, outcome) as sort_hash,
        hash_of(object_id) as object_hash,
        nullif(line.t, '') as tenant, nullif(line.c, '') as class, nullif(line.k, '') as line_kind,
        nullif(line.o, '') as line_object_id, hash_of(nullif(line.o, '')) as line_object_hash,
        case when line is not null then usage_sort_hash(script, line) end as usage_sort_hash,
        coalesce(line.rr, 0) as rows_read, coalesce(line.rw, 0) as rows_written,
        line.db as database_bytes
      from ${workspace.read('logs.record_identities')}
    ),
    known as (
      select *, sort_hash in (select sort_hash from log_sort_keys) as is_known_sort,
        usage_sort_hash in (select usage_sort_hash from log_usage_keys) as is_known_usage,
        object_hash in (select hash from log_object_keys) as is_known_object,
        line_object_hash in (select hash from log_object_keys) as is_known_line_object
      from hashed
    )
    select load_key, event_ms, wall_ms, cpu_ms, log_lines, is_object, is_truncated, is_upgrade,
      has_nonce,
      ${isDeduped ? 'event_hash' : 'null as event_hash'}, place_hash, sort_hash, object_hash,
      case when not is_known_sort or is_known_usage = false or other_lines is not null
        then script end as script,
      ${namesUnless('is_known_sort', SORT_NAMES)}, ${namesUnless('is_known_usage', LINE_NAMES)},
      case when not is_known_object and (said_ms is null
        or object_hash is distinct from line_object_hash) then object_id end as object_id,
      case when not is_known_line_object then line_object_id end as line_object_id,
      said_ms, usage_sort_hash, line_object_hash, rows_read, rows_written, database_bytes,
      unread_numbers, other_lines
    from known`;
}

/** Removes names whose hash already has a number. */
function namesUnless(isKnown: string, names: readonly string[]): string {
  return names.map((name) => `case when not ${isKnown} then ${name} end as ${name}`).join(', ');
}
