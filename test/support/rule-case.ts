import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { literal } from '../../src/store/quote.ts';
import type { RuleDatabase } from './rule-database.ts';

/**
 * Runs one rule on the CSVs of a folder, each with the rows of the relation of its name. Inputs
 * without a CSV are computed by their own rules. Declared tables are empty; `ref` and the scenarios
 * are the bundled ones. Returns the rows as CSV, with the columns of `expected.csv`.
 */
export function runRuleCase(database: RuleDatabase, folder: string, rule: string): Promise<string> {
  const given = readdirSync(folder)
    .filter((name) => name.endsWith('.csv') && name !== 'expected.csv')
    .map((name) => name.slice(0, -'.csv'.length));
  return database.meanwhile(async () => {
    for (const relation of given) await fill(database, relation, join(folder, `${relation}.csv`));
    await database.compute(rule, new Set(given));
    const own = await database.columnsOf(rule);
    const columns = wantedColumns(folder) ?? own.map(([name]) => name);
    const select = columns.map((name) => `"${name}"`).join(', ');
    const { rows } = await database.db.query(`select ${select} from ${rule} order by all`);
    const lines = rows.map((row) => columns.map((name) => field(row[name])).join(','));
    return `${[columns.join(','), ...lines].join('\n')}\n`;
  });
}

/** Columns missing from a CSV are null; a value of the wrong type is an error. */
async function fill(database: RuleDatabase, relation: string, file: string): Promise<void> {
  const known = new Map(await database.columnsOf(relation));
  const header = headerOf(file);
  const stranger = header.find((name) => !known.has(name));
  if (stranger) throw new Error(`${file}: ${relation} has no column ${stranger}`);
  await database.empty(relation);
  const casts = header.map((name) => `"${name}"::${known.get(name)} as "${name}"`);
  await database.db.run(
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

/** A decimal without trailing zeros, so that a person can write it. */
function field(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  const text = typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
  const plain = /^-?\d+\.\d+$/.test(text) ? text.replace(/(\.\d\d\d*?)0+$/, '$1') : text;
  return /[",\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
