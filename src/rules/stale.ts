import { usageError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { isLayer, LAYER_NAMES } from './layers.ts';
import type { ResolvedRule } from './order.ts';

interface Existing {
  schema: string;
  name: string;
  kind: 'view' | 'table';
}

/**
 * Drops what the rules once made and make no more, or make as another kind. Relations in schemas of
 * people's own are left alone. Returns what there is besides.
 * @throws FlaretallyError E_RELATION_FOREIGN: somebody made a relation in a schema of the rules
 */
export async function dropStale(
  db: Database,
  rules: readonly ResolvedRule[],
): Promise<Set<string>> {
  const wanted = new Map<string, string>(
    rules.map((rule) => [rule.relation, rule.header.kind === 'view' ? 'view' : 'table']),
  );
  wanted.set('params.built', 'table');
  const made = new Set(
    (await db.rows<{ relation: string }>('select relation from params.built')).map(
      ({ relation }) => relation,
    ),
  );
  const present = new Set<string>();
  for (const found of await existing(db)) {
    const relation = `${found.schema}.${found.name}`;
    if (wanted.get(relation) === found.kind) present.add(relation);
    else if (!made.has(relation)) throw foreign(found);
    else await db.run(`drop ${found.kind} "${found.schema}"."${found.name}"`);
  }
  return present;
}

/** Of the database alone: an earlier build of the run has views of parts beside it. */
async function existing(db: Database): Promise<Existing[]> {
  const all = await db.rows<Existing>(
    `select schema_name as schema, view_name as name, 'view' as kind from duckdb_views()
     where not internal and not temporary and database_name = current_database()
     union all
     select schema_name, table_name, 'table' from duckdb_tables()
     where not internal and not temporary and database_name = current_database()`,
  );
  return all.filter(({ schema }) => isLayer(schema));
}

function foreign({ schema, name, kind }: Existing) {
  const others = LAYER_NAMES.join(', ');
  return usageError(
    'E_RELATION_FOREIGN',
    `the database holds a ${kind} ${schema}.${name} that no rule makes`,
    `the schemas ${others} belong to the rules; keep it in one of your own: ` +
      `create schema mine, make mine.${name} there, drop ${schema}.${name}`,
  );
}
