import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addCaseRules } from './cases.ts';
import type { Catalog } from './catalogued.ts';
import { GLOSSARY, readGlossary } from './column-meanings.ts';
import { addDatasetRules } from './datasets/rules.ts';
import { isLayer } from './layers.ts';
import { madeOf } from './made-catalog.ts';
import { parseHeader } from './rule-file.ts';
import { listFiles, listOverride, MACROS } from './rule-paths.ts';
import { textOf } from './rule-text.ts';

/** The bundled rules. The path is the same from `src/` and from `dist/`. */
export const BUNDLED_QUERIES = fileURLToPath(new URL('../../queries/', import.meta.url));

/**
 * A database with all relations of the bundled rules and no data, made by `npm run build`. The path
 * is the same from `src/` and from `dist/`. A first load or an estimate starts with it and does not
 * have to create three hundred relations.
 */
export const PREBUILT = fileURLToPath(new URL('../../dist/empty.duckdb', import.meta.url));

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
  const bundled = readBundled();
  if (overrideDir === undefined) return madeOf(bundled, BUNDLED_QUERIES) ?? makeCatalog(bundled);
  const own = listOverride(overrideDir);
  return makeCatalog(bundled, new Map(own.map((path) => [path, join(overrideDir, path)])));
}

/** The texts of the bundled files by path. */
export function readBundled(): Map<string, string> {
  const paths = listFiles(BUNDLED_QUERIES).sort();
  return new Map(paths.map((path) => [path, readFileSync(join(BUNDLED_QUERIES, path), 'utf8')]));
}

/**
 * Makes a catalog from the texts of the bundled files.
 * @param override files of `--queries` by their paths
 */
export function makeCatalog(
  bundled: ReadonlyMap<string, string>,
  override: ReadonlyMap<string, string> = new Map(),
): Catalog {
  const ownGlossary = override.get(GLOSSARY);
  const glossary = readGlossary(
    ownGlossary === undefined ? (bundled.get(GLOSSARY) ?? '') : textOf(GLOSSARY, ownGlossary),
  );
  const lists = { rules: [], seeds: [], datasets: [], replaced: [] };
  const catalog: Catalog = { ...lists, macros: '', glossary };
  catalog.replaced.push(...[...override.keys()].filter((path) => path !== GLOSSARY));
  for (const path of [...new Set([...bundled.keys(), ...override.keys()])].sort()) {
    const shipped = bundled.get(path);
    const own = override.get(path);
    const text = own === undefined ? (shipped ?? '') : textOf(path, own);
    addFile(catalog, path, own ?? join(BUNDLED_QUERIES, path), text, shipped);
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
