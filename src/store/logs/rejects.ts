import { exactly } from '../exact-path.ts';
import { literal } from '../quote.ts';
import type { Batch } from './batch.ts';
import { LONGEST_LINE, type LogShape, named } from './read.ts';
import type { LogWorkspace } from './workspace.ts';

/** Well-formed UTF-8 whose bytes were read as one character each. */
const UTF8 =
  '(?:[\\x00-\\x7f]|[\\x{c2}-\\x{df}][\\x{80}-\\x{bf}]|[\\x{e0}-\\x{ef}][\\x{80}-\\x{bf}]{2}' +
  '|[\\x{f0}-\\x{f4}][\\x{80}-\\x{bf}]{3})*';

/** The number of records of a file, and of those that could not be read. */
export interface RecordCounts {
  records: number;
  rejects: number;
}

/** The counts of each file of the batch, by number. */
export async function recordCounts(workspace: LogWorkspace): Promise<Map<number, RecordCounts>> {
  const rows = await workspace.db.rows<{ load_key: number; records: string; rejects: string }>(
    `select load_key, records, rejects from ${workspace.whole('raw.log_files')}
     semi join ${workspace.table('log_batch_files')} using (load_key)`,
  );
  return new Map(
    rows.map(({ load_key, records, rejects }) => [
      Number(load_key),
      { records: Number(records), rejects: Number(rejects) },
    ]),
  );
}

/**
 * Stores the rows of a file that could not be read, with line and reason. The file is read a second
 * time, as text; that is rarely needed.
 */
export async function addRejects(
  workspace: LogWorkspace,
  file: Batch['files'][number],
  { shape, surface }: Batch,
  count: number,
): Promise<void> {
  const id = `${literal(file.digest)} as load_id, ${literal(file.path)} as source_file`;
  if (shape.format !== 'ndjson') {
    const reason = literal(`${count} record(s) without the time of an event`);
    await workspace.db.run(
      `insert into ${workspace.whole('raw.rejects')} by name
       select ${id}, null as line, ${reason} as reason, null as content`,
    );
    return;
  }
  const time = surface === 'logpush' ? 'EventTimestampMs' : 'eventTimestamp';
  const ms = `time_ms(content->>'$.${time}')`;
  await workspace.db.run(
    `insert into ${workspace.whole('raw.rejects')} by name
     with lines as (${linesSql(file.path, shape)}),
     judged as (
       select line, content, case
         when not regexp_full_match(content, '${UTF8}') then 'the line is not UTF-8'
         when not json_valid(content) then 'the line is not JSON'
         when json_type(content) <> 'OBJECT' then 'the line is no JSON object'
         when ${ms} is null then '${time} is no time: milliseconds since 1970, or RFC 3339'
         when not is_event_ms(${ms})
           then '${time} is no time of this century'
       end as reason
       from lines
     )
     select ${id}, line, reason, content[:2000] as content from judged where reason is not null`,
  );
}

/**
 * Lines with their numbers. The separator is a character that JSON text cannot contain, so a line
 * is one field.
 */
function linesSql(path: string, { compression }: LogShape): string {
  return `select * from (
      select row_number() over () as line, content from read_csv(${exactly(path)},
        columns = {content: 'VARCHAR'}, delim = '\x01', quote = '', escape = '', header = false,
        auto_detect = false, hive_partitioning = false, null_padding = true,
        max_line_size = ${LONGEST_LINE}, buffer_size = ${2 * LONGEST_LINE},
        compression = '${named({ compression })}', encoding = 'latin-1'))
    where content is not null and content <> ''`;
}
