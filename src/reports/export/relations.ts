import { usageError } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import { closest } from '../../words/suggest.ts';

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

/** What the header of a rule says of its relation. */
export interface RelationHeader {
  grain: readonly string[];
  isOnRequest: boolean;
}

export interface RelationColumn {
  name: string;
  type: string;
  says: string | null;
}

/** Layers that an export has unless others are named: what bills and reports are made of. */
const LAYERS = ['usage', 'rating', 'allocation', 'reconcile', 'report'];

/** Layers that can be exported. What `raw` and `staging` hold is in the files that were loaded. */
const ALL_LAYERS = ['ref', 'params', 'logs', 'usage', 'rating', 'allocation', 'reconcile'].concat([
  'variance',
  'findings',
  'report',
]);

/**
 * The relations to export, by name.
 * @param headers what the rules say of their relations
 * @param only names of layers or of relations; without them the layers from usage to report.
 *   Views that cost much to read (`checked: when named`) are there when they are named themselves.
 * @throws FlaretallyError E_EXPORT_UNKNOWN for a name that is neither
 */
export async function relationsOf(
  db: Database,
  headers: ReadonlyMap<string, RelationHeader>,
  only: readonly string[] = LAYERS,
): Promise<readonly Relation[]> {
  const all = await readRelations(db);
  for (const name of only) {
    if (ALL_LAYERS.includes(name) || all.some((relation) => relation.name === name)) continue;
    const near = closest(name, [...ALL_LAYERS, ...all.map((relation) => relation.name)]);
    const what = `${name} is neither a layer nor a relation that can be exported`;
    const fix = near ? `did you mean ${near}?` : `the layers are ${ALL_LAYERS.join(', ')}`;
    throw usageError('E_EXPORT_UNKNOWN', what, fix);
  }
  return all
    .filter(
      ({ schema, name }) =>
        only.includes(name) || (only.includes(schema) && headers.get(name)?.isOnRequest !== true),
    )
    .map((relation) => ({ ...relation, grain: headers.get(relation.name)?.grain ?? [] }));
}

/** Inputs of what is computed only when a command asks: forecasts, corrections of tenants. */
const ASKED = '\\b(foresight|params\\.(as_of|tenant_corrections))\\b';

/** All but what reads such inputs: a file without rows would say that nothing comes or moved. */
async function readRelations(db: Database): Promise<readonly Relation[]> {
  const rows = await db.rows<Relation>(
    `with relations as (
       select schema_name, view_name as name, comment from duckdb_views()
       where not internal and not regexp_matches(sql, '${ASKED}')
       union all
       select schema_name, table_name, comment from duckdb_tables() where not internal
     )
     select r.schema_name as schema, r.schema_name || '.' || r.name as name, r.comment as says,
       list({'name': c.column_name, 'type': c.data_type, 'says': c.comment} order by column_index)
         as columns
     from relations as r
     join duckdb_columns() as c on c.schema_name = r.schema_name and c.table_name = r.name
     where list_contains(string_split($1, ','), r.schema_name)
     group by all
     order by name`,
    [ALL_LAYERS.join(',')],
  );
  return rows;
}
