import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT, FlaretallyError } from '../../../errors.ts';
import type { StoredObject } from './list.ts';

/** Characters of a key that are kept in the file name, from its end, where the extension is. */
const NAME_LENGTH = 120;

/**
 * The folder for the objects of one bucket. The name of a file contains the object and its version.
 * So a complete file is not fetched again, and a new version is another file. Incomplete files have
 * hidden names, which loading the folder ignores.
 */
export class Spool {
  readonly folder: string;
  readonly #place: string;
  /** File names by key. */
  readonly #present = new Map<string, Set<string>>();

  /**
   * @param place the bucket's address, so that keys of two buckets are never confused
   * @throws FlaretallyError E_SPOOL
   */
  constructor(root: string, place: string, bucket: string) {
    this.folder = join(root, bucket);
    this.#place = place;
  }

  /** @throws FlaretallyError E_SPOOL */
  async open(): Promise<void> {
    await mkdir(this.folder, { recursive: true }).catch((error: unknown) => {
      throw unwritable(this.folder, error);
    });
    for (const name of await readdir(this.folder)) {
      const key = /^\.?([0-9a-f]{16})-/.exec(name)?.[1];
      if (key === undefined) continue;
      this.#present.set(key, (this.#present.get(key) ?? new Set()).add(name));
    }
  }

  pathOf(object: StoredObject): string {
    return join(this.folder, this.#nameOf(object));
  }

  partOf(object: StoredObject): string {
    return join(this.folder, `.${this.#nameOf(object)}.part`);
  }

  /** Whether the whole object is here. */
  async has(object: StoredObject): Promise<boolean> {
    if (!this.#present.get(this.#keyOf(object))?.has(this.#nameOf(object))) return false;
    return (await sizeOf(this.pathOf(object))) === object.bytes;
  }

  /** Deletes files of earlier versions of the object, complete or not. */
  async dropOthers(object: StoredObject): Promise<void> {
    const own = this.#nameOf(object);
    for (const name of this.#present.get(this.#keyOf(object)) ?? []) {
      if (name !== own) await rm(join(this.folder, name), { force: true });
    }
  }

  #keyOf({ key }: StoredObject): string {
    return digest(this.#place, key).slice(0, 16);
  }

  #nameOf(object: StoredObject): string {
    const { key } = object;
    const version = versionOf(object).slice(0, 8);
    const name = key.slice(key.lastIndexOf('/') + 1).replace(/[^\w.-]+/g, '_');
    return `${this.#keyOf(object)}-${version}-${name.slice(-NAME_LENGTH)}`;
  }
}

/** What changes when an object does, in 16 hexadecimal digits. */
export function versionOf({ etag, modifiedAt, bytes }: StoredObject): string {
  return digest(etag || modifiedAt, String(bytes)).slice(0, 16);
}

/** Deletes files that were loaded, then their folders if empty. */
export async function removeSpooled(root: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(path, { force: true });
  const folders = new Set(paths.map((path) => join(path, '..')));
  for (const folder of [...folders, root]) await rmdir(folder).catch(() => undefined);
}

/** Bytes of a file; 0 if it does not exist. */
export async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/** The error for a file that cannot be written, in our words. */
export function unwritable(path: string, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return new FlaretallyError(
    {
      code: isFull ? 'E_DISK_FULL' : 'E_SPOOL',
      what: isFull ? `the disk is full: ${path} cannot be written` : `${path} cannot be written`,
      why: message,
      fix: isFull
        ? 'free some space and run the same command again, or save to another disk with --save'
        : 'check the permissions of its folder, or name another folder with --save',
      exit: EXIT.failed,
    },
    { cause: error },
  );
}

function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
