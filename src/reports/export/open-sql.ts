import { identifier, literal } from '../../store/quote.ts';
import type { Relation } from './relations.ts';

const HEAD = `-- The relations of a Flaretally database, as views on the files beside this one.
-- Run it in this folder: duckdb -init open.sql
`;

/** SQL for DuckDB that gives the files back their names, with what the columns mean. */
export function openSql(relations: readonly Relation[]): string {
  const schemas = [...new Set(relations.map(({ schema }) => schema))];
  return [
    HEAD,
    ...schemas.map((schema) => `create schema if not exists ${identifier(schema)};\n`),
    ...relations.map(viewOf),
  ].join('');
}

/** The name of the file of a relation. */
export function fileOfRelation({ name }: Pick<Relation, 'name'>): string {
  return `${name}.parquet`;
}

function viewOf(relation: Relation): string {
  const { name, says, columns } = relation;
  const quoted = name.split('.').map(identifier).join('.');
  const file = literal(fileOfRelation(relation));
  const comment = (of: string, text: string | null) =>
    text === null ? '' : `comment on ${of} is ${literal(text)};\n`;
  return [
    `\ncreate or replace view ${quoted} as from read_parquet(${file});\n`,
    comment(`view ${quoted}`, says),
    ...columns.map((column) => comment(`column ${quoted}.${identifier(column.name)}`, column.says)),
  ].join('');
}
