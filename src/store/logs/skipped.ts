import { EXIT, FlaretallyError } from '../../errors.ts';
import type { Database } from '../database.ts';
import { readName } from '../exact-path.ts';
import type { Batch } from './batch.ts';
import type { LogWorkspace } from './workspace.ts';

/** Tables in which DuckDB stores the CSV rows that it skips. */
const KEPT_BY_READER = 'drop table if exists reject_errors; drop table if exists reject_scans';

/**
 * Stores the rows of CSV logs that the reader skipped, with line and reason, and counts them by
 * file. An unclosed quote hides everything after it, and how much that is cannot be known.
 * @throws FlaretallyError E_FILE_DAMAGED for such a quote
 */
export async function addSkipped(
  workspace: LogWorkspace,
  batch: Batch,
): Promise<Map<number, number>> {
  if (batch.shape.format !== 'csv') return new Map();
  const { db } = workspace;
  const files = batch.files.map(({ path, loadKey, digest }) => {
    return { path, name: readName(path), load_key: loadKey, digest };
  });
  await db.run(
    `create or replace temp table log_skipped as
     with files as (
       select unnest(from_json($1::json,
         '[{"path":"VARCHAR","name":"VARCHAR","load_key":"INTEGER","digest":"VARCHAR"}]'
       ), recursive := true)
     )
     select f.load_key, f.digest, f.path, e.line, any_value(e.csv_line)[:2000] as content,
       case when bool_or(e.error_type = 'UNQUOTED VALUE') then 'a quote is not closed'
         when bool_or(e.error_type = 'TOO MANY COLUMNS') then 'it has more fields than the header'
         else 'it is no row of a CSV' end as reason
     from reject_errors as e
     join reject_scans as s using (scan_id, file_id)
     join files as f on f.name = s.file_path
     group by all`,
    [JSON.stringify(files)],
  );
  await db.run(KEPT_BY_READER);
  await requireClosed(db);
  await db.run(
    `insert into ${workspace.whole('raw.rejects')} by name
     select digest as load_id, path as source_file, line, reason, content from log_skipped`,
  );
  const counts = await db.rows<{ load_key: number; n: string }>(
    'select load_key, count(*) as n from log_skipped group by load_key',
  );
  await db.run('drop table log_skipped');
  return new Map(counts.map(({ load_key, n }) => [Number(load_key), Number(n)]));
}

async function requireClosed(db: Database): Promise<void> {
  const [cut] = await db.rows<{ path: string; line: string }>(
    `select path, line::varchar as line from log_skipped
     where reason = 'a quote is not closed' order by path, line limit 1`,
  );
  if (!cut) return;
  throw new FlaretallyError({
    code: 'E_FILE_DAMAGED',
    what: `${cut.path} is cut off or damaged`,
    why: `the quote that row ${cut.line} opens is not closed, so that nothing after it can be read`,
    fix: 'fetch the file again; nothing of it was loaded',
    exit: EXIT.failed,
  });
}
