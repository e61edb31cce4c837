import { FlaretallyError, usageError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import type { Layer } from './layers.ts';
import type { Rule } from './rule-file.ts';

/** Layers that compute money or what money is computed from. They may not use floating point. */
const EXACT_LAYERS: readonly Layer[] = [
  ...(['logs', 'usage', 'rating', 'allocation', 'reconcile'] as const),
  ...(['variance', 'findings', 'foresight', 'report'] as const),
];

/**
 * The expressions of type DOUBLE or FLOAT in the bound plan of a SELECT. The plan includes views,
 * macros and casts: `(x / 2)::decimal` is found although its column is a decimal. Pass the text of
 * a rule, because the plan of a computed table shows only its columns.
 */
export async function doublesIn(db: Database, select: string): Promise<string[]> {
  const [row] = await db.rows<{ plan: string }>(
    'select json_serialize_plan($1::varchar, skip_null := true, skip_empty := true) as plan',
    [select.replace(/;\s*$/, '')],
  );
  const plan = JSON.parse(row?.plan ?? '{"error":true}') as {
    error?: boolean;
    error_message?: string;
  };
  if (plan.error) throw noPlan(plan.error_message);
  const found = new Set<string>();
  walk(plan, found);
  return [...found];
}

/** A relation or a column that the text reads does not exist. */
function noPlan(message: string | undefined): FlaretallyError {
  return new FlaretallyError({
    code: 'E_SQL',
    what: 'the rule does not fit the database, which other rules or another version may have built',
    ...(message === undefined ? {} : { why: message.split('\n', 1)[0] ?? message }),
    fix: 'flaretally reconcile builds it again, by these',
  });
}

/**
 * @throws FlaretallyError E_RULE_DOUBLE when a rule of the exact layers counts in floating point
 */
export async function refuseDoubles(db: Database, rule: Rule): Promise<void> {
  if (!EXACT_LAYERS.includes(rule.layer)) return;
  const [first] = await doublesIn(db, rule.sql);
  if (first === undefined) return;
  throw usageError(
    'E_RULE_DOUBLE',
    `${rule.path} counts in floating point: ${first}`,
    'on DECIMAL, "/", "//" and avg give DOUBLE: count in whole numbers, see queries/macros.sql',
  );
}

function walk(node: unknown, found: Set<string>): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, found);
  } else if (node !== null && typeof node === 'object') {
    const fields = node as Record<string, unknown>;
    const type = (fields.return_type as { id?: string } | undefined)?.id;
    if (type === 'DOUBLE' || type === 'FLOAT') {
      found.add(String(fields.alias ?? fields.name ?? fields.type ?? 'an expression'));
    }
    for (const value of Object.values(fields)) walk(value, found);
  }
}
