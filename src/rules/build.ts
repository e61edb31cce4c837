import { createHash } from 'node:crypto';
import { EXIT, FlaretallyError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { columnsOfBuilt, insertRows } from '../store/insert.ts';
import type { Catalog } from './catalog.ts';
import { refuseDoubles } from './doubles.ts';
import { inputsOf } from './inputs.ts';
import { inOrder, type ResolvedRule } from './order.ts';

/** Rows up to which a computed table is compared with what it was. */
const MOST_ROWS_HASHED = 1000;

/** The rules of a catalog with their inputs, in order. Reads no data. */
export async function resolve(db: Database, catalog: Catalog): Promise<ResolvedRule[]> {
  const resolved: ResolvedRule[] = [];
  for (const rule of catalog.rules) resolved.push({ ...rule, inputs: await inputsOf(db, rule) });
  return inOrder(resolved);
}

/**
 * Makes every computed relation. Views are written again each time; a table is kept when neither
 * its text nor anything it reads has changed, so that a new tolerance does not re-read usage.
 * @param targets only these relations and what they read, if given
 */
export async function build(
  db: Database,
  catalog: Catalog,
  targets?: readonly string[],
): Promise<void> {
  const all = await resolve(db, catalog);
  const rules = targets ? neededFor(all, targets) : all;
  await dropStale(db, rules);
  const prints = await declaredPrints(db, catalog);
  const old = new Map(
    (await db.rows<Print>('select * from params.built where content is not null')).map((row) => [
      row.relation,
      row,
    ]),
  );
  const built: Print[] = [];
  for (const rule of rules) {
    if (rule.header.kind === 'declaration') continue;
    const print = sha256(catalog.macros, rule.sql, ...rule.inputs.map((i) => prints.get(i) ?? ''));
    prints.set(rule.relation, print);
    const kept = old.get(rule.relation);
    if (rule.header.kind === 'table' && kept?.fingerprint === print) {
      prints.set(rule.relation, kept.content);
      built.push(kept);
      continue;
    }
    await create(db, rule);
    if (rule.isReplaced) await refuseDoubles(db, rule);
    if (rule.header.kind !== 'table') continue;
    const content = (await contentPrint(db, rule)) ?? print;
    prints.set(rule.relation, content);
    built.push({ relation: rule.relation, fingerprint: print, content });
  }
  await savePrints(db, built);
}

/** The targets and all that they read, in the order of `rules`. */
function neededFor(rules: readonly ResolvedRule[], targets: readonly string[]): ResolvedRule[] {
  const wanted = new Set(targets);
  for (const rule of [...rules].reverse()) {
    if (wanted.has(rule.relation)) for (const input of rule.inputs) wanted.add(input);
  }
  return rules.filter((rule) => wanted.has(rule.relation) || rule.header.kind === 'declaration');
}

async function create(db: Database, rule: ResolvedRule): Promise<void> {
  const { kind, says } = rule.header;
  try {
    await db.run(`create or replace ${kind} ${rule.relation} as ${rule.sql}`);
  } catch (error) {
    throw ruleError(rule, error);
  }
  await db.run(`comment on ${kind} ${rule.relation} is '${says.replaceAll("'", "''")}'`);
}

function ruleError(rule: ResolvedRule, cause: unknown): FlaretallyError {
  const { message, why, fix } = cause as FlaretallyError;
  return new FlaretallyError(
    {
      code: 'E_RULE_SQL',
      what: `${rule.path} cannot be built`,
      why: why ?? message,
      ...(fix ? { fix } : {}),
      exit: rule.isReplaced ? EXIT.usage : EXIT.failed,
    },
    { cause },
  );
}

/** Drops what no rule makes any more, or makes as another kind. */
async function dropStale(db: Database, rules: readonly ResolvedRule[]): Promise<void> {
  const wanted = new Map(
    rules.map((rule) => [rule.relation, rule.header.kind === 'view' ? 'view' : 'table']),
  );
  wanted.set('params.built', 'table');
  const existing = await db.rows<{ relation: string; kind: string }>(
    `select schema_name || '.' || view_name as relation, 'view' as kind from duckdb_views()
     where not internal
     union all
     select schema_name || '.' || table_name, 'table' from duckdb_tables() where not internal`,
  );
  for (const { relation, kind } of existing) {
    if (wanted.get(relation) !== kind) await db.run(`drop ${kind} ${relation}`);
  }
}

interface Print {
  relation: string;
  /** Of a table's text and of all that it reads: while it is the same, the table is kept. */
  fingerprint: string;
  /** What readers see of the table: while it is the same they are kept, though it was computed. */
  content: string;
}

/** Fingerprints of filled tables: raw by its loads, CSVs by their text, the rest by their rows. */
async function declaredPrints(db: Database, catalog: Catalog): Promise<Map<string, string>> {
  const prints = new Map<string, string>();
  const loads = await db.rows<{ load_id: string }>(
    'select load_id from raw.loads order by load_id',
  );
  const rawPrint = sha256(...loads.map((load) => load.load_id));
  for (const rule of catalog.rules) {
    if (rule.header.kind !== 'declaration') continue;
    const seed = catalog.seeds.find(({ relation }) => relation === rule.relation);
    if (rule.layer === 'raw') prints.set(rule.relation, sha256(rule.sql, rawPrint));
    else if (seed && rule.layer === 'ref') prints.set(rule.relation, sha256(rule.sql, seed.csv));
    else prints.set(rule.relation, sha256(rule.sql, ...(await textOf(db, rule.relation))));
  }
  return prints;
}

async function textOf(db: Database, relation: string): Promise<string[]> {
  const rows = await db.rows<{ t: string }>(
    `select r::varchar as t from ${relation} as r order by t`,
  );
  return rows.map(({ t }) => t);
}

/**
 * A small table stands for itself by its rows: a scenario to compare changes what is rated, but
 * not what tenants share. A larger one has no such print; its fingerprint stands for it.
 */
async function contentPrint(db: Database, { relation, sql }: ResolvedRule) {
  const rows = await db.rows<{ t: string; types: string }>(
    `select r::varchar as t, typeof(r) as types
     from ${relation} as r limit ${MOST_ROWS_HASHED + 1}`,
  );
  if (rows.length > MOST_ROWS_HASHED) return undefined;
  const types = rows[0]?.types ?? JSON.stringify(await columnsOfBuilt(db, relation));
  return sha256(sql, types, ...rows.map(({ t }) => t).sort());
}

async function savePrints(db: Database, built: readonly Print[]): Promise<void> {
  await db.run('delete from params.built');
  const rows = built.map(({ relation, fingerprint, content }) => ({
    relation,
    fingerprint,
    content,
  }));
  await insertRows(db, 'params.built', rows);
}

function sha256(...parts: string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}
