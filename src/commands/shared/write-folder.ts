import {
  copyFileSync,
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
import { orUnwritable } from '../../store/write-files.ts';

/** What a file holds: text, bytes, or what another file has. */
export type Content = string | Uint8Array | { from: string };

/** Puts a file into the folder that is being written. */
export type Put = (name: string, content: Content) => void;

/** Whether a file of an earlier folder of the same kind has this name, and may go. */
type IsOurs = (name: string) => boolean;

/**
 * Writes a folder whole or not at all: the files go beside it first, a rename puts them in place.
 * An empty folder may be there; one that holds such files is replaced by force, one that holds
 * others never: `--out . --force` must cost nobody a file.
 * @throws FlaretallyError E_FOLDER_NOT_EMPTY, E_FOLDER_FOREIGN, E_FOLDER_FILE
 */
export function writeFolder(
  folder: string,
  files: Readonly<Record<string, Content>>,
  isForced: boolean,
): void {
  const place = begin(folder, isForced, (name) => Object.hasOwn(files, name));
  try {
    for (const [name, text] of Object.entries(files)) place.put(name, text);
    place.publish();
  } finally {
    place.clean();
  }
}

/**
 * The same for more files than fit in memory: `fill` puts them in one after another.
 * @throws FlaretallyError E_FOLDER_NOT_EMPTY, E_FOLDER_FOREIGN, E_FOLDER_FILE
 */
export async function fillFolder(
  folder: string,
  { isForced, isOurs }: { isForced: boolean; isOurs: IsOurs },
  fill: (put: Put) => Promise<void>,
): Promise<void> {
  const place = begin(folder, isForced, isOurs);
  try {
    await fill(place.put);
    place.publish();
  } finally {
    place.clean();
  }
}

function begin(folder: string, isForced: boolean, isOurs: IsOurs) {
  const target = resolve(folder);
  requireReplaceable(folder, target, isForced ? isOurs : undefined);
  const beside = besideOf(folder, target);
  const fresh = join(beside, 'new');
  mkdirSync(fresh);
  return {
    put: (name: string, content: Content) => write(join(fresh, name), content),
    publish: () => {
      if (existsSync(target)) renameSync(target, join(beside, 'old'));
      renameSync(fresh, target);
    },
    clean: () => rmSync(beside, { recursive: true, force: true }),
  };
}

/** @throws FlaretallyError E_OUT_FOLDER */
function besideOf(folder: string, target: string): string {
  try {
    mkdirSync(dirname(target), { recursive: true });
    return mkdtempSync(join(dirname(target), `.${basename(target).slice(0, 64)}-`));
  } catch (error) {
    throw orUnwritable(error, folder);
  }
}

function write(path: string, content: Content): void {
  if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(path, content);
  else copyFileSync(content.from, path);
}

/** `isReplaceable` says which files may be there and go. */
function requireReplaceable(
  folder: string,
  target: string,
  isReplaceable: IsOurs | undefined,
): void {
  const found = entriesOf(target);
  if (found === 'file')
    throw usageError(
      'E_FOLDER_FILE',
      `${folder} is a file`,
      'name a folder that does not exist yet',
    );
  const [kept] = found.filter((name) => !isReplaceable?.(name)).sort();
  if (kept === undefined) return;
  if (isReplaceable !== undefined) {
    const what = `${folder} holds ${kept}, which would be lost`;
    throw usageError('E_FOLDER_FOREIGN', what, 'name another folder');
  }
  throw usageError(
    'E_FOLDER_NOT_EMPTY',
    `${folder} already holds ${found.length} file(s)`,
    'name another folder, or replace an earlier pack there with --force',
  );
}

function entriesOf(target: string): string[] | 'file' {
  try {
    return readdirSync(target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') return 'file';
    throw orUnwritable(error, target);
  }
}
