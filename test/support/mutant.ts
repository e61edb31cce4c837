import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BUNDLED_QUERIES, readCatalog } from '../../src/rules/catalog.ts';

/** A change of one rule: its path below `queries/`, the text to replace once, and the new text. */
export type Change = readonly [path: string, from: string, to: string];

/** The text of a file, or of a rule that is made from rows of `ref`. */
function textOf(path: string): string {
  const file = join(BUNDLED_QUERIES, path);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  return readCatalog().rules.find((rule) => rule.path === path)?.sql ?? '';
}

/**
 * Runs `what` with a folder for `--queries` that has the changed rules.
 * @throws Error if a rule does not have the text exactly once
 */
export async function withMutant<T>(
  changes: readonly Change[],
  what: (queries: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'flaretally-mutant-'));
  try {
    const texts = new Map<string, string>();
    for (const [path, from, to] of changes) {
      const text = texts.get(path) ?? textOf(path);
      const found = text.split(from).length - 1;
      if (found !== 1) throw new Error(`${path} holds "${from}" ${found} times, not once`);
      texts.set(
        path,
        text.replace(from, () => to),
      );
    }
    for (const [path, text] of texts) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return await what(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
