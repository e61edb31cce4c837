import type { Database } from '../store/database.ts';
import { knownReads } from './known-reads.ts';

type Node = { [key: string]: unknown };

/** What a statement reads, by DuckDB's own syntax tree. */
export interface Reads {
  /** Why it is no SELECT that DuckDB can parse. */
  error?: string;
  statements: number;
  /** `schema.name`, or the name alone; CTEs of the statement left out. */
  tables: string[];
  /** Table functions but those that read nothing but their arguments. */
  functions: string[];
}

/** Table functions that read nothing but their arguments. */
const PURE_TABLE_FUNCTIONS = new Set(['unnest', 'range', 'generate_series']);

/** What was read once need not be parsed again: the same text reads the same. */
const parsed = new Map<string, Reads>();

/** The tables and table functions of a SELECT (DuckDB's `getTableNames` misses joins). */
export async function tablesRead(db: Database, select: string): Promise<Reads> {
  const known = parsed.get(select) ?? knownReads(select) ?? (await parse(db, select));
  parsed.set(select, known);
  return known;
}

/** Asks DuckDB's parser, whatever is known. */
export async function parse(db: Database, select: string): Promise<Reads> {
  const [row] = await db.rows<{ tree: string }>(
    'select json_serialize_sql($1::varchar, skip_null := true, skip_empty := true) as tree',
    [select.replace(/;\s*$/, '')],
  );
  const tree = JSON.parse(row?.tree ?? '{}') as Node & { statements?: Node[] };
  const found = {
    tables: new Set<string>(),
    ctes: new Set<string>(),
    functions: new Set<string>(),
  };
  walk(tree, found);
  return {
    ...(tree.error ? { error: String(tree.error_message ?? 'it is not a SELECT') } : {}),
    statements: tree.statements?.length ?? 0,
    tables: [...found.tables].filter((name) => !found.ctes.has(name)).sort(),
    functions: [...found.functions].filter((name) => !PURE_TABLE_FUNCTIONS.has(name)),
  };
}

interface Found {
  tables: Set<string>;
  ctes: Set<string>;
  functions: Set<string>;
}

function walk(node: unknown, found: Found): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, found);
  } else if (node !== null && typeof node === 'object') {
    const fields = node as Node;
    if (fields.type === 'BASE_TABLE') {
      found.tables.add([fields.schema_name, fields.table_name].filter(Boolean).join('.'));
    } else if (fields.type === 'TABLE_FUNCTION') {
      found.functions.add(String((fields.function as Node | undefined)?.function_name));
    } else if (fields.type === 'SHOW_REF') {
      found.functions.add('show');
    }
    const ctes = (fields.cte_map as Node | undefined)?.map;
    if (Array.isArray(ctes)) for (const cte of ctes) found.ctes.add(String((cte as Node).key));
    for (const value of Object.values(fields)) walk(value, found);
  }
}
