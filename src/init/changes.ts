import { readFileSync } from 'node:fs';

/** What writing a text to a file would do. */
export interface Change {
  file: string;
  kind: 'new' | 'same' | 'changed';
  /** The lines that go, after `-`, and those that come, after `+`. */
  lines: string[];
}

/** Compares a text with the file that is there. */
export function changeOf(file: string, text: string): Change {
  const before = textOf(file);
  if (before === undefined) return { file, kind: 'new', lines: linesOf(text).map((l) => `+${l}`) };
  if (before === text) return { file, kind: 'same', lines: [] };
  return { file, kind: 'changed', lines: differing(linesOf(before), linesOf(text)) };
}

/** The text of a file; undefined if there is none. */
export function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function linesOf(text: string): string[] {
  return text.split('\n').slice(0, text.endsWith('\n') ? -1 : undefined);
}

/** Lines in one text alone, in order; the longest common lines are left out. */
function differing(before: readonly string[], after: readonly string[]): string[] {
  const width = after.length + 1;
  // How many lines the rest of both texts have in common, from each pair of places.
  const common = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const isSame = before[i] === after[j];
      common[i * width + j] = isSame ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) [i, j] = [i + 1, j + 1];
    else if (j >= after.length || (i < before.length && at(i + 1, j) >= at(i, j + 1)))
      lines.push(`-${before[i++]}`);
    else lines.push(`+${after[j++]}`);
  }
  return lines;
}
