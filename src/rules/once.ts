import { FlaretallyError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { ABOVE } from '../store/overlay.ts';
import type { Catalog } from './catalogued.ts';
import type { PublishedRelation } from './digest.ts';
import type { Layer } from './layers.ts';
import type { ResolvedRule } from './order.ts';
import { resolve } from './resolve.ts';

/** Layers with few rows a period, whose views read each other many times. */
const LAYERS: readonly Layer[] = ['allocation', 'reconcile', 'findings', 'report'];

/**
 * Computes the views that these relations read, each once and in order, as tables in memory. DuckDB
 * plans a view again wherever it is read, which takes longer than storing its rows. A view that no
 * other reads is a view over these tables. One whose text is not that of its rule, because other
 * rules or a person made it, is left to the database.
 * @param beneath the catalog of the database; a name must be found in memory before it
 */
export async function computeOnce(
  db: Database,
  catalog: Catalog,
  beneath: string,
  relations: readonly PublishedRelation[],
): Promise<void> {
  const all = await resolve(db, catalog);
  const read = readBy(all, new Set(relations.map(({ relation }) => relation)));
  const shown = new Set([...read, ...relations.map(({ relation }) => relation)]);
  const views = all.filter((rule) => isInner(rule) && shown.has(rule.relation));
  for (const { relation, sql } of await unchanged(db, beneath, views)) {
    const kind = read.has(relation) ? 'table' : 'view';
    try {
      await db.run(`create ${kind} ${ABOVE}.${relation} as ${sql}`);
    } catch (error) {
      // Whoever reads it meets the same error and can say where.
      if (!(error instanceof FlaretallyError) || error.code !== 'E_SQL') throw error;
    }
  }
}

function isInner({ layer, header }: ResolvedRule): boolean {
  return LAYERS.includes(layer) && header.kind === 'view';
}

/** What the texts of these relations read, through views too. */
function readBy(rules: readonly ResolvedRule[], asked: ReadonlySet<string>): Set<string> {
  const read = new Set<string>();
  for (const { relation, layer, inputs, header } of [...rules].reverse()) {
    // The database has the checks, and what they read is read there.
    if (layer === 'checks') continue;
    if (asked.has(relation) || (read.has(relation) && header.kind === 'view'))
      for (const input of inputs) read.add(input);
  }
  return read;
}

/** The views that are in the database as their rules make them. */
async function unchanged(
  db: Database,
  beneath: string,
  rules: readonly ResolvedRule[],
): Promise<ResolvedRule[]> {
  const texts = rules.map(({ relation, sql }) => ({ relation, sql: sql.replace(/;\s*$/, '') }));
  const views = await db.rows<{ relation: string; held: string; made: string }>(
    `with rules as (select unnest($1::json[]) as rule)
     select schema_name || '.' || view_name as relation, sql as held,
       json_deserialize_sql(json_serialize_sql(rule ->> '$.sql')) as made
     from rules
     join duckdb_views() on schema_name || '.' || view_name = (rule ->> '$.relation')
     where database_name = $2`,
    [JSON.stringify(texts), beneath],
  );
  const same = new Set(
    views.filter(({ held, made }) => selectOf(held) === selectOf(made)).map((v) => v.relation),
  );
  return rules.filter(({ relation }) => same.has(relation));
}

/** The SELECT of a view as DuckDB writes it, which excludes columns in any order. */
function selectOf(sql: string): string {
  return sql
    .replace(/^CREATE VIEW \S+ AS /, '')
    .replace(/;$/, '')
    .replace(/EXCLUDE \(([^)]*)\)/g, (_, names: string) => names.split(', ').sort().join());
}
