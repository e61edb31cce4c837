import { columnsWithMeaning, suggestionsFor } from '../../store/named-relations.ts';
import { DOT_NAMES } from './names.ts';
import { MODES, relationsOf, type Session } from './session.ts';

type Found = [string[], string];

/**
 * What may stand in the place of the word before the cursor. DuckDB suggests; it knows no schema
 * of a relation, so relations are given by their full name.
 * @param before lines of the statement that were typed already
 */
export async function complete(session: Session, before: string, line: string): Promise<Found> {
  if (before === '' && line.startsWith('.')) return completeDot(session, line);
  const text = before + line;
  const word = /[\p{L}\p{N}_.]*$/u.exec(text)?.[0] ?? '';
  const relations = await relationsOf(session);
  const inSchema = relations.filter(({ name }) => name.includes('.') && beginsWith(name, word));
  if (word.includes('.') && inSchema.length > 0) return [namesOf(inSchema), word];

  const found = await suggestionsFor(session.open.db, text);
  const typed = Buffer.from(text)
    .subarray(found[0]?.start ?? 0)
    .toString();
  const near = found.filter(({ suggestion }) => beginsWith(suggestion, typed));
  const isNamingRelation = !found.some(({ kind }) => /^(column|scalar_function)$/.test(kind));
  if (isNamingRelation && near.some(({ kind }) => /^(table|schema)$/.test(kind))) {
    const schemas = near.filter(({ kind }) => kind === 'schema').map((one) => one.suggestion);
    if (typed !== '' && schemas.length > 0) return [schemas, typed];
    const bare = near.filter(({ kind }) => kind === 'table').map((one) => one.suggestion);
    return [namesOf(relations.filter(({ name }) => bare.includes(bareName(name)))), typed];
  }
  const rest = near.filter(({ kind }) => kind !== 'table' && kind !== 'schema');
  const columns = await columnsNamed(session, text);
  const fitting = rest.filter((one) => one.kind !== 'column' || columns?.has(one.suggestion));
  const kept = columns !== undefined && fitting.length > 0 ? fitting : rest;
  return [[...new Set(kept.map(({ suggestion }) => suggestion))], typed];
}

/** Columns of the relations that the text names; undefined if it names none. */
async function columnsNamed(session: Session, text: string): Promise<Set<string> | undefined> {
  const named = (await relationsOf(session)).filter(({ name }) => hasWord(text, name));
  if (named.length === 0) return undefined;
  const all = await Promise.all(named.map(({ name }) => columnsWithMeaning(session.open.db, name)));
  return new Set(all.flatMap(({ rows }) => rows.map(({ column }) => String(column))));
}

function hasWord(text: string, name: string): boolean {
  const at = text.indexOf(name);
  return at >= 0 && !/[\w.]/.test(text[at - 1] ?? ' ') && !/\w/.test(text[at + name.length] ?? ' ');
}

async function completeDot(session: Session, line: string): Promise<Found> {
  const [, command = '', word] = /^\.(\w*)(?:\s+(.*))?$/.exec(line) ?? [];
  if (word === undefined) {
    const names = DOT_NAMES.map((name) => `.${name} `);
    return [names.filter((name) => name.startsWith(line)), line];
  }
  const choices: Readonly<Record<string, () => readonly string[] | Promise<readonly string[]>>> = {
    mode: () => MODES,
    timer: () => ['on', 'off'],
    help: () => DOT_NAMES,
    schema: async () => namesOf(await relationsOf(session)),
    tables: async () => namesOf(await relationsOf(session)),
  };
  const found = (await choices[command]?.()) ?? [];
  return [found.filter((choice) => beginsWith(choice, word)), word];
}

function beginsWith(text: string, start: string): boolean {
  return text.toLowerCase().startsWith(start.toLowerCase());
}

function namesOf(relations: readonly { name: string }[]): string[] {
  return relations.map(({ name }) => name);
}

function bareName(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}
