import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { usageError } from '../errors.ts';
import { addCaseRules } from './cases.ts';
import type { Catalog } from './catalogued.ts';
import { addDatasetRules } from './datasets/rules.ts';
import { isLayer, LAYER_NAMES } from './layers.ts';
import { parseHeader } from './rule-file.ts';
import { textOf } from './rule-text.ts';

/** The bundled rules. The path is the same from `src/` and from `dist/`. */
export const BUNDLED_QUERIES = fileURLToPath(new URL('../../queries/', import.meta.url));

/**
 * A database with all relations of the bundled rules and no data, made by `npm run build`. The path
 * is the same from `src/` and from `dist/`. A first load or an estimate starts with it and does not
 * have to create three hundred relations.
 */
export const PREBUILT = fileURLToPath(new URL('../../dist/empty.duckdb', import.meta.url));

/** Files of macros, read in the order of their names: later ones may call earlier ones. */
export const MACROS = /^macros(_[a-z0-9_]+)?\.sql$/;

/** A file that is a relation, or its rows: both words become names in SQL. */
const FILE = /^[a-z][a-z0-9_]*\/[a-z][a-z0-9_]*\.(sql|csv)$/;

/**
 * Reads the bundled rules and applies `overrideDir`: a file of the same path replaces a rule, a new
 * one is added.
 * @throws FlaretallyError E_QUERIES_MISSING, E_QUERIES_EMPTY, E_QUERIES_NAME, E_QUERIES_SIZE,
 *   E_RULE_HEADER
 */
export function readCatalog(overrideDir?: string): Catalog {
  if (overrideDir !== undefined) return read(overrideDir);
  alone ??= read();
  return alone;
}

/** The bundled rules alone. They are read once, because they do not change while a process runs. */
let alone: Catalog | undefined;

function read(overrideDir?: string): Catalog {
  const bundled = listFiles(BUNDLED_QUERIES);
  const override = overrideDir === undefined ? [] : listOverride(overrideDir);
  const files = new Map(bundled.map((path) => [path, join(BUNDLED_QUERIES, path)]));
  for (const path of override) files.set(path, join(overrideDir ?? '', path));
  const catalog: Catalog = { rules: [], seeds: [], macros: '', datasets: [], replaced: override };
  for (const [path, file] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const own = join(BUNDLED_QUERIES, path);
    const text = textOf(path, file);
    const shipped = file === own ? text : bundled.includes(path) ? textOf(path, own) : undefined;
    addFile(catalog, path, file, text, shipped);
  }
  addDatasetRules(catalog);
  addCaseRules(catalog);
  return catalog;
}

/** @param shipped the text of the bundled file of that path, if there is one */
function addFile(
  catalog: Catalog,
  path: string,
  from: string,
  text: string,
  shipped?: string,
): void {
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
    const isReplaced = text !== shipped;
    catalog.rules.push({ layer, name, relation, path, sql: text, header, isReplaced });
  }
}

/** Files at the paths of rules: `layer/name.sql`, `layer/name.csv`, and macros at the top. */
function listFiles(root: string): string[] {
  const paths = visibleIn(root).flatMap((entry) =>
    isFolder(join(root, entry)) ? visibleIn(join(root, entry)).map((f) => `${entry}/${f}`) : entry,
  );
  return paths.filter((path) =>
    isFolder(join(root, path)) ? isBelowLayer(path) : /\.(sql|csv)$/i.test(path),
  );
}

function isBelowLayer(path: string): boolean {
  return isLayer(path.split('/')[0] ?? '') && path.includes('/');
}

function visibleIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => !name.startsWith('.'));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function listOverride(dir: string): string[] {
  if (!isFolder(dir)) {
    throw usageError('E_QUERIES_MISSING', `--queries: there is no folder ${dir}`);
  }
  const files = listFiles(dir);
  const stranger = files.find((path) => !isRulePath(path));
  if (files.some((path) => isRulePath(path) || isBelowLayer(path))) {
    if (stranger !== undefined) throw misnamed(dir, stranger);
    return files;
  }
  throw usageError(
    'E_QUERIES_EMPTY',
    `--queries: ${dir} holds no rule`,
    `lay files out as in the bundled rules, e.g. ${dir}/rating/charges.sql, ${dir}/ref/skus.csv`,
  );
}

function isRulePath(path: string): boolean {
  return MACROS.test(path) || (FILE.test(path) && isLayer(path.split('/')[0] ?? ''));
}

/** Refuses a file that would be ignored silently, or whose name SQL would change. */
function misnamed(dir: string, path: string) {
  return usageError(
    'E_QUERIES_NAME',
    `--queries: ${join(dir, path)} is no place for a rule`,
    `a rule is LAYER/NAME.sql, its name of a-z, 0-9 and _; layers: ${LAYER_NAMES.join(', ')}`,
  );
}
