import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { EXPORT_FORMS, type ExportForm, exportedColumns } from './export-forms.ts';
import { identifier, literal } from './quote.ts';

/** Characters that start a formula in a spreadsheet, and what is a figure all the same. */
const FORMULA = '^[=+\\-@\\t\\r\\n\\x{ff0b}\\x{ff0d}\\x{ff1d}\\x{ff20}]';
const FIGURE = '^-?\\$?\\d[\\d,]*(\\.\\d+)?( ?%)?$';

interface OrderedRelation {
  name: string;
  grain?: readonly string[];
}

/**
 * Writes a temporary table to files, of any number of rows: DuckDB writes them, in the folder for
 * data that does not fit in memory, the only one that it may open. Call `drop` when they are moved.
 */
export async function openExports(db: Database) {
  const own = await ownFolder(db);
  return {
    /** Decimals keep their digits, times are UTC. The path of the file. */
    async parquet(table: string): Promise<string> {
      const path = join(own, `${table}.parquet`);
      await copyAs(db, `from ${identifier(table)}`, path, 'parquet');
      return path;
    },
    /**
     * A relation `layer.name` in one file, which the next one replaces: copy it first. Rows are in
     * the order of its grain, so that the same rows give the same bytes.
     */
    async relation(
      { name, grain }: OrderedRelation,
      form: ExportForm,
    ): Promise<{ path: string; rows: string }> {
      const path = join(own, `relation.${form}`);
      const order = grain && grain.length > 0 ? grain.map(identifier).join(', ') : 'all';
      const from = name.split('.').map(identifier).join('.');
      return { path, rows: await copyAs(db, `from ${from} order by ${order}`, path, form) };
    },
    /** Times as `2026-10-04T00:00:00Z`. Text that would run as a formula is quoted unless raw. */
    async csv(table: string, isRaw: boolean): Promise<string> {
      const { columns } = await db.query(`from ${identifier(table)} limit 0`);
      const select = columns.map(
        ({ name, type }) => `${field(name, type, isRaw)} as ${identifier(name)}`,
      );
      const sql = `select ${select.join(', ')} from ${identifier(table)}`;
      const path = join(own, `${table}.csv`);
      await copy(db, sql, path, EXPORT_FORMS.csv);
      return path;
    },
    drop(): void {
      rmSync(own, { recursive: true, force: true });
    },
  };
}

/** The rows of a SELECT as the bytes of a Parquet file. */
export async function parquetBytes(db: Database, sql: string): Promise<Uint8Array> {
  const own = await ownFolder(db);
  const path = join(own, 'rows.parquet');
  try {
    await copyAs(db, sql, path, 'parquet');
    return readFileSync(path);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

async function ownFolder(db: Database): Promise<string> {
  const [{ folder = '' } = {}] = await db.rows<{ folder: string }>(
    `select current_setting('temp_directory') as folder`,
  );
  const own = join(folder, randomUUID());
  mkdirSync(own, { recursive: true });
  return own;
}

/** Rows with all their digits. The number of rows that were written. */
async function copyAs(db: Database, sql: string, path: string, form: ExportForm): Promise<string> {
  const { columns } = await db.query(`from (${sql}) limit 0`);
  const fields = exportedColumns(columns, form);
  return copy(db, `select ${fields} from (${sql})`, path, EXPORT_FORMS[form]);
}

/** The number of rows that were written. */
async function copy(db: Database, sql: string, path: string, options: string): Promise<string> {
  const [done] = await db.rows<{ Count: string }>(`copy (${sql}) to ${literal(path)} (${options})`);
  return done?.Count ?? '0';
}

function field(name: string, type: string, isRaw: boolean): string {
  const column = identifier(name);
  if (type.startsWith('TIMESTAMP')) return `strftime(${column}, '%Y-%m-%dT%H:%M:%SZ')`;
  if (type !== 'VARCHAR' || isRaw) return column;
  const isFormula = `regexp_matches(${column}, ${literal(FORMULA)})`;
  const isFigure = `regexp_matches(${column}, ${literal(FIGURE)})`;
  return `if(${isFormula} and not ${isFigure}, '''' || ${column}, ${column})`;
}
