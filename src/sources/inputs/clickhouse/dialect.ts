import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

/** What ClickHouse is asked, as data. The path is the same from `src/` and `dist/`. */
const REMOTE = new URL('../../../../remote/clickhouse/', import.meta.url);

/** A field that a query reads, with the expressions for the tables that lack it. */
export interface Field {
  field: string;
  alias: string;
  type: 'time' | 'text' | 'whole' | 'texts' | 'wholes' | 'counts' | 'step';
  is_needed: 'true' | 'false';
  otherwise: string;
  from_json: string;
  says: string;
}

/** How a column of a type is read as a type of field. */
export interface Reading {
  type: string;
  column_type: string;
  unit: string;
  expression: string;
  when: string;
  /** The condition that a record has no time. */
  timeless: string;
}

/** How a key inside of a column is read. */
export interface Path {
  form: 'json' | 'param';
  type: string;
  expression: string;
}

export function rowsOf<T>(name: string): T[] {
  return parse(fileOf(`${name}.csv`), { columns: true });
}

/** A query without its comments. */
export function queryOf(name: string): string {
  const lines = fileOf(`${name}.sql`).split('\n');
  return lines
    .filter((line) => !line.trimStart().startsWith('--'))
    .join('\n')
    .trim();
}

function fileOf(name: string): string {
  return readFileSync(fileURLToPath(new URL(name, REMOTE)), 'utf8');
}

/** Puts values in the place of names in braces. A name without a value is a mistake of ours. */
export function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{([A-Za-z][A-Za-z_]*)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${name} has no value`);
    return value;
  });
}

/** A name as ClickHouse quotes it. */
export function quoted(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
}

/** A text as ClickHouse quotes it. */
export function quotedText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** Whether a version is at least another: `26.7.2.1` is since `19.14`. */
export function isSince(version: string, least: string): boolean {
  const [own = 0, ownMinor = 0] = version.split('.').map(Number);
  const [major = 0, minor = 0] = least.split('.').map(Number);
  return own > major || (own === major && ownMinor >= minor);
}
