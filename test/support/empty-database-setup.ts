import {
  accessSync,
  constants,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { makeEmptyDatabase } from '../../src/build/empty-database.ts';
import { PREBUILT, readCatalog } from '../../src/rules/catalog.ts';
import { openPrebuilt } from '../../src/rules/prebuilt.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A database with all relations and no data. */
    emptyDatabase: string;
  }
}

const MEMORY = '/dev/shm';
const ROOM_BYTES = 4e9;

/** The folder for the folders of tests: in memory if there is room, because databases are large. */
function place(): string {
  if (process.env.TMPDIR !== undefined) return tmpdir();
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ROOM_BYTES ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

/**
 * Prepares an empty database for all test files. If rules have changed since `npm run build`, that
 * is made again, because loads and estimates begin with it. All files of tests are in one folder
 * beside it, and are deleted with it.
 */
export default async function setup({ provide }: TestProject): Promise<() => void> {
  const prebuilt = await openPrebuilt(readCatalog());
  prebuilt?.close();
  const folder = mkdtempSync(join(place(), 'flaretally-tests-'));
  process.env.TMPDIR = folder;
  const path = join(folder, 'empty.duckdb');
  if (prebuilt) copyFileSync(PREBUILT, path);
  else {
    await makeEmptyDatabase(path);
    mkdirSync(dirname(PREBUILT), { recursive: true });
    const fresh = `${PREBUILT}.${basename(folder)}`;
    copyFileSync(path, fresh);
    renameSync(fresh, PREBUILT);
  }
  provide('emptyDatabase', path);
  return () => rmSync(folder, { recursive: true, force: true });
}
