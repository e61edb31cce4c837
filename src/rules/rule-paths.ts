import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { usageError } from '../errors.ts';
import { GLOSSARY } from './column-meanings.ts';
import { isLayer, LAYER_NAMES } from './layers.ts';

/** Files of macros, read in the order of their names: later ones may call earlier ones. */
export const MACROS = /^macros(_[a-z0-9_]+)?\.sql$/;

/** A file that is a relation, or its rows: both words become names in SQL. */
const FILE = /^[a-z][a-z0-9_]*\/[a-z][a-z0-9_]*\.(sql|csv)$/;

/** Files at the paths of rules: `layer/name.sql`, `layer/name.csv`, and macros at the top. */
export function listFiles(root: string): string[] {
  return visibleIn(root).flatMap((entry) => {
    const { name } = entry;
    if (!isFolder(entry, root)) return isFileOfRules(name) ? [name] : [];
    const folder = join(root, name);
    return visibleIn(folder)
      .filter((own) =>
        isFolder(own, folder) ? isBelowLayer(`${name}/${own.name}`) : isFileOfRules(own.name),
      )
      .map((own) => `${name}/${own.name}`);
  });
}

function isFileOfRules(name: string): boolean {
  return /\.(sql|csv)$/i.test(name);
}

function isBelowLayer(path: string): boolean {
  return isLayer(path.split('/')[0] ?? '') && path.includes('/');
}

function visibleIn(folder: string): Dirent[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter(({ name }) => !name.startsWith('.'));
}

/** Whether an entry is a folder, or a link to one. */
function isFolder(entry: Dirent, parent: string): boolean {
  if (entry.isSymbolicLink()) return isFolderAt(join(parent, entry.name));
  return entry.isDirectory();
}

function isFolderAt(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/**
 * The paths of a folder of `--queries`.
 * @throws FlaretallyError E_QUERIES_MISSING, E_QUERIES_EMPTY, E_QUERIES_NAME
 */
export function listOverride(dir: string): string[] {
  if (!isFolderAt(dir)) {
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
  return (
    MACROS.test(path) || path === GLOSSARY || (FILE.test(path) && isLayer(path.split('/')[0] ?? ''))
  );
}

/** Refuses a file that would be ignored silently, or whose name SQL would change. */
function misnamed(dir: string, path: string) {
  return usageError(
    'E_QUERIES_NAME',
    `--queries: ${join(dir, path)} is no place for a rule`,
    `a rule is LAYER/NAME.sql, its name of a-z, 0-9 and _; layers: ${LAYER_NAMES.join(', ')}`,
  );
}
