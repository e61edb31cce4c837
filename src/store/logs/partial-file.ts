import type { Database } from '../database.ts';
import { exactly, written } from '../exact-path.ts';
import { identifier, literal } from '../quote.ts';

/** The column that says what a row of a file of partial sums is about, and marks such a file. */
export const SECTION = 'flaretally_section';

/** Columns of the file beside those of the sums. */
export const SECTION_COLUMNS: readonly string[] = [
  ...[SECTION, 'source_id', 'source_file', 'line', 'reason'],
  ...['what', 'name', 'occurrences'],
];

/** The form of the file. A change that older versions would misread adds one. */
export const PARTIALS_FORMAT = '1';

/** Rows of a group, all of which are in memory while they are written. */
const ROW_GROUP = 30_720;

/** Counts over all log files of partial sums. Numbers are text. */
export interface SummaryCounts {
  records: string;
  events: string;
  usage_lines: string;
  /** Events left out, because the files delivered them more than once. */
  duplicates: string;
  rejects: string;
  truncated_records: string;
  first_ms: string;
  last_ms: string;
}

/** What a file of partial sums says of itself, beside its rows. */
export interface PartialHead extends SummaryCounts {
  format: string;
  account: string;
  surface: string;
}

/** The key under which a file that travels has the checksum of its rows. */
const CHECKSUM = 'checksum';

/**
 * Writes the partial sums of all loaded log files as one Parquet file, in an order that makes the
 * same sums the same bytes. Names of fields and reasons of rejected rows go with them, but no
 * content of a row.
 */
export async function writePartials(
  db: Database,
  path: string,
  head: PartialHead,
  note: string,
): Promise<void> {
  const rows = `select 'hours' as ${SECTION}, * from partial_hours
     union all by name
     select 'islands' as ${SECTION}, * from partial_islands
     union all by name
     select 'sources' as ${SECTION}, * from (
       select load_id as source_id, source_file
       from raw.log_files join raw.loads using (load_id) order by all
     )
     union all by name
     select 'unknowns' as ${SECTION}, * from (
       select what, name,
         case when what = 'usage line' then sum(occurrences) else 1 end::bigint as occurrences
       from raw.log_unknowns where what <> 'kind' group by what, name order by all
     )
     union all by name
     select 'rejects' as ${SECTION}, * from (
       select source_file, line, reason from raw.rejects order by all
     )`;
  const said = { ...head, note, [CHECKSUM]: await checksumOf(db, rows) };
  await copyPartials(db, path, rows, said);
}

/**
 * Whether the rows of a file are those that were written. The checksum does not depend on their
 * order. A day of a table has none: it is read where it was written.
 */
export async function hasItsRows(db: Database, path: string): Promise<boolean> {
  const head: Readonly<Record<string, string>> = { ...(await partialHead(db, path)) };
  const stated = head[CHECKSUM];
  return stated === undefined || stated === (await checksumOf(db, allRows(path)));
}

/** The sum of 60 bits of the SHA-256 of each row, as DuckDB's text of it. */
async function checksumOf(db: Database, rows: string): Promise<string> {
  const { columns } = await db.query(`from (${rows}) limit 0`);
  const names = columns.map(({ name }) => identifier(name)).sort();
  const text = `{${names.map((name) => `${name}: ${name}`).join(', ')}}::varchar`;
  const [found] = await db.rows<{ checksum: string }>(
    `select coalesce(sum(('0x' || left(sha256(${text}), 15))::bigint), 0)::varchar as checksum
     from (${rows})`,
  );
  return found?.checksum ?? '';
}

/**
 * Writes rows of sections, in order, as a file of partial sums with what it says of itself. A file
 * that does not travel is sooner written with lz4.
 */
export async function copyPartials(
  db: Database,
  path: string,
  rows: string,
  head: PartialHead & Readonly<Record<string, string>>,
  compression: 'zstd' | 'lz4' = 'zstd',
): Promise<void> {
  const said = Object.entries({ flaretally: 'partial sums of logs', ...head });
  const named = said.map(([key, value]) => `${literal(key)}: ${literal(value)}`).join(', ');
  await db.run(
    `copy (${rows}) to ${written(path)} (format parquet, compression ${compression},
       row_group_size ${ROW_GROUP}, kv_metadata {${named}})`,
  );
}

/** What a file of partial sums says of itself; a key without a value is missing. */
export async function partialHead(db: Database, path: string): Promise<Partial<PartialHead>> {
  const rows = await db.rows<{ key: string; value: string }>(
    `select decode(key) as key, decode(value) as value from parquet_kv_metadata(${exactly(path)})`,
  );
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}

/** SQL that reads one section of a file of partial sums. */
export function sectionSql(path: string, section: string): string {
  return `${allRows(path)}
    where ${SECTION} = ${literal(section)}`;
}

/** SQL that reads the islands of a file, which has one a row. */
export function islandsSql(path: string): string {
  return `select * exclude (starts_ms, ends_ms) replace (starts_ms as hour_ms),
      [0::bigint] as starts, [ends_ms - starts_ms] as lengths
    from (${sectionSql(path, 'islands')})`;
}

function allRows(path: string): string {
  return `select * from read_parquet(${exactly(path)}, hive_partitioning = false)`;
}
