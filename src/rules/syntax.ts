import type { Database } from '../store/database.ts';

type Node = { [key: string]: unknown };

/** What a statement reads, according to DuckDB's syntax tree. */
export interface Reads {
  /** Why DuckDB cannot parse it as a SELECT. */
  error?: string;
  statements: number;
  /**
   * Names as DuckDB resolves them: `schema.name` in lower case, with the catalog if one is named,
   * or a name alone that is not a CTE at that place.
   */
  tables: string[];
  /** Functions that read something besides their arguments. */
  functions: string[];
}

/** Table functions that read nothing but their arguments. */
const PURE_TABLE_FUNCTIONS = ['unnest', 'range', 'generate_series'];

/** Functions in an expression that read something besides their arguments. */
export const READING_FUNCTIONS = [
  ...['getvariable', 'getenv', 'current_setting', 'nextval', 'currval', 'write_log'],
  ...['json_serialize_plan', 'json_execute_serialized_sql', 'query', 'query_table'],
];

/** A cache: the same text always reads the same relations. */
const parsed = new Map<string, Reads>();

/** The tables and functions that a SELECT reads from (DuckDB's `getTableNames` misses joins). */
export async function tablesRead(db: Database, select: string): Promise<Reads> {
  const known = parsed.get(select) ?? (await parse(db, select));
  parsed.set(select, known);
  return known;
}

async function parse(db: Database, select: string): Promise<Reads> {
  const [row] = await db.rows<{ tree: string }>(
    'select json_serialize_sql($1::varchar, skip_null := true, skip_empty := true) as tree',
    [select.replace(/;\s*$/, '')],
  );
  const tree = JSON.parse(row?.tree ?? '{"error": true}') as Node & { statements?: Node[] };
  const found: Found = { tables: new Set(), functions: new Set() };
  walk(tree.statements, new Set(), found);
  return {
    ...(tree.error ? { error: String(tree.error_message ?? 'it is not a SELECT') } : {}),
    statements: tree.statements?.length ?? 0,
    tables: [...found.tables].sort(),
    functions: [...found.functions].sort(),
  };
}

interface Found {
  tables: Set<string>;
  functions: Set<string>;
}

/** @param ctes names that stand for a CTE here: a CTE is seen below and after itself only */
function walk(node: unknown, ctes: ReadonlySet<string>, found: Found): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, ctes, found);
  } else if (node !== null && typeof node === 'object') {
    const fields = node as Node;
    note(fields, ctes, found);
    const own = (fields.cte_map as { map?: CteEntry[] } | undefined)?.map;
    const scope = Array.isArray(own) ? walkCtes(own, ctes, found) : ctes;
    const { cte_map: _, ...rest } = fields;
    for (const value of Object.values(rest)) walk(value, scope, found);
  }
}

interface CteEntry {
  key: string;
  value: { query?: { node?: Node } };
}

/** Visits CTEs in their order and returns the names that are visible after them. */
function walkCtes(entries: readonly CteEntry[], ctes: ReadonlySet<string>, found: Found) {
  const scope = new Set(ctes);
  for (const { key, value } of entries) {
    const isRecursive = value.query?.node?.type === 'RECURSIVE_CTE_NODE';
    if (isRecursive) scope.add(lower(key));
    walk(value, new Set(scope), found);
    scope.add(lower(key));
  }
  return scope;
}

function note(fields: Node, ctes: ReadonlySet<string>, found: Found): void {
  const { type } = fields;
  if (type === 'BASE_TABLE') {
    const name = nameOf(fields.catalog_name, fields.schema_name, fields.table_name);
    const isCte = !fields.schema_name && !fields.catalog_name && ctes.has(name);
    if (!isCte) found.tables.add(name);
  } else if (type === 'TABLE_FUNCTION') {
    const call = fields.function as Node | undefined;
    const name = nameOf(call?.catalog, call?.schema, call?.function_name);
    if (!PURE_TABLE_FUNCTIONS.includes(name)) found.functions.add(name);
  } else if (type === 'SHOW_REF') {
    found.functions.add('show');
  } else if (fields.class === 'FUNCTION') {
    const name = lower(String(fields.function_name));
    if (READING_FUNCTIONS.includes(name)) found.functions.add(name);
  }
}

function nameOf(...parts: unknown[]): string {
  return lower(parts.filter(Boolean).join('.'));
}

/** A name as DuckDB compares it: only ASCII letters are made lower case. */
function lower(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
