import { usageError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { PART_CATALOGS } from './incremental/parts.ts';
import { isLayer, LAYER_NAMES } from './layers.ts';
import type { ResolvedRule } from './order.ts';
import type { Rule } from './rule-file.ts';

interface Existing {
  schema: string;
  name: string;
  kind: 'view' | 'table';
}

/**
 * Drops relations that the rules no longer make, or make as another kind. Schemas that people made
 * are left alone. Returns the remaining relations.
 * @throws FlaretallyError E_RELATION_FOREIGN: somebody made a relation in a schema of the rules
 */
export async function dropStale(
  db: Database,
  rules: readonly ResolvedRule[],
): Promise<Set<string>> {
  const wanted = wantedOf(rules);
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

/** Tables that no rule makes: the records of what was built, and by which rules. */
const OF_THE_BUILD = [
  'params.built',
  'params.built_by',
  'params.built_format',
  'params.built_reads',
];

function wantedOf(rules: readonly Rule[]): Map<string, string> {
  const wanted = new Map<string, string>(
    rules.map((rule) => [rule.relation, rule.header.kind === 'view' ? 'view' : 'table']),
  );
  for (const relation of OF_THE_BUILD) wanted.set(relation, 'table');
  return wanted;
}

/** Whether the schemas of the rules have exactly the relations that the rules make. */
export async function isWhole(db: Database, rules: readonly Rule[]): Promise<boolean> {
  const wanted = wantedOf(rules);
  const found = await existing(db);
  const isMeant = ({ schema, name, kind }: Existing) => wanted.get(`${schema}.${name}`) === kind;
  return found.length === wanted.size && found.every(isMeant);
}

/** A build has views with the same names in memory. */
const IS_PART = `database_name in ('${PART_CATALOGS.join("', '")}')`;

async function existing(db: Database): Promise<Existing[]> {
  const all = await db.rows<Existing>(
    `select schema_name as schema, view_name as name, 'view' as kind from duckdb_views()
     where not internal and not temporary and not ${IS_PART}
     union all
     select schema_name, table_name, 'table' from duckdb_tables()
     where not internal and not temporary and not ${IS_PART}`,
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
