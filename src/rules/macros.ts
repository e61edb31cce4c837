import { usageError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { tablesRead } from './syntax.ts';

const MACRO = /^create\s+(?:or\s+replace\s+)?macro\s+(\w+)\s*\([^)]*\)\s+as\s+([\s\S]+)$/i;

/**
 * Creates the macros of `macros*.sql` after checking that all are scalar and read nothing.
 * Otherwise a rule could read through a macro what its layer may not.
 * @throws FlaretallyError E_RULE_SHAPE, E_RULE_READS
 */
export async function createMacros(db: Database, text: string): Promise<void> {
  const macros = macrosIn(text);
  for (const { name, select } of macros) {
    const tree = await tablesRead(db, select);
    if (tree.error) throw shape(`the macro ${name} is no expression: ${tree.error}`);
    const [read] = [...tree.tables, ...tree.functions];
    if (read !== undefined) throw reads(`the macro ${name} reads ${read}`);
  }
  for (const { statement } of macros) await db.run(statement);
}

/** Each macro with its body as a SELECT. @throws FlaretallyError E_RULE_SHAPE */
export function macrosIn(text: string): { statement: string; name: string; select: string }[] {
  return statementsOf(text).map((statement) => {
    const [, name = '', body = ''] = MACRO.exec(statement) ?? [];
    if (!name || /^table\b/i.test(body)) throw shape('it holds a statement that makes no macro');
    return { statement, name, select: `select ${body}` };
  });
}

/** Statements without the comments above them. No text in a macro contains a semicolon. */
function statementsOf(text: string): string[] {
  const code = text.replace(/^\s*--.*$/gm, '');
  return code
    .split(';')
    .map((statement) => statement.trim())
    .filter(Boolean);
}

function shape(why: string) {
  const fix = 'macros.sql is a list of "create or replace macro name(...) as expression"';
  return usageError('E_RULE_SHAPE', `macros.sql: ${why}`, fix);
}

function reads(why: string) {
  const fix = 'macros are scalar and read no table; read it in the rule';
  return usageError('E_RULE_READS', `macros.sql: ${why}`, fix);
}
