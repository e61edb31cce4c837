import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export const IS_UPDATE = process.env.UPDATE_GOLDENS === '1';

/** A new folder, deleted after `clean`: `temporary(afterAll)` or `temporary(onTestFinished)`. */
export function temporary(clean: (remove: () => void) => void): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'flaretally-')));
  clean(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The expected text of `file`; `text` itself when goldens are being rewritten. */
export function golden(file: string, text: string): string {
  if (IS_UPDATE && !(existsSync(file) && readFileSync(file, 'utf8') === text)) {
    writeFileSync(file, text);
  }
  return existsSync(file)
    ? readFileSync(file, 'utf8')
    : `(no golden file ${file}: UPDATE_GOLDENS=1 writes it)`;
}

/** Files under a folder of the repository, as paths below it, sorted. */
export function filesUnder(folder: string, extension = ''): string[] {
  const root = join(ROOT, folder);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

/** Digests of large files by their place on the disk, size and time: to write a file changes its time. */
const digests = new Map<string, string>();

/** Bytes from which on it takes long to read a file again. */
const LARGE = 1_000_000n;

/**
 * Every file of a folder with its digest, to check that nothing was changed. A large file that is as
 * it was, or has several names, is read once.
 */
export function digestsOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(entries.sort().map((path) => [relative(folder, path), digestOf(path)]));
}

function digestOf(path: string): string {
  const { ino, size, mtimeNs } = statSync(path, { bigint: true });
  const key = `${ino} ${size} ${mtimeNs}`;
  const known = size < LARGE ? undefined : digests.get(key);
  if (known !== undefined) return known;
  const digest = createHash('sha256').update(readFileSync(path)).digest('hex');
  if (size >= LARGE) digests.set(key, digest);
  return digest;
}

/** Names and bytes of all files below a folder, hidden ones too, to look for a secret in them. */
export function bytesBelow(folder: string): string {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.name} ${readFileSync(join(entry.parentPath, entry.name), 'latin1')}`)
    .join('\n');
}
