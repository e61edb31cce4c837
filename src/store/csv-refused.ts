// What no CSV may have, whatever its columns mean. Each reads `csv_rows`, the file as text.
import { FlaretallyError } from '../errors.ts';
import type { Database } from './database.ts';

/**
 * Refuses zero bytes, which no text has. A column name with one would be cut off before it, and
 * DuckDB would then look for a column that does not exist.
 * @throws FlaretallyError E_CSV
 */
export async function refuseZeros(db: Database, path: string): Promise<void> {
  const [found] = await db.rows<{ place: string }>(
    `select place from (
       select 0 as line, printf('its header, in the column %s', split_part(column_name, chr(0), 1))
         as place
       from (describe csv_rows) where contains(column_name, chr(0))
       union all
       select line, printf('row %d', line) from (
         select row_number() over () as line, * from csv_rows
       ) as r where contains(r::varchar, chr(0))
     ) order by line limit 1`,
  );
  if (!found) return;
  throw new FlaretallyError({
    code: 'E_CSV',
    what: `${path} has zero bytes in ${found.place}`,
    why: 'no text has any: the file was damaged where it was written or copied',
    fix: 'export or fetch it again; nothing was loaded',
  });
}

/**
 * Refuses a field that stands in no named column. Mostly a comma in an amount or a name was not
 * quoted, and what follows it would be dropped: $21,760.00 would be $21.
 * @throws FlaretallyError E_CSV
 */
export async function refuseNameless(db: Database, path: string, header: readonly string[]) {
  const nameless = header.filter((name, i) => /^column0*(\d+)$/.exec(name)?.[1] === `${i}`);
  if (nameless.length === 0) return;
  const [found] = await db.rows<{ line: string; texts: string }>(
    `select line::varchar as line, texts from (
       select row_number() over () as line, concat_ws(', ', ${nameless.map(quoted).join(', ')})
         as texts
       from csv_rows
     ) where trim(texts, ', ') <> '' order by line limit 1`,
  );
  if (!found) return;
  throw new FlaretallyError({
    code: 'E_CSV',
    what: `${path} has a field too many in row ${found.line}: "${found.texts}"`,
    why: `the header names ${header.length - nameless.length} columns`,
    fix: 'quote a field that holds a comma, such as "$21,760.00", or name its column',
  });
}

/** A column's name in SQL. */
export function quoted(name = ''): string {
  return `"${name.replaceAll('"', '""')}"`;
}
