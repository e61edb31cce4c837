import type { Database } from './database.ts';
import { literal } from './insert.ts';

/** The longest line read, in bytes. */
const LONGEST_LINE = 64 * 1024 * 1024;

/**
 * Inserts the lines of a text file (gzipped or not) that are JSON; the others go to raw.rejects.
 * `occurrence` counts equal lines inside the file: two equal lines of one file are two events, the
 * same line delivered in two files is one.
 */
export async function insertLines(
  db: Database,
  relation: string,
  file: { path: string; digest: string; account: string },
): Promise<void> {
  // A separator that no JSON text can hold makes each line one field.
  await db.run(
    `create or replace temp table file_lines as
     select row_number() over () as line, content
     from read_csv(${literal(file.path)}, columns = {content: 'VARCHAR'}, delim = '\x01',
       quote = '', escape = '', header = false, auto_detect = false, null_padding = true,
       max_line_size = ${LONGEST_LINE}, compression = ${literal(compressionOf(file.path))})
     where content is not null and content <> ''`,
  );
  await db.run(
    `insert into raw.rejects by name
     select ${literal(file.digest)} as load_id, ${literal(file.path)} as source_file, line,
       'the line is not JSON' as reason, content[:2000] as content
     from file_lines where not json_valid(content)`,
  );
  await db.run(
    `insert into ${relation} by name
     select ${literal(file.digest)} as load_id, ${literal(file.account)} as account, line,
       md5(content) as line_hash,
       row_number() over (partition by md5(content) order by line) as occurrence, content
     from file_lines where json_valid(content)`,
  );
  await db.run('drop table file_lines');
}

function compressionOf(path: string): string {
  return path.endsWith('.gz') ? 'gzip' : 'auto';
}
