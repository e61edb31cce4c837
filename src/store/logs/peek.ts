import { Database } from '../database.ts';
import { exactly } from '../exact-path.ts';
import { LONGEST_LINE } from './read.ts';

/** Lines read from the start of a compressed file. */
const LINES = 20;

/** Bytes that are returned of a line. */
const LINE_SHOWN = 65_536;

/** Length of a line in bytes that can be read without decompressing much of a file. */
const USUAL_LINE = 131_072;

/** The first lines of a zstd file, which Node 20 cannot decompress. A long line is cut. */
export async function zstdHead(path: string): Promise<Buffer> {
  return inMemory(async (db) => {
    const first = (longest: number) =>
      db.rows<{ content: string }>(
        `select content[:${LINE_SHOWN}] as content from read_csv(${exactly(path)},
           hive_partitioning = false, columns = {content: 'VARCHAR'},
           delim = '\x01', quote = '', escape = '', header = false, auto_detect = false,
           null_padding = true, max_line_size = ${longest}, buffer_size = ${2 * longest},
           compression = 'zstd', encoding = 'latin-1') limit ${LINES}`,
      );
    const rows = await first(USUAL_LINE).catch(() => first(LONGEST_LINE));
    return Buffer.from(rows.map(({ content }) => `${content ?? ''}\n`).join(''), 'latin1');
  });
}

/** Names and types of a Parquet file's columns. */
export async function parquetColumns(path: string): Promise<[string, string][]> {
  return inMemory(async (db) => {
    const { columns } = await db.query(
      `select * from read_parquet(${exactly(path)}, hive_partitioning = false) limit 0`,
    );
    return columns.map(({ name, type }) => [name, type]);
  });
}

/** One for all files: to open and close one costs as much as to read many heads. */
let opened: Promise<Database> | undefined;

async function inMemory<T>(what: (db: Database) => Promise<T>): Promise<T> {
  opened ??= Database.open(':memory:');
  return what(await opened);
}
