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
  return existsSync(file) ? readFileSync(file, 'utf8') : `(no golden file ${file})`;
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

/**
 * Every file of a folder with its digest, to check that nothing was changed. A file with several
 * names is read once.
 */
export function digestsOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const known = new Map<number, string>();
  const digest = (path: string) => {
    const { ino } = statSync(path);
    const found = known.get(ino) ?? createHash('sha256').update(readFileSync(path)).digest('hex');
    known.set(ino, found);
    return found;
  };
  return Object.fromEntries(entries.sort().map((path) => [relative(folder, path), digest(path)]));
}

/** Names and bytes of all files below a folder, hidden ones too, to look for a secret in them. */
export function bytesBelow(folder: string): string {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.name} ${readFileSync(join(entry.parentPath, entry.name), 'latin1')}`)
    .join('\n');
}
