import { join } from 'node:path';
import { usageError } from '../../errors.ts';
import { type Change, changeOf } from '../../init/changes.ts';
import { writeFiles } from '../../store/write-files.ts';
import type { Io } from './io.ts';

/** A `.gitignore` only gets more lines, so that nothing in it is lost. */
const ADDED_TO = '.gitignore';

/** The most lines of a difference that an error shows. */
const MOST_LINES = 40;

/**
 * Writes files into the current folder, whole or not at all, and says what it did. A dry run says
 * the lines instead.
 * @throws FlaretallyError E_INIT_EXISTS with the lines that would change, unless forced
 */
export function putFiles(
  files: Readonly<Record<string, string>>,
  { force, dryRun }: { force: boolean; dryRun: boolean },
  { cwd, stdout }: Io,
): void {
  const changes = Object.entries(files).map(([path, text]) => {
    return { ...changeOf(join(cwd, path), text), path };
  });
  const wanted = changes.filter(({ kind }) => kind !== 'same');
  const kept = wanted.filter(({ kind, path }) => kind === 'changed' && path !== ADDED_TO);
  if (kept.length > 0 && !force && !dryRun) throw exists(kept);
  if (!dryRun) {
    const texts = wanted.map(({ path }) => [join(cwd, path), files[path] ?? ''] as const);
    writeFiles(Object.fromEntries(texts), true);
  }
  for (const { path, kind, lines } of changes) {
    const says = { new: 'wrote', changed: 'changed', same: 'kept' }[kind];
    const would = { new: 'would write', changed: 'would change', same: 'would keep' }[kind];
    const shown = dryRun || (kind === 'changed' && path === ADDED_TO) ? lines : [];
    stdout.write([`${dryRun ? would : says} ${path}`, ...shown, ''].join('\n'));
  }
}

function exists(changes: readonly (Change & { path: string })[]) {
  const names = changes.map(({ path }) => path).join(' and ');
  const lines = changes.flatMap(({ path, lines: own }) => [`${path} would change:`, ...own]);
  const more = lines.length - MOST_LINES;
  const shown = more > 0 ? [...lines.slice(0, MOST_LINES), `... ${more} more lines`] : lines;
  const are = changes.length === 1 ? 'is' : 'are';
  const error = usageError(
    'E_INIT_EXISTS',
    `${names} ${are} there already, and nothing was written`,
    'keep what is there, or replace it with --force',
  );
  return Object.assign(error, { why: shown.join('\n') });
}
