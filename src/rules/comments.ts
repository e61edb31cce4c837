import type { Database } from '../store/database.ts';
import { identifier, literal } from '../store/quote.ts';
import { type Meanings, meaningOf, meaningText } from './column-meanings.ts';
import type { Rule } from './rule-file.ts';

/**
 * Writes the sentences of relations and what their columns mean into the database, where people
 * find them in `duckdb_tables()` and `duckdb_columns()`. All columns are asked for at once: to bind
 * a view for its columns takes as long as to create it.
 * @param glossary what columns mean; without it only the sentences are written
 */
export async function comment(
  db: Database,
  rules: readonly Rule[],
  glossary?: Meanings,
): Promise<void> {
  if (rules.length === 0) return;
  const columns = glossary ? await columnsIn(db) : undefined;
  const statements = rules.flatMap((rule) => {
    const { relation, header } = rule;
    const kind = header.kind === 'view' ? 'view' : 'table';
    const own = columns?.get(relation) ?? [];
    return [
      `comment on ${kind} ${relation} is ${literal(header.says)};`,
      ...own.flatMap((name) => {
        const meaning = meaningOf(glossary ?? {}, rule, name);
        if (meaning === undefined) return [];
        const column = `${relation}.${identifier(name)}`;
        return [`comment on column ${column} is ${literal(meaningText(meaning))};`];
      }),
    ];
  });
  await db.run(statements.join('\n'));
}

/** The columns of all relations in the database, in order. */
async function columnsIn(db: Database): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db.rows<{ relation: string; columns: string[] }>(
    `select schema_name || '.' || table_name as relation,
       list(column_name order by column_index) as columns
     from duckdb_columns()
     where database_name = current_database() and not internal
     group by all`,
  );
  return new Map(rows.map(({ relation, columns }) => [relation, columns]));
}
