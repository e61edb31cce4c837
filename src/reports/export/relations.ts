import { usageError } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import { BENEATH } from '../../store/overlay.ts';
import { closest } from '../../words/suggest.ts';
import { ALL_LAYERS, type Choice, isChosen, LAYERS } from './choice.ts';

/** A table or view of the database, with what people wrote about it. */
export interface Relation {
  schema: string;
  /** `usage.meters` */
  name: string;
  says: string | null;
  columns: readonly RelationColumn[];
  /** The columns of which no two rows have the same values; not known of a rule of `--queries`. */
  grain?: readonly string[];
}

export interface RelationColumn {
  name: string;
  type: string;
  says: string | null;
}

/**
 * The relations to export, by name.
 * @param absent those that only a command of their own computes: a file without rows would say
 *   that nothing comes
 * @throws FlaretallyError E_EXPORT_UNKNOWN for a name that is neither a layer nor a relation
 */
export async function relationsOf(
  db: Database,
  choice: Choice,
  absent: readonly string[],
): Promise<readonly Relation[]> {
  const { headers, only = LAYERS } = choice;
  const all = (await readRelations(db)).filter(({ name }) => !absent.includes(name));
  for (const name of only) {
    if (ALL_LAYERS.includes(name) || all.some((relation) => relation.name === name)) continue;
    const near = closest(name, [...ALL_LAYERS, ...all.map((relation) => relation.name)]);
    const what = `${name} is neither a layer nor a relation that can be exported`;
    const fix = near ? `did you mean ${near}?` : `the layers are ${ALL_LAYERS.join(', ')}`;
    throw usageError('E_EXPORT_UNKNOWN', what, fix);
  }
  return all
    .filter(({ name }) => isChosen(name, choice))
    .map((relation) => ({ ...relation, grain: headers.get(relation.name)?.grain ?? [] }));
}

/** All of the published database; where some were computed in memory, they mean the same. */
async function readRelations(db: Database): Promise<readonly Relation[]> {
  const rows = await db.rows<Relation>(
    `with published as (
       select coalesce(max(database_name) filter (where database_name = $2), current_database())
         as catalog
       from duckdb_databases()
     ),
     relations as (
       select database_name, schema_name, view_name as name, comment from duckdb_views()
       where not internal
       union all
       select database_name, schema_name, table_name, comment from duckdb_tables()
       where not internal
     )
     select r.schema_name as schema, r.schema_name || '.' || r.name as name, r.comment as says,
       list({'name': c.column_name, 'type': c.data_type, 'says': c.comment} order by column_index)
         as columns
     from relations as r
     join published as p on p.catalog = r.database_name
     join duckdb_columns() as c on c.database_name = r.database_name
       and c.schema_name = r.schema_name and c.table_name = r.name
     where list_contains(string_split($1, ','), r.schema_name)
     group by all
     order by name`,
    [ALL_LAYERS.join(','), BENEATH],
  );
  return rows;
}
