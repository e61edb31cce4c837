import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readWrangler, type WranglerScript } from './read.ts';

/** Wrangler's own order: of several in a folder, the first counts. */
const NAMES = ['wrangler.json', 'wrangler.jsonc', 'wrangler.toml'];

/** Folders that hold no source, beside those that begin with a dot. */
const NOT_SOURCE = ['node_modules', 'dist', 'build', 'vendor'];

/** How deep below a folder scripts of one repository lie, and how many folders are looked into. */
const DEPTH = 2;
const MOST_FOLDERS = 300;

/**
 * Scripts whose configuration is in a folder or two levels below it; if there is none, in the
 * nearest folder above, up to the root of the repository.
 */
export function findWrangler(folder: string): WranglerScript[] {
  const below = foldersBelow(folder).flatMap(scriptIn);
  if (below.length > 0) return below;
  for (let at = folder; !existsSync(join(at, '.git')); ) {
    const parent = dirname(at);
    if (parent === at) return [];
    at = parent;
    const found = scriptIn(at);
    if (found.length > 0) return found;
  }
  return [];
}

function scriptIn(folder: string): WranglerScript[] {
  const name = NAMES.find((own) => existsSync(join(folder, own)));
  const script = name === undefined ? undefined : readWrangler(join(folder, name));
  return script === undefined ? [] : [script];
}

/** A folder and those below it, the nearest first. */
function foldersBelow(top: string): string[] {
  let level = [top];
  const all = [top];
  for (let depth = 0; depth < DEPTH && all.length < MOST_FOLDERS; depth++) {
    level = level.flatMap(childrenOf);
    all.push(...level);
  }
  return all.slice(0, MOST_FOLDERS);
}

function childrenOf(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .filter(({ name }) => !NOT_SOURCE.includes(name))
      .map(({ name }) => join(folder, name))
      .sort();
  } catch {
    return [];
  }
}
