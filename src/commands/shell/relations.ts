import { usageError } from '../../errors.ts';
import { type Item, renderList } from '../../reports/list.ts';
import { renderTable } from '../../reports/table.ts';
import { LAYER_NAMES } from '../../rules/layers.ts';
import { columnsWithMeaning, type NamedRelation } from '../../store/named-relations.ts';
import { closest } from '../../words/suggest.ts';
import { visible } from '../../words/visible.ts';
import { page, terminalSize } from './pager.ts';
import { pickUp, relationsOf, type Session } from './session.ts';

/** `.tables`: relations in the order of their layers, then people's own. */
export async function printTables(session: Session, pattern: string): Promise<void> {
  await pickUp(session);
  const found = (await relationsOf(session)).filter(({ name }) => matches(name, pattern));
  if (found.length === 0) throw unknown(pattern, await relationsOf(session));
  const own = found.map(({ schema }) => schema);
  const schemas = [...new Set([...LAYER_NAMES.filter((name) => own.includes(name)), ...own])];
  const items = schemas.flatMap((schema) => found.filter((one) => one.schema === schema));
  page(session.io, session.lines, renderList(items.map(itemOf), terminalSize().columns));
}

/** `.schema`: a relation with its columns. */
export async function printSchema(session: Session, typed: string): Promise<void> {
  await pickUp(session);
  const relations = await relationsOf(session);
  const found = relations.find(({ name }) => name === typed);
  if (found === undefined) throw unknown(typed, relations);
  const { columns } = terminalSize();
  const head = renderList([{ head: visible(found.name), details: detailsOf(found) }], columns);
  const rows = await columnsWithMeaning(session.open.db, found.name);
  page(session.io, session.lines, `${head}\n${renderTable(rows, { columns })}`);
}

function itemOf(relation: NamedRelation): Item {
  const first = detailsOf(relation).map((says) => /^.*?\.(?=\s|$)/s.exec(says)?.[0] ?? says);
  return { head: visible(relation.name), details: first };
}

function detailsOf({ says }: NamedRelation): string[] {
  return says === null ? [] : [visible(says.replaceAll('\n', ' '))];
}

function matches(name: string, pattern: string): boolean {
  if (!pattern.includes('*')) return name.includes(pattern.toLowerCase());
  const parts = pattern.toLowerCase().split('*');
  const escaped = parts.map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`).test(name);
}

function unknown(typed: string, relations: readonly NamedRelation[]) {
  const named = relations.filter(({ name }) => name.endsWith(`.${typed}`));
  const bare = named.length > 0 ? named.map(({ name }) => name).join(' or ') : undefined;
  const near =
    bare ??
    closest(
      typed,
      relations.map(({ name }) => name),
    );
  const what = typed === '' ? '.schema needs a relation' : `there is no relation "${typed}"`;
  const fix = near === undefined ? '.tables lists them' : `did you mean ${near}?`;
  return usageError('E_RELATION_UNKNOWN', what, fix);
}
