import { existsSync } from 'node:fs';
import { FlaretallyError } from '../errors.ts';
import { loadedBefore } from '../load/loaded-before.ts';
import { type LoadOptions, type LoadResult, loadFound } from '../load.ts';
import { inspect } from '../sources/files.ts';
import type { Found } from '../sources/inputs/found.ts';
import { inOwnWords } from '../sources/inputs/names.ts';
import { withInputs } from '../sources/inputs/resolve.ts';
import { openPublished } from '../store/readable.ts';

/** A file that cannot be loaded, with the reason. */
export interface Broken {
  file: string;
  error: FlaretallyError;
}

export interface LoadedNew {
  results: LoadResult[];
  broken: Broken[];
  /** Files of no kind that can be loaded. */
  unknown: string[];
  /** Files that were new, as far as they are of a kind that can be loaded. */
  taken: Found[];
}

/** Errors that say nothing about a file: every other file would meet the same. */
export const NOT_OF_A_FILE =
  /^E_(BUG|DB|DISK|INTERRUPTED|INSTALLATION|MEMORY|QUERIES|REF|RULE|RELATION|PLAN|RUN|SQL)/;

/** Errors of paths under which there is nothing: on most nights nothing new arrives. */
export const NOTHING = /^E_(FOLDER_EMPTY|PATTERN_EMPTY|BUCKET_EMPTY|DAY_EMPTY|CLICKHOUSE_EMPTY)$/;

/** Broken files after which a load gives up, for each costs a few attempts. */
const MOST_BROKEN = 20;

/**
 * Loads the files that no load has taken before. A file that cannot be loaded does not keep the
 * others out: they are loaded in halves, until it stands alone.
 */
export async function loadNew(paths: readonly string[], options: LoadOptions): Promise<LoadedNew> {
  return withInputs(paths, options, async (found) => {
    const all: LoadedNew = { results: [], broken: [], unknown: [], taken: [] };
    const { fresh, broken } = await newOf(found, options.db);
    all.broken.push(...broken);
    await halve(fresh, paths, options, all);
    // A file with several names, and an object that another load has taken, are taken too.
    const isBroken = new Set(all.broken.map(({ file }) => file));
    all.taken = found.filter(({ says }) => !isBroken.has(says));
    return all;
  });
}

async function halve(
  found: readonly Found[],
  paths: readonly string[],
  options: LoadOptions,
  all: LoadedNew,
): Promise<void> {
  if (found.length === 0) return;
  try {
    all.results.push(await loadFound(found, paths, options));
  } catch (thrown) {
    const error = inOwnWords(thrown, found);
    const code = error instanceof FlaretallyError ? error.code : 'E_BUG';
    if (code === 'E_FOLDER_EMPTY') {
      all.unknown.push(...found.map(({ says }) => says));
      return;
    }
    if (!(error instanceof FlaretallyError) || NOT_OF_A_FILE.test(code)) throw error;
    if (all.broken.length >= MOST_BROKEN) throw error;
    const [only, ...more] = found;
    if (only && more.length === 0) {
      all.broken.push({ file: only.says, error });
      return;
    }
    const half = Math.ceil(found.length / 2);
    await halve(found.slice(0, half), paths, options, all);
    await halve(found.slice(half), paths, options, all);
  }
}

/** Files by whose content no load is known. */
async function newOf(
  found: readonly Found[],
  path: string,
): Promise<{ fresh: Found[]; broken: Broken[] }> {
  const known = await knownIn(path);
  const fresh: Found[] = [];
  const broken: Broken[] = [];
  for (const file of found) {
    try {
      const { digest } = await inspect(file.path, file.isNamed);
      if (!known.has(digest)) fresh.push(file);
    } catch (error) {
      if (!(error instanceof FlaretallyError)) throw error;
      broken.push({ file: file.says, error: inOwnWords(error, [file]) as FlaretallyError });
    }
  }
  return { fresh, broken };
}

async function knownIn(path: string): Promise<ReadonlySet<string>> {
  if (!existsSync(path)) return new Set();
  const db = await openPublished(path);
  try {
    return new Set((await loadedBefore(db)).keys());
  } finally {
    db.close();
  }
}
