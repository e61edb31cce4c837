import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { EXIT, FlaretallyError, usageError } from '../errors.ts';
import { visible } from '../words/visible.ts';

/**
 * Writes files whole or not at all: each first under a name of its own beside its place; when all
 * are on the disk they are renamed. What is there is replaced by force alone.
 * @param files by path; the one that belongs to the others comes last
 * @throws FlaretallyError E_FILE_EXISTS, E_OUT_FOLDER
 */
export function writeFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  isForced: boolean,
): void {
  for (const path of Object.keys(files)) requireFree(path, isForced);
  const drafts = Object.entries(files).map(([path, text]) => {
    const place = resolve(path);
    const draft = join(dirname(place), `.${basename(place).slice(0, 64)}-${process.pid}.draft`);
    return { place, draft, text };
  });
  try {
    for (const { place, draft, text } of drafts) {
      mkdirSync(dirname(place), { recursive: true });
      writeToDisk(draft, text);
    }
    for (const { place, draft } of drafts) renameSync(draft, place);
  } catch (error) {
    throw orUnwritable(error, Object.keys(files).join(', '));
  } finally {
    for (const { draft } of drafts) if (existsSync(draft)) rmSync(draft, { force: true });
  }
}

const OF_THE_PLACE = [
  'EACCES',
  'EEXIST',
  'ELOOP',
  'ENAMETOOLONG',
  'ENOENT',
  'ENOTDIR',
  'EPERM',
  'EROFS',
];

/** What a system says of a place where nothing can be written: a part of it is a file, say. */
export function orUnwritable(error: unknown, path: string): unknown {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (!OF_THE_PLACE.includes(code)) return error;
  const isBelowFile = code === 'EEXIST' || code === 'ENOTDIR';
  return new FlaretallyError(
    {
      code: 'E_OUT_FOLDER',
      what: `${visible(path)} cannot be written`,
      // The rest of the message names a draft, which nobody asked for.
      why: isBelowFile ? 'a part of its path is a file' : message.replace(/^\w+: |, .*$/g, ''),
      fix: 'name a place in a folder that can be written',
      exit: EXIT.usage,
    },
    { cause: error },
  );
}

const FORCED = 'name another file, or replace it with --force';

/**
 * Asked before the work too, so that it is not done for nothing.
 * @param isForced undefined for a command that never replaces a file
 * @throws FlaretallyError E_FILE_EXISTS
 */
export function requireFree(path: string, isForced: boolean | undefined): void {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) {
    throw usageError('E_FILE_EXISTS', `${visible(path)} is a folder`, 'name a file in it');
  }
  if (isForced) return;
  const fix = isForced === undefined ? 'name another file' : FORCED;
  throw usageError('E_FILE_EXISTS', `${visible(path)} is there already`, fix);
}

function writeToDisk(file: string, text: string | Uint8Array): void {
  const handle = openSync(file, 'w');
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
