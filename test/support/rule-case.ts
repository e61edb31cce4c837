import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { literal } from '../../src/store/quote.ts';
import type { RuleBooks } from './rule-books.ts';

/**
 * Runs one rule on the CSVs of a folder, each the rows of the relation that it is named after. What
 * the rule reads and no CSV gives comes from its own rule; declared tables are empty, `ref` and the
 * scenarios are the bundled ones. Returns the rows as CSV, of the columns that `expected.csv` names.
 */
export function runRuleCase(books: RuleBooks, folder: string, rule: string): Promise<string> {
  const given = readdirSync(folder)
    .filter((name) => name.endsWith('.csv') && name !== 'expected.csv')
    .map((name) => name.slice(0, -'.csv'.length));
  return books.meanwhile(async () => {
    for (const relation of given) await fill(books, relation, join(folder, `${relation}.csv`));
    await books.compute(rule, new Set(given));
    const own = await books.columnsOf(rule);
    const columns = wantedColumns(folder) ?? own.map(([name]) => name);
    const select = columns.map((name) => `"${name}"`).join(', ');
    const { rows } = await books.db.query(`select ${select} from ${rule} order by all`);
    const lines = rows.map((row) => columns.map((name) => field(row[name])).join(','));
    return `${[columns.join(','), ...lines].join('\n')}\n`;
  });
}

/** Columns that a CSV leaves out are null; a value of another type than the real one is an error. */
async function fill(books: RuleBooks, relation: string, file: string): Promise<void> {
  const known = new Map(await books.columnsOf(relation));
  const header = headerOf(file);
  const stranger = header.find((name) => !known.has(name));
  if (stranger) throw new Error(`${file}: ${relation} has no column ${stranger}`);
  await books.empty(relation);
  const casts = header.map((name) => `"${name}"::${known.get(name)} as "${name}"`);
  await books.db.run(
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
