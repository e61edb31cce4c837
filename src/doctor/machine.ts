import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fail, type Line, ok, warn } from './line.ts';

/** A run needs space for a copy of the database, and some for what it computes. */
const COPIES = 2;
const SPARE_BYTES = 500_000_000;

/** The folder of the database: whether it can be written, and whether a copy has room. */
export function diskLines(db: string): Line[] {
  const folder = dirname(resolve(db));
  if (!existsSync(folder))
    return [fail('disk', `there is no folder ${folder}`, 'make it, or name another with --db')];
  if (!isWritable(folder))
    return [fail('disk', `${folder} cannot be written`, 'make it writable for this user')];
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const size = existsSync(db) ? statSync(db).size : 0;
  const says = `${sizeText(free)} free beside ${db}${size > 0 ? ` (${sizeText(size)})` : ''}`;
  const fix = 'free space, or keep the database on another disk with --db';
  if (free < size) return [fail('disk', `${says}: no room for the copy of a run`, fix)];
  if (free < size * COPIES + SPARE_BYTES) return [warn('disk', `${says}: that is little`, fix)];
  return [ok('disk', says)];
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A rough size for people. */
export function sizeText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  return `${(bytes / 1000 ** step).toFixed(step === 0 ? 0 : 1)} ${units[step]}`;
}
