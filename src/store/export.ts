import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { identifier, literal } from './quote.ts';

/** Characters that start a formula in a spreadsheet, and what is a figure all the same. */
const FORMULA = '^[=+\\-@\\t\\r\\n\\x{ff0b}\\x{ff0d}\\x{ff1d}\\x{ff20}]';
const FIGURE = '^-?\\$?\\d[\\d,]*(\\.\\d+)?( ?%)?$';

const OPTIONS = {
  parquet: 'format parquet, compression zstd',
  csv: `format csv, header true, delimiter ',', quote '"', escape '"'`,
} as const;

/**
 * Writes a temporary table to files, of any number of rows: DuckDB writes them, in the folder for
 * data that does not fit in memory, the only one that it may open. Call `drop` when they are moved.
 */
export async function openExports(db: Database) {
  const [{ folder = '' } = {}] = await db.rows<{ folder: string }>(
    `select current_setting('temp_directory') as folder`,
  );
  const own = join(folder, randomUUID());
  mkdirSync(own, { recursive: true });
  return {
    /** Decimals keep their digits, times are UTC. The path of the file. */
    async parquet(table: string): Promise<string> {
      return copy(db, `from ${identifier(table)}`, join(own, `${table}.parquet`), OPTIONS.parquet);
    },
    /** Times as `2026-10-04T00:00:00Z`. Text that would run as a formula is quoted unless raw. */
    async csv(table: string, isRaw: boolean): Promise<string> {
      const { columns } = await db.query(`from ${identifier(table)} limit 0`);
      const select = columns.map(
        ({ name, type }) => `${field(name, type, isRaw)} as ${identifier(name)}`,
      );
      const sql = `select ${select.join(', ')} from ${identifier(table)}`;
      return copy(db, sql, join(own, `${table}.csv`), OPTIONS.csv);
    },
    drop(): void {
      rmSync(own, { recursive: true, force: true });
    },
  };
}

async function copy(db: Database, sql: string, path: string, options: string): Promise<string> {
  await db.run(`copy (${sql}) to ${literal(path)} (${options})`);
  return path;
}

function field(name: string, type: string, isRaw: boolean): string {
  const column = identifier(name);
  if (type.startsWith('TIMESTAMP')) return `strftime(${column}, '%Y-%m-%dT%H:%M:%SZ')`;
  if (type !== 'VARCHAR' || isRaw) return column;
  const isFormula = `regexp_matches(${column}, ${literal(FORMULA)})`;
  const isFigure = `regexp_matches(${column}, ${literal(FIGURE)})`;
  return `if(${isFormula} and not ${isFigure}, '''' || ${column}, ${column})`;
}
