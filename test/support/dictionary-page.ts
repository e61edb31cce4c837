// docs/data-dictionary.md: a table a relation, written from the rules and queries/columns.csv alone.
import { escaped } from '../../src/reports/markdown.ts';
import { readCatalog } from '../../src/rules/catalog.ts';
import { type Meaning, meaningOf } from '../../src/rules/column-meanings.ts';
import { LAYER_NAMES } from '../../src/rules/layers.ts';
import type { Rule } from '../../src/rules/rule-file.ts';
import { Database } from '../../src/store/database.ts';
import { newEmptyDatabase } from './empty-database.ts';

const HEAD = `# Data dictionary

Every relation of a database, in the order of the work, and what its columns mean. This page is written by \`npm run update\` from the heads
of the rules and \`queries/columns.csv\`. \`flaretally rules NAME\` has the same of one relation with its SQL; in a database
\`select * from duckdb_columns()\` has it as comments. Days and instants are UTC. A quantity is a numerator over a denominator, both whole
numbers; [billing.md](billing.md) says why. \`raw\` holds what was received, as text: what it means stands in \`staging\`.

## Columns of many relations

They mean the same in each of the tables below that has no words beside their name.
`;

/** In how many relations a column has to mean the same to be told once, at the top. */
const MANY = 24;

interface Column {
  name: string;
  type: string;
  meaning: ReturnType<typeof meaningOf>;
}

/** The whole page. */
export async function dictionaryPage(): Promise<string> {
  const { rules, glossary } = readCatalog();
  const db = await Database.open(newEmptyDatabase());
  const stored = await db.rows<{ relation: string; name: string; type: string }>(
    `select schema_name || '.' || table_name as relation, column_name as name, data_type as type
     from duckdb_columns() where not internal order by 1, column_index`,
  );
  db.close();
  const columns = new Map<Rule, Column[]>();
  for (const rule of rules) {
    const own = stored.filter(({ relation }) => relation === rule.relation);
    const described = own.map(({ name, type }) => {
      return { name, type, meaning: meaningOf(glossary, rule, name) };
    });
    columns.set(rule, described);
  }
  const all = [...columns.values()].flat();
  const common = commonOf(all.filter(({ name, meaning }) => meaning === glossary[name]));
  const parts = [HEAD, tableOf([...common].map(([meaning, name]) => [name, '', meaning]))];
  for (const layer of LAYER_NAMES) {
    parts.push(`## ${layer}\n`);
    const own = rules.filter((rule) => rule.layer === layer);
    for (const rule of own.sort((a, b) => (a.name < b.name ? -1 : 1)))
      parts.push(section(rule, columns.get(rule) ?? [], common));
  }
  return parts.join('\n');
}

/** The meanings that many relations have, with the name of the column, by name. */
function commonOf(columns: readonly Column[]): Map<Meaning, string> {
  const uses = new Map<Meaning, { name: string; count: number }>();
  for (const { name, meaning } of columns)
    if (meaning) uses.set(meaning, { name, count: (uses.get(meaning)?.count ?? 0) + 1 });
  const many = [...uses].filter(([, { count }]) => count >= MANY);
  const named = many.map(([meaning, { name }]) => [meaning, name] as const);
  return new Map(named.sort(([, a], [, b]) => (a < b ? -1 : 1)));
}

function section(rule: Rule, columns: readonly Column[], common: Map<Meaning, string>): string {
  const { says, grain, kind } = rule.header;
  const facts = `${kind}, a row for each ${grain.map((name) => `\`${name}\``).join(', ')}`;
  const head = `### ${rule.relation}\n\n${escaped(says)}\n\n${facts}\n`;
  if (columns.every(({ meaning }) => meaning === undefined))
    return `${head}\n${columns.map(({ name, type }) => `\`${name} ${type}\``).join(', ')}\n`;
  const rows = columns.map(({ name, type, meaning }) => {
    return [name, type, meaning && common.has(meaning) ? undefined : meaning] as const;
  });
  return `${head}\n${tableOf(rows)}`;
}

function tableOf(
  rows: readonly (readonly [name: string, type: string, meaning: Meaning | undefined])[],
): string {
  const lines = rows.map(([name, type, { unit = '', says = '', source } = { says: '' }]) => {
    const link = source === undefined ? '' : ` ([source](${source}))`;
    return `|${name}|${type}|${unit}|${escaped(says)}${link}|\n`;
  });
  return `|column|type|unit|meaning|\n|-|-|-|-|\n${lines.join('')}`;
}
