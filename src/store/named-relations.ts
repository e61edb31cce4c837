import type { RowSet } from '../words/rows.ts';
import type { Database } from './database.ts';

/** A table or view, and what it says of itself. */
export interface NamedRelation {
  schema: string;
  /** As a statement names it: `rating.charges`, or `t` for a temporary table. */
  name: string;
  says: string | null;
}

/** All tables and views by name, temporary ones too. */
export async function namedRelations(db: Database): Promise<NamedRelation[]> {
  return db.rows<NamedRelation>(
    `with relations as (
       select database_name, schema_name, view_name as name, comment
       from duckdb_views() where not internal
       union all
       select database_name, schema_name, table_name, comment
       from duckdb_tables() where not internal
     )
     select if(database_name = 'temp', 'temp', schema_name) as schema,
       if(database_name = 'temp', name, schema_name || '.' || name) as name, comment as says
     from relations
     order by all`,
  );
}

/** Columns of a relation in their order, with type and meaning. */
export async function columnsWithMeaning(db: Database, relation: string): Promise<RowSet> {
  return db.query(
    `select column_name as column, data_type as type, comment as meaning
     from duckdb_columns()
     where not internal
       and if(database_name = 'temp', table_name, schema_name || '.' || table_name) = $1
     order by column_index`,
    [relation],
  );
}

/** What DuckDB would complete a text with. */
export interface Suggestion {
  suggestion: string;
  /** Byte of the text at which it begins. */
  start: number;
  kind: string;
}

/** Suggestions for the end of a text, the best first. */
export async function suggestionsFor(db: Database, text: string): Promise<Suggestion[]> {
  return db.rows<Suggestion>(
    `select suggestion, suggestion_start::integer as start, suggestion_type as kind
     from sql_auto_complete($1)`,
    [text],
  );
}
