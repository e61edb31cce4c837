import { type Field, queryOf, rowsOf } from './dialect.ts';

/** The names of a query that a table with such columns would read in another way. */
export type Rename = (sql: string) => string;

/** Queries that give names to expressions over columns of the table. */
const QUERIES = ['events', 'hours', 'islands'] as const;

/** A text in quotes and a place to fill, in which nothing is a name; else a word. */
const WORD = /'(?:[^'\\]|\\.)*'|\{\w+\}|\b\w+\b/g;

/**
 * Gives each name that is a column of the table too another one. ClickHouse takes such a name for
 * the expression in a condition on the column, and for the column in another expression.
 * @param columns names of the table's columns
 */
export function renaming(columns: Iterable<string>): Rename {
  const taken = new Set(columns);
  const fields = rowsOf<Field>('fields');
  const texts = [...QUERIES.map(queryOf), ...fields.map(({ from_json }) => from_json)];
  const given = [...fields.map(({ alias }) => alias), ...texts.flatMap(namesIn)];
  const others = new Map(
    given.filter((name) => taken.has(name)).map((name) => [name, free(name, taken)]),
  );
  return (sql) => sql.replace(WORD, (word) => others.get(word) ?? word);
}

/** The names that a query gives, without the types of `CAST(... AS Array(...))`. */
function namesIn(sql: string): string[] {
  return [...sql.matchAll(/\bAS (\w+)\b(?!\()/g)].map(([, name = '']) => name);
}

function free(name: string, taken: ReadonlySet<string>): string {
  const other = `${name}_`;
  return taken.has(other) ? free(other, taken) : other;
}
