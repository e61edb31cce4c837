import { foundColumns, plainName } from './csv-header.ts';
import { quoted, refuseNameless, refuseZeros } from './csv-refused.ts';
import type { Database } from './database.ts';
import { exactly } from './exact-path.ts';
import { type LogShape, named } from './logs/read.ts';
import { literal } from './quote.ts';
import { readError } from './read-error.ts';

export interface CsvShape {
  relation: string;
  /** Columns the file must have, found by name in any order. */
  required: readonly string[];
  /** Optional columns. Columns that are not named are stored together in `other_fields`. */
  optional: readonly string[];
  /** Values that are added to every row. */
  constants: Readonly<Record<string, string>>;
  /** Column for the row number: 1 for the first below the header. */
  numberedBy: string;
  /** The separator of fields; a comma by default. */
  delimiter?: string;
  /**
   * Whether other columns are dropped, because they may have private data. A field without a column
   * is refused then: of other files it is kept, and rules judge it.
   */
  isStrict?: boolean;
  /** Checks the header, as found, and `csv_rows` before any row is inserted. */
  judge?: (header: readonly string[]) => void | Promise<void>;
}

/** A CSV and its compression, told by its first bytes and not by its name. */
export interface CsvFile extends Pick<LogShape, 'compression'> {
  path: string;
}

const UNREADABLE = {
  code: 'E_CSV',
  is: 'is not a readable CSV',
  fix: 'correct the row named: fields with a comma or a quote stand in quotes',
};

/**
 * Inserts the rows of a CSV as text.
 * @throws FlaretallyError E_CSV_COLUMNS naming the missing columns, E_CSV, and those of `readError`
 */
export async function insertCsv(db: Database, file: CsvFile, shape: CsvShape): Promise<void> {
  const { path } = file;
  try {
    await db.run(
      `create or replace temp table csv_rows as
       select * from read_csv(${exactly(path)}, all_varchar = true, header = true,
         delim = ${literal(shape.delimiter ?? ',')}, quote = '"', escape = '"', comment = '',
         null_padding = true, parallel = false, max_line_size = 4194304, hive_partitioning = false,
         compression = '${named(file)}')`,
    );
  } catch (error) {
    throw readError(error, path, UNREADABLE);
  }
  await refuseZeros(db, path);
  const header = (await db.query('select * from csv_rows limit 0')).columns.map(({ name }) => name);
  if (shape.isStrict) await refuseNameless(db, path, header);
  await shape.judge?.(header);
  const found = foundColumns(path, header, shape.required);
  const known = [...shape.required, ...shape.optional];
  const taken = known
    .filter((column) => found.has(column))
    .map((c) => `${quoted(found.get(c))} as ${c}`);
  const others = [...found].filter(([column]) => !known.includes(column)).map(([, name]) => name);
  const constants = Object.entries(shape.constants).map(([name, v]) => `${literal(v)} as ${name}`);
  const kept = others.map((name) => `${quoted(plainName(name))}: ${quoted(name)}`);
  const rest = kept.length === 0 || shape.isStrict ? 'null' : `to_json({${kept.join(', ')}})`;
  await db.run(
    `insert into ${shape.relation} by name
     select ${[...constants, ...taken].join(', ')}, row_number() over () as ${shape.numberedBy},
       ${rest}::varchar as other_fields
     from csv_rows`,
  );
  await db.run('drop table csv_rows');
}
