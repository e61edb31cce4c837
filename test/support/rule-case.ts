import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../src/rules/build.ts';
import { type Catalog, readCatalog } from '../../src/rules/catalog.ts';
import { declare } from '../../src/rules/declare.ts';
import type { Rule } from '../../src/rules/rule-file.ts';
import { Database } from '../../src/store/database.ts';
import { columnsOf, literal } from '../../src/store/insert.ts';

/** Column names and types of every relation that the bundled rules make. */
export type Types = ReadonlyMap<string, readonly [string, string][]>;

export async function typesOfRules(): Promise<Types> {
  const catalog = readCatalog();
  const db = await Database.open(':memory:');
  try {
    await declare(db, catalog);
    await build(db, catalog);
    const types = new Map<string, [string, string][]>();
    for (const { relation } of catalog.rules) types.set(relation, await columnsOf(db, relation));
    return types;
  } finally {
    db.close();
  }
}

/**
 * Runs one rule on the CSVs of a folder, each the rows of the relation that it is named after. What
 * the rule reads and no CSV gives comes from its own rule; declared tables are empty, `ref` and the
 * scenarios are the bundled ones. Returns the rows as CSV, of the columns that `expected.csv` names.
 */
export async function runRuleCase(folder: string, rule: string, types: Types): Promise<string> {
  const given = readdirSync(folder)
    .filter((name) => name.endsWith('.csv') && name !== 'expected.csv')
    .map((name) => name.slice(0, -'.csv'.length));
  const db = await Database.open(':memory:');
  try {
    const catalog = catalogWith(given, types);
    await declare(db, catalog);
    for (const relation of given) await fill(db, relation, join(folder, `${relation}.csv`), types);
    await build(db, catalog, [rule]);
    const columns = wantedColumns(folder) ?? types.get(rule)?.map(([name]) => name) ?? [];
    const select = columns.map((name) => `"${name}"`).join(', ');
    const { rows } = await db.query(`select ${select} from ${rule} order by all`);
    const lines = rows.map((row) => columns.map((name) => field(row[name])).join(','));
    return `${[columns.join(','), ...lines].join('\n')}\n`;
  } finally {
    db.close();
  }
}

/** The bundled catalog in which the given relations are tables to be filled. */
function catalogWith(given: readonly string[], types: Types): Catalog {
  const catalog = readCatalog();
  const unknown = given.find((relation) => !types.has(relation));
  if (unknown) throw new Error(`there is no relation ${unknown}`);
  const declared = (rule: Rule): Rule => {
    if (!given.includes(rule.relation)) return rule;
    const columns = types.get(rule.relation)?.map(([name, type]) => `null::${type} as "${name}"`);
    const sql = `select ${columns?.join(', ')} where false`;
    return { ...rule, sql, header: { ...rule.header, kind: 'declaration' } };
  };
  return {
    ...catalog,
    rules: catalog.rules.map(declared),
    seeds: catalog.seeds.filter(({ relation }) => !given.includes(relation)),
  };
}

/** Columns that a CSV leaves out are null; a value of another type than the real one is an error. */
async function fill(db: Database, relation: string, file: string, types: Types): Promise<void> {
  const known = new Map(types.get(relation));
  const header = headerOf(file);
  const stranger = header.find((name) => !known.has(name));
  if (stranger) throw new Error(`${file}: ${relation} has no column ${stranger}`);
  const casts = header.map((name) => `"${name}"::${known.get(name)} as "${name}"`);
  await db.run(
    `insert into ${relation} by name select ${casts.join(', ')}
     from read_csv(${literal(file)}, all_varchar = true, header = true, delim = ',', quote = '"')`,
  );
}

function wantedColumns(folder: string): string[] | undefined {
  const file = join(folder, 'expected.csv');
  return existsSync(file) ? headerOf(file) : undefined;
}

function headerOf(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n', 1)[0]?.split(',') ?? [];
}

/** A decimal without the zeros that only fill its scale, so that a person can write it. */
function field(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  const text = typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
  const plain = /^-?\d+\.\d+$/.test(text) ? text.replace(/(\.\d\d\d*?)0+$/, '$1') : text;
  return /[",\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
