import { rm } from 'node:fs/promises';
import { type FlaretallyError, usageError } from '../../errors.ts';
import type { FetchOptions } from './bucket/fetch.ts';
import { removeSpooled } from './bucket/spool.ts';
import { isBucketUrl } from './bucket/url.ts';
import type { AskOptions } from './clickhouse/ask.ts';
import { isTableUrl } from './clickhouse/url.ts';
import { datedPaths, foldersOf, requireDated } from './days.ts';
import type { Found } from './found.ts';
import { localFiles, noFiles } from './local.ts';
import { inOwnWords } from './names.ts';
import { STDIN, type Stdin, spoolStdin } from './stdin.ts';

export interface InputOptions extends Omit<FetchOptions, 'env' | 'spool'> {
  db: string;
  /** Environment variables with the credentials of buckets. */
  env?: FetchOptions['env'];
  /** Opens standard input, for the path `-`. */
  stdin?: (() => Stdin) | undefined;
  /** Days for the placeholder `{DATE}`: `2026-10-04`, `2026-10-04..2026-11-04`. */
  day?: string | undefined;
  /** Folder for fetched objects; without it they are deleted after `work`. */
  save?: string | undefined;
  /** What tables call the fields of log events. */
  mapping?: AskOptions['mapping'];
}

/** The files of a path as typed. */
interface Group {
  typed: string;
  paths: string[];
}

/**
 * Finds or fetches the files of the paths and runs `work` with them. Copies of standard input are
 * deleted afterwards. Fetched objects are deleted if `work` succeeded and no folder for them was
 * given; otherwise they stay, so that the same call continues.
 * @throws FlaretallyError E_FILE_MISSING, E_FOLDER_EMPTY, E_PATTERN_EMPTY, E_BUCKET_*, E_STDIN,
 *   E_DAY*, E_SAVE_UNUSED, E_INTERRUPTED
 */
export async function withInputs<T>(
  paths: readonly string[],
  options: InputOptions,
  work: (found: Found[]) => Promise<T>,
): Promise<T> {
  requireDated(paths, options.day);
  const folders = options.day === undefined ? undefined : foldersOf(options.day);
  const groups = paths.map((typed) => ({ typed, paths: datedPaths(typed, folders) }));
  if (options.save !== undefined && !paths.some(isFarAway)) {
    throw usageError(
      'E_SAVE_UNUSED',
      '--save has no effect: no path names a bucket or a table',
      'files on disk need not be saved: leave --save out',
    );
  }
  const spool = options.save ?? `${options.db}.bucket`;
  const near = groups.map((group) => (isNear(group.typed) ? nearFiles(group, options) : []));
  if (paths.filter((path) => path === STDIN).length > 1) {
    throw usageError('E_STDIN', '- (standard input) is named more than once', 'name it once');
  }
  const far = await farFiles(groups, { ...options, env: options.env ?? {}, spool });
  const asked = await askedFiles(paths, options);
  const piped = paths.includes(STDIN)
    ? [await spoolStdin(options.stdin?.(), `${options.db}.stdin-`, options.signal)]
    : [];
  const found = paths.flatMap((path, i) =>
    path === STDIN ? piped : [...(near[i] ?? []), ...(far[i] ?? []), ...(asked.get(path) ?? [])],
  );
  try {
    const result = await work(found);
    if (options.save === undefined) {
      await removeSpooled(spool, far.flat().map(pathOf));
      await removeSpooled(answersFolder(options), [...asked.values()].flat().map(pathOf));
    }
    return result;
  } catch (error) {
    throw inOwnWords(error, found);
  } finally {
    for (const { path } of piped) await rm(path, { force: true });
  }
}

function isNear(path: string): boolean {
  return path !== STDIN && !isFarAway(path);
}

function isFarAway(path: string): boolean {
  return isBucketUrl(path) || isTableUrl(path);
}

const pathOf = ({ path }: Found) => path;

function answersFolder({ save, db }: InputOptions): string {
  return save ?? `${db}.clickhouse`;
}

/** The days of each table, as files. The network code is loaded only if there is a table. */
async function askedFiles(
  paths: readonly string[],
  options: InputOptions,
): Promise<ReadonlyMap<string, Found[]>> {
  const asked = new Map<string, Found[]>();
  const { day } = options;
  const tables = [...new Set(paths.filter(isTableUrl))];
  if (tables.length === 0 || day === undefined) return asked;
  const { askDays, noRecords } = await import('./clickhouse/ask.ts');
  const spool = answersFolder(options);
  for (const address of tables) {
    const wishes = { ...options, day, spool, env: options.env ?? {} };
    const { files, known } = await askDays(address, wishes);
    if (files.length === 0 && known === 0) throw noRecords(address, day);
    asked.set(address, files);
  }
  return asked;
}

/** One of several days may be empty. It is named, as for a bucket. */
function nearFiles({ typed, paths }: Group, { onEvent }: InputOptions): Found[] {
  const days = paths.map((path) => ({ path, files: localFiles(path) }));
  const files = days.flatMap((day) => day.files);
  if (files.length === 0) throw paths.length > 1 ? noDays(typed, paths) : noFiles(typed);
  for (const { path } of days.filter((day) => day.files.length === 0)) {
    onEvent?.({ kind: 'listed', says: path, objects: 0, bytes: 0, present: 0 });
  }
  return files;
}

/**
 * The objects of each group; none for one without a bucket address. The network code is loaded only
 * if there is an address.
 */
async function farFiles(groups: readonly Group[], options: FetchOptions): Promise<Found[][]> {
  const isFar = ({ typed }: Group) => isBucketUrl(typed);
  if (!groups.some(isFar)) return groups.map(() => []);
  const { fetchObjects } = await import('./bucket/fetch.ts');
  const addresses = groups.filter(isFar).flatMap(({ paths }) => paths);
  const fetched = await fetchObjects(addresses, options);
  return groups.map((group) => {
    if (!isFar(group)) return [];
    const own = fetched.splice(0, group.paths.length);
    const files = own.flatMap((one) => one.files);
    if (files.length > 0 || own.some(({ known }) => known > 0)) return files;
    throw group.paths.length > 1 ? noDays(group.typed, group.paths) : noObjects(group.typed);
  });
}

function noDays(typed: string, paths: readonly string[]): FlaretallyError {
  return usageError(
    'E_DAY_EMPTY',
    `no day has files at ${typed}`,
    `searched ${paths[0]} to ${paths.at(-1)}: check the days and the path`,
  );
}

function noObjects(typed: string): FlaretallyError {
  return usageError(
    'E_BUCKET_EMPTY',
    `there is no object at ${typed}`,
    'a path is a key or a folder of keys; end it with * for every key that begins with it',
  );
}
