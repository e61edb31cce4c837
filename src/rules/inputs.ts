import { usageError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { knownReads } from './known-reads.ts';
import { whyForbidden } from './layers.ts';
import type { Rule } from './rule-file.ts';
import { READING_FUNCTIONS, tablesRead } from './syntax.ts';

const RELATION = /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/;

/**
 * The relations that a rule reads, from the text of its file; nothing of it has run yet. Inputs of
 * a bundled rule that the database remembers are not parsed again.
 * @throws FlaretallyError E_RULE_SHAPE, E_RULE_READS when the file breaks the rules of the layers
 */
export async function inputsOf(db: Database, rule: Rule): Promise<string[]> {
  const known = rule.isReplaced ? undefined : await knownReads(db, rule.sql);
  return known ?? parsedInputs(db, rule);
}

async function parsedInputs(db: Database, rule: Rule): Promise<string[]> {
  const { error, statements, tables, functions } = await tablesRead(db, rule.sql);
  if (error) throw shape(rule, error.replace(/ to json!$/, ''));
  if (statements !== 1) throw shape(rule, 'it is not exactly one statement');
  const [stranger] = functions;
  if (stranger) {
    const noun = READING_FUNCTIONS.includes(stranger) ? 'function' : 'table function';
    throw reads(rule, `it calls the ${noun} ${stranger}, which reads from outside`);
  }
  for (const table of tables) {
    const why = whyNoRelation(table) ?? whyForbidden(rule.layer, table);
    if (why) throw reads(rule, why);
  }
  const [first] = tables;
  if (first && rule.header.kind === 'declaration')
    throw reads(rule, `a declaration is filled from files and reads nothing, not even ${first}`);
  return tables;
}

function whyNoRelation(table: string): string | undefined {
  if (RELATION.test(table)) return undefined;
  const isName = /^[a-z][a-z0-9_]*$/.test(table);
  if (isName) return `${table} has no schema, and is no CTE at the place where it is read`;
  return `"${table}" is no relation: rules read layer.name, neither files nor other databases`;
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
