import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { usageError } from '../../errors.ts';
import type { Found } from './found.ts';
import { alternatives, DEEP, hasPattern, partOf, plain } from './pattern.ts';

/**
 * The files at a path: the file itself, all files below a folder, or the matches of a pattern. A
 * path that exists is not a pattern, whatever characters it has.
 * @returns sorted; empty if there is nothing
 */
export function localFiles(path: string): Found[] {
  const kind = kindOf(path);
  if (kind === 'file') return [{ path, isNamed: true, says: path }];
  if (kind === 'folder') return filesBelow(path).map(found);
  const matched = new Set(alternatives(path).flatMap(startWalk));
  const files = [...matched].flatMap((one) => (kindOf(one) === 'file' ? [one] : filesBelow(one)));
  return [...new Set(files)].sort().map(found);
}

/** The error that says why there is no file. */
export function noFiles(path: string) {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) {
    return usageError(
      'E_FILE_MISSING',
      `${path} is not a file`,
      'only r2:// and s3:// addresses are supported',
    );
  }
  const kind = kindOf(path);
  if (kind === 'folder') {
    return usageError('E_FOLDER_EMPTY', `the folder ${path} holds no files`, 'check the path');
  }
  if (!hasPattern(path)) {
    return usageError('E_FILE_MISSING', `there is no file ${path}`, 'check the path');
  }
  return usageError(
    'E_PATTERN_EMPTY',
    `no file matches ${path}`,
    '* matches inside one folder, ** matches all folders; names that begin with a dot are skipped',
  );
}

function startWalk(pattern: string): string[] {
  const parts = pattern.split('/').filter((part) => part !== '');
  return walk(pattern.startsWith('/') ? '/' : '', parts);
}

function found(path: string): Found {
  return { path, isNamed: false, says: path };
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Visits the folders part by part, so that only folders that may match are read. */
function walk(at: string, parts: readonly string[]): string[] {
  const [first, ...rest] = parts;
  if (first === undefined) return kindOf(at) === undefined ? [] : [at];
  if (first === DEEP) {
    if (rest.length === 0) return filesBelow(at || '.');
    const isFolder = (entry: Dirent) => entry.isDirectory() && !entry.name.startsWith('.');
    const folders = entriesOf(at).filter(isFolder);
    return [...walk(at, rest), ...folders.flatMap(({ name }) => walk(join(at, name), parts))];
  }
  if (!hasPattern(first)) return walk(join(at, plain(first)), rest);
  const test = partOf(first);
  const names = entriesOf(at).map(({ name }) => name);
  return names.filter((name) => test.test(name)).flatMap((name) => walk(join(at, name), rest));
}

function entriesOf(folder: string): Dirent[] {
  const path = folder || '.';
  return kindOf(path) === 'folder' ? readdirSync(path, { withFileTypes: true }) : [];
}
