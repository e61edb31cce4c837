import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { usageError } from '../errors.ts';
import { isLayer, LAYER_NAMES } from './layers.ts';
import { parseHeader, type Rule } from './rule-file.ts';

/** The rules that ship with Flaretally: the same place seen from `src/` and from `dist/`. */
export const BUNDLED_QUERIES = fileURLToPath(new URL('../../queries/', import.meta.url));

/** Files of macros, read in the order of their names: later ones may call earlier ones. */
export const MACROS = /^macros(_\w+)?\.sql$/;

/** A table of `ref` or `params` whose rows ship as CSV beside its declaration. */
export interface SeedFile {
  relation: string;
  /** Path below `queries/`. */
  path: string;
  /** Where the file really lies. */
  file: string;
  /** Its text, which stands for its content when deciding what to compute again. */
  csv: string;
}

/** All that `queries/` holds, with the files of an override folder in their places. */
export interface Catalog {
  rules: Rule[];
  seeds: SeedFile[];
  macros: string;
  /** Paths that `--queries` replaced or added, for the foot of every report. */
  replaced: string[];
}

/**
 * Reads the bundled rules and lays `overrideDir` over them: a file of the same path replaces, a new
 * one is added.
 * @throws FlaretallyError E_QUERIES_MISSING, E_QUERIES_EMPTY, E_QUERIES_SIZE, E_RULE_HEADER
 */
export function readCatalog(overrideDir?: string): Catalog {
  const bundled = listFiles(BUNDLED_QUERIES);
  const override = overrideDir === undefined ? [] : listOverride(overrideDir);
  const files = new Map(bundled.map((path) => [path, join(BUNDLED_QUERIES, path)]));
  for (const path of override) files.set(path, join(overrideDir ?? '', path));
  const catalog: Catalog = { rules: [], seeds: [], macros: '', replaced: override };
  for (const [path, file] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    addFile(catalog, path, file, override.includes(path));
  }
  return catalog;
}

function addFile(catalog: Catalog, path: string, from: string, isReplaced: boolean): void {
  const text = textOf(path, from);
  if (MACROS.test(path)) {
    catalog.macros += text;
    return;
  }
  const [layer = '', file = ''] = path.split('/');
  if (!isLayer(layer)) return;
  const name = file.replace(/\.(sql|csv)$/, '');
  const relation = `${layer}.${name}`;
  if (file.endsWith('.csv')) catalog.seeds.push({ relation, path, file: from, csv: text });
  if (file.endsWith('.sql')) {
    const header = parseHeader(path, text);
    catalog.rules.push({ layer, name, relation, path, sql: text, header, isReplaced });
  }
}

/** Bytes of a file of rules, and columns of one: a larger table is usage, which is loaded. */
const MOST_BYTES = 32_000_000;
const MOST_COLUMNS = 1000;

/** @throws FlaretallyError E_QUERIES_SIZE */
function textOf(path: string, from: string): string {
  const file = statSync(from);
  const isBounded = file.isFile() && file.size <= MOST_BYTES;
  const text = isBounded ? readFileSync(from, 'utf8') : '';
  const columns = path.endsWith('.csv') ? (text.split('\n', 1)[0]?.split(',').length ?? 0) : 0;
  if (isBounded && columns <= MOST_COLUMNS) return text;
  throw usageError(
    'E_QUERIES_SIZE',
    `${path} is no file of rules`,
    `one is a regular file of at most ${MOST_BYTES / 1e6} MB and ${MOST_COLUMNS} columns; ` +
      'what is larger is usage: give it to flaretally load',
  );
}

function listFiles(root: string): string[] {
  const layered = LAYER_NAMES.flatMap((layer) =>
    existsSync(join(root, layer)) ? readdirSync(join(root, layer)).map((f) => `${layer}/${f}`) : [],
  );
  const top = existsSync(root) ? readdirSync(root).filter((file) => MACROS.test(file)) : [];
  return [...top, ...layered.filter((path) => /\.(sql|csv)$/.test(path))];
}

function listOverride(dir: string): string[] {
  if (!existsSync(dir) || !statSync(dir).isDirectory()) {
    throw usageError('E_QUERIES_MISSING', `--queries: there is no folder ${dir}`);
  }
  const files = listFiles(dir);
  if (files.length > 0) return files;
  throw usageError(
    'E_QUERIES_EMPTY',
    `--queries: ${dir} holds no rule`,
    `lay files out as in the bundled rules, e.g. ${dir}/rating/charges.sql`,
  );
}
