import { type ExportForm, readAgain } from '../../store/export-forms.ts';
import { identifier, literal } from '../../store/quote.ts';
import type { Relation } from './relations.ts';

const HEAD = `-- The relations of a Flaretally database, as views on the files beside this one.
-- Run it in this folder: duckdb -init open.sql
`;

/** SQL for DuckDB that gives the files back their names, with what the columns mean. */
export function openSql(relations: readonly Relation[], form: ExportForm): string {
  const schemas = [...new Set(relations.map(({ schema }) => schema))];
  return [
    HEAD,
    ...schemas.map((schema) => `create schema if not exists ${identifier(schema)};\n`),
    ...relations.map((relation) => viewOf(relation, form)),
  ].join('');
}

/** The name of the file of a relation. */
export function fileOfRelation({ name }: Pick<Relation, 'name'>, form: ExportForm): string {
  return `${name}.${form}`;
}

function viewOf(relation: Relation, form: ExportForm): string {
  const { name, says, columns } = relation;
  const quoted = name.split('.').map(identifier).join('.');
  const read = readAgain(fileOfRelation(relation, form), form, columns);
  const comment = (of: string, text: string | null) =>
    text === null ? '' : `comment on ${of} is ${literal(text)};\n`;
  return [
    `\ncreate or replace view ${quoted} as from ${read};\n`,
    comment(`view ${quoted}`, says),
    ...columns.map((column) => comment(`column ${quoted}.${identifier(column.name)}`, column.says)),
  ].join('');
}
