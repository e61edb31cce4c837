import { usageError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { whyForbidden } from './layers.ts';
import type { Rule } from './rule-file.ts';

/** Table functions that read nothing but their arguments. */
const PURE_TABLE_FUNCTIONS = new Set(['unnest', 'range', 'generate_series']);

type Node = { [key: string]: unknown };

/**
 * The relations that a rule reads, from DuckDB's own syntax tree (its `getTableNames` misses joins).
 * @throws FlaretallyError E_RULE_SHAPE, E_RULE_READS when the file breaks a law of the layers
 */
export async function inputsOf(db: Database, rule: Rule): Promise<string[]> {
  const body = rule.sql.replace(/;\s*$/, '');
  const [row] = await db.rows<{ tree: string }>(
    'select json_serialize_sql($1::varchar, skip_null := true, skip_empty := true) as tree',
    [body],
  );
  const tree = JSON.parse(row?.tree ?? '{}') as Node & { statements?: Node[] };
  if (tree.error) throw shape(rule, String(tree.error_message ?? 'it is not a SELECT'));
  if (tree.statements?.length !== 1) throw shape(rule, 'it is not exactly one statement');
  const found: Found = { tables: [], ctes: new Set(), functions: [] };
  walk(tree, found);
  return checked(rule, found);
}

interface Found {
  tables: { schema: string; name: string }[];
  ctes: Set<string>;
  functions: string[];
}

function walk(node: unknown, found: Found): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, found);
  } else if (node !== null && typeof node === 'object') {
    const fields = node as Node;
    if (fields.type === 'BASE_TABLE') {
      found.tables.push({
        schema: String(fields.schema_name ?? ''),
        name: String(fields.table_name),
      });
    } else if (fields.type === 'TABLE_FUNCTION') {
      found.functions.push(String((fields.function as Node | undefined)?.function_name));
    }
    const ctes = (fields.cte_map as Node | undefined)?.map;
    if (Array.isArray(ctes)) for (const cte of ctes) found.ctes.add(String((cte as Node).key));
    for (const value of Object.values(fields)) walk(value, found);
  }
}

function checked(rule: Rule, found: Found): string[] {
  const stranger = found.functions.find((name) => !PURE_TABLE_FUNCTIONS.has(name));
  if (stranger)
    throw reads(rule, `it calls the table function ${stranger}, which reads from outside`);
  const inputs = new Set<string>();
  for (const { schema, name } of found.tables) {
    if (schema === '' && found.ctes.has(name)) continue;
    const input = schema === '' ? name : `${schema}.${name}`;
    const why = schema === '' ? `${name} has no schema` : whyForbidden(rule.layer, input);
    if (why) throw reads(rule, why);
    inputs.add(input);
  }
  return [...inputs].sort();
}

function shape(rule: Rule, why: string) {
  return usageError('E_RULE_SHAPE', `${rule.path}: ${why}`, 'a rule file is one SELECT');
}

function reads(rule: Rule, why: string) {
  return usageError(
    'E_RULE_READS',
    `${rule.path}: ${why}`,
    'the README of the queries folder lists what each layer may read',
  );
}
