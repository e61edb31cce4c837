import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Database } from '../store/database.ts';
import { insertRows } from '../store/insert.ts';
import { PREBUILT } from './catalog.ts';
import type { ResolvedRule } from './order.ts';

/**
 * The table that remembers the inputs of the bundled rules, by the digest of their text, because
 * DuckDB takes some tenths of a second to parse them all. Texts of `--queries` are always parsed: a
 * database from somebody else could state wrong inputs for them.
 */
const READS = 'params.built_reads';

type KnownReads = ReadonlyMap<string, string[]>;

/** What is known of a database when it was opened. A run does not change it. */
const known = new WeakMap<Database, Promise<KnownReads>>();

/** The content of the table, until it is written. */
const stored = new WeakMap<Database, Promise<KnownReads | undefined>>();

/** The inputs of a bundled SELECT, or undefined if they are not known. */
export async function knownReads(db: Database, select: string): Promise<string[] | undefined> {
  const reads = known.get(db) ?? readsIn(db);
  known.set(db, reads);
  return (await reads).get(textDigest(select));
}

/** For a database without relations, the inputs that the prebuilt database knows. */
async function readsIn(db: Database): Promise<KnownReads> {
  const own = await storedIn(db);
  if (own) return own;
  prebuilt ??= readsOfPrebuilt();
  return (await prebuilt) ?? new Map();
}

function storedIn(db: Database): Promise<KnownReads | undefined> {
  const reads = stored.get(db) ?? readsOf(db);
  stored.set(db, reads);
  return reads;
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

/** Stores the inputs of the bundled rules, unless they are already stored. */
export async function saveReads(db: Database, rules: readonly ResolvedRule[]): Promise<void> {
  const rows = rules
    .filter((rule) => !rule.isReplaced)
    .map(({ sql, inputs }) => ({ text: textDigest(sql), tables: inputs }));
  const before = await storedIn(db);
  if (before?.size === rows.length && rows.every(({ text }) => before.has(text))) return;
  stored.delete(db);
  await db.run(`create or replace table ${READS} (text varchar, tables varchar[])`);
  await insertRows(db, READS, rows);
}

/** The key of a text in the table. */
function textDigest(select: string): string {
  return createHash('sha256').update(select).digest('hex');
}
