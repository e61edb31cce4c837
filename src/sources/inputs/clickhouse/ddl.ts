import { type Field, filled, queryOf, quoted, quotedText, rowsOf } from './dialect.ts';

export interface DdlWishes {
  database: string;
  table: string;
  /** A cluster, for a table on all of its shards. */
  cluster?: string | undefined;
  /** Whether usage lines are columns that whoever inserts fills: for servers without JSON. */
  isPlain?: boolean | undefined;
}

/** Statements that create a good table of events, and a user who may read it. */
export function ddl({ database, table, cluster, isPlain = false }: DdlWishes): string {
  const named = (own: string) => `${quoted(database)}.${quoted(own)}`;
  const local = cluster === undefined ? table : `${table}_local`;
  const form = isPlain ? 'ddl-plain' : 'ddl';
  const user = 'flaretally';
  const password = quotedText('...');
  const made = filled(queryOf(form), { table: named(local), materialized: materialized() });
  const granted = filled(queryOf('grants'), { table: named(table), user, password });
  if (cluster === undefined) return sentences(made, granted);
  const spread = filled(queryOf(`${form}-distributed`), {
    ...{ table: named(table), local: named(local), cluster: quotedText(cluster) },
    ...{ database: quotedText(database), local_name: quotedText(local) },
  });
  const within = filled(queryOf('grants-local'), { table: named(local), user });
  return sentences(made, spread, granted, within);
}

/** Types of columns that are taken out of JSON when a record is inserted. */
const STORED = {
  whole: 'Int64',
  texts: 'Array(String)',
  wholes: 'Array(Int64)',
  counts: 'Array(Int64)',
} as const;

/** The columns that the queries would otherwise take out of JSON each time. */
function materialized(): string {
  const fields = rowsOf<Field>('fields').filter(({ from_json }) => from_json !== '');
  const json = { Event: 'Event', Logs: 'Logs', Exceptions: 'Exceptions' };
  const columns = fields.map(({ field, alias, type, from_json }) => {
    const text = filled(from_json, json);
    if (type === 'step') return `${quoted(alias)} Array(String) ALIAS ${text}`;
    return `${quoted(field)} ${STORED[type as keyof typeof STORED]} MATERIALIZED ${text}`;
  });
  return columns.join(',\n    ');
}

function sentences(...statements: readonly string[]): string {
  return `${statements.map((text) => `${text};`).join('\n\n')}\n`;
}
