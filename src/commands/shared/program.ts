import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageVersion } from './version.ts';

/** This package's entry; the path is from `dist/commands/shared/`. */
const ENTRY = fileURLToPath(new URL('../../cli.js', import.meta.url));

/**
 * The words that start this program again, from any folder and with an empty PATH. What npx has
 * fetched lies in a cache that may be emptied: npx fetches it again, at the same version.
 */
export function programWords(node = process.execPath, entry = ENTRY): string[] {
  if (!/[\\/]_npx[\\/]/.test(entry)) return [node, entry];
  return [join(dirname(node), 'npx'), '--yes', `flaretally@${packageVersion()}`];
}
