import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { usageError } from '../../errors.ts';

/**
 * Writes a folder whole or not at all: the files go beside it first, a rename puts them in place.
 * An empty folder may be there; one that holds something is replaced only by force.
 * @throws FlaretallyError E_FOLDER_NOT_EMPTY, E_FOLDER_FILE
 */
export function writeFolder(
  folder: string,
  files: Readonly<Record<string, string>>,
  isForced: boolean,
): void {
  const target = resolve(folder);
  requireFree(folder, target, isForced);
  mkdirSync(dirname(target), { recursive: true });
  const beside = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  const fresh = join(beside, 'new');
  try {
    mkdirSync(fresh);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(fresh, name), text);
    if (existsSync(target)) renameSync(target, join(beside, 'old'));
    renameSync(fresh, target);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

function requireFree(folder: string, target: string, isForced: boolean): void {
  const found = entriesOf(target);
  if (found === 'file')
    throw usageError('E_FOLDER_FILE', `${folder} is a file`, 'name a folder that is not there yet');
  if (found.length === 0 || isForced) return;
  throw usageError(
    'E_FOLDER_NOT_EMPTY',
    `${folder} holds ${found.length} file(s) already`,
    'name another folder, or replace this one with --force',
  );
}

function entriesOf(target: string): string[] | 'file' {
  try {
    return readdirSync(target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') return 'file';
    throw error;
  }
}
