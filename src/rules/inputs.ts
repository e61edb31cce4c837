import { usageError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { whyForbidden } from './layers.ts';
import type { Rule } from './rule-file.ts';
import { tablesRead } from './syntax.ts';

/**
 * The relations that a rule reads.
 * @throws FlaretallyError E_RULE_SHAPE, E_RULE_READS when the file breaks a law of the layers
 */
export async function inputsOf(db: Database, rule: Rule): Promise<string[]> {
  const { error, statements, tables, functions } = await tablesRead(db, rule.sql);
  if (error) throw shape(rule, error.replace(/ to json!$/, ''));
  if (statements !== 1) throw shape(rule, 'it is not exactly one statement');
  const [stranger] = functions;
  if (stranger)
    throw reads(rule, `it calls the table function ${stranger}, which reads from outside`);
  for (const table of tables) {
    const why = table.includes('.') ? whyForbidden(rule.layer, table) : `${table} has no schema`;
    if (why) throw reads(rule, why);
  }
  return tables;
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
