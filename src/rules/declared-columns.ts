import { usageError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import type { Rule } from './rule-file.ts';

/** The SELECT of a rule in parentheses, on lines of its own because it may end in a comment. */
export function bodyOf({ sql }: Rule): string {
  return `(${sql.replace(/;\s*$/, '')}\n)`;
}

/** Names and types of a declaration's columns. Nothing of it is computed. */
export async function columnsDeclared(db: Database, rule: Rule) {
  return (await db.query(`select * from ${bodyOf(rule)} limit 0`)).columns;
}

const PLAIN_NAME = /^[a-z_][a-z0-9_]*$/i;
const PLAIN_TYPE = /^[A-Z][A-Z0-9_ ]*(\(\d+, ?\d+\))?(\[\d*\])*$/;

/**
 * Requires plain column names and types: they become part of the statements that fill the table.
 * @throws FlaretallyError E_RULE_SHAPE naming the first that could not
 */
export async function requirePlainColumns(db: Database, rule: Rule): Promise<void> {
  const columns = await columnsDeclared(db, rule);
  const odd = columns.find(({ name, type }) => !PLAIN_NAME.test(name) || !PLAIN_TYPE.test(type));
  if (!odd) return;
  throw usageError(
    'E_RULE_SHAPE',
    `${rule.path}: its column ${odd.name} of type ${odd.type} cannot be filled`,
    'a declaration has columns in snake_case, of numbers, texts, dates, or lists of them',
  );
}
