/** The candidate that was most likely meant, or undefined if none is close. */
export function closest(typed: string, candidates: Iterable<string>): string | undefined {
  const word = bare(typed);
  if (word === '') return undefined;
  // Up to a third of the letters may differ, at least one but not all: `-n` does not suggest `-x`.
  let best = Math.min(word.length, Math.max(1, Math.floor(word.length / 3)) + 1);
  let found: string | undefined;
  for (const candidate of candidates) {
    const distance = edits(word, bare(candidate));
    if (distance < best) [best, found] = [distance, candidate];
  }
  return found ?? onlyCompletion(word, candidates);
}

/**
 * The same among names of data, or the longest that what was typed begins with: `acme` for
 * `acme-suport`. One with a leading dash would be read as a flag.
 */
export function closestName(typed: string, names: Iterable<string>): string | undefined {
  const known = [...names].filter((name) => !/^[-\u2010-\u2015]/.test(name));
  const begun = known.filter((name) => name.length > 2 && bare(typed).startsWith(bare(name)));
  return closest(typed, known) ?? begun.sort((a, b) => b.length - a.length)[0];
}

/**
 * The candidate that a name is a typo of: at most a quarter of the letters differ, at least one.
 */
export function misspelt(typed: string, candidates: Iterable<string>): string | undefined {
  for (const candidate of candidates) {
    const name = bare(candidate);
    if (edits(bare(typed), name) <= Math.max(1, Math.floor(name.length / 4))) return candidate;
  }
  return undefined;
}

/** Normalises a name: dashes, underscores and case are ignored. */
function bare(word: string): string {
  return word.toLowerCase().replace(/[-_]/g, '');
}

/** `recon` for `reconcile`: two letters or more that begin exactly one candidate. */
function onlyCompletion(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length < 2) return undefined;
  const completions = [...candidates].filter((candidate) => bare(candidate).startsWith(word));
  return completions.length === 1 ? completions[0] : undefined;
}

/** Edits between two words: insert, delete, replace, swap two neighbours. */
function edits(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(above, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          replaced,
          at(above, j) + 1,
          at(row, j - 1) + 1,
          swapped ? at(before, j - 2) + 1 : replaced,
        ),
      );
    }
    [before, above] = [above, row];
  }
  return at(above, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
