import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Database } from '../store/database.ts';
import { insertRows } from '../store/insert.ts';
import { PREBUILT } from './catalog.ts';
import type { ResolvedRule } from './order.ts';

/**
 * The table that remembers what the bundled rules read, by the digest of their text: DuckDB takes
 * some tenths of a second to parse them all. Whoever hands a database over could lie about what
 * another rule reads, so texts that `--queries` brings are always parsed.
 */
const READS = 'params.built_reads';

type KnownReads = ReadonlyMap<string, string[]>;

/** What stood there when a database was opened: nothing that a run reads changes it. */
const known = new WeakMap<Database, Promise<KnownReads>>();

/** The tables that a bundled SELECT is known to read, or undefined. */
export async function knownReads(db: Database, select: string): Promise<string[] | undefined> {
  const reads = known.get(db) ?? readsIn(db);
  known.set(db, reads);
  return (await reads).get(textDigest(select));
}

/** Of a database without relations: what the prebuilt one knows, for a text is a text. */
async function readsIn(db: Database): Promise<KnownReads> {
  const own = await readsOf(db);
  if (own) return own;
  prebuilt ??= readsOfPrebuilt();
  return (await prebuilt) ?? new Map();
}

let prebuilt: Promise<KnownReads | undefined> | undefined;

async function readsOfPrebuilt(): Promise<KnownReads | undefined> {
  if (!existsSync(PREBUILT)) return undefined;
  const db = await Database.open(PREBUILT, { readOnly: true }).catch(() => undefined);
  try {
    return db && (await readsOf(db));
  } finally {
    db?.close();
  }
}

async function readsOf(db: Database): Promise<KnownReads | undefined> {
  const [table] = await db.rows(
    `select 1 from duckdb_tables() where schema_name || '.' || table_name = '${READS}'`,
  );
  if (!table) return undefined;
  const rows = await db.rows<{ text: string; tables: string[] }>(`from ${READS}`);
  return new Map(rows.map(({ text, tables }) => [text, tables]));
}

/** Writes down what the bundled rules read, where it is not what stands there. */
export async function saveReads(db: Database, rules: readonly ResolvedRule[]): Promise<void> {
  const rows = rules
    .filter((rule) => !rule.isReplaced)
    .map(({ sql, inputs }) => ({ text: textDigest(sql), tables: inputs }));
  const before = await readsOf(db);
  if (before?.size === rows.length && rows.every(({ text }) => before.has(text))) return;
  await db.run(`create or replace table ${READS} (text varchar, tables varchar[])`);
  await insertRows(db, READS, rows);
}

/** Names a text in the table. */
function textDigest(select: string): string {
  return createHash('sha256').update(select).digest('hex');
}
