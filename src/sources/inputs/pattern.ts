import { usageError } from '../../errors.ts';

/** Characters that make a path a pattern, unless a backslash is before them. */
const SIGN = /\\.|[*?[{]/gs;

export function hasPattern(path: string): boolean {
  return [...path.matchAll(SIGN)].some(([sign]) => !sign.startsWith('\\'));
}

/** The literal start of every match, for sources that can list by prefix. */
export function literalStart(pattern: string): string {
  const end = [...pattern.matchAll(SIGN)].find(([sign]) => !sign.startsWith('\\'))?.index;
  return plain(pattern.slice(0, end ?? pattern.length));
}

/** The path that a pattern without special characters means. */
export function plain(pattern: string): string {
  return pattern.replace(/\\(.)/gs, '$1');
}

/**
 * Whether a path with slashes matches, by the rules of a shell: `*` and `?` stay within a part,
 * `**` as a whole part is any number of parts, `[a-c]` and `[!a-c]` are one character, `{a,b}` is
 * either. A name that starts with a dot matches only if the pattern has the dot.
 */
export function matcherOf(pattern: string): (path: string) => boolean {
  const all = alternatives(pattern).map((one) =>
    one.split('/').map((part) => (part === DEEP ? DEEP : partOf(part))),
  );
  return (path) => {
    const parts = path.split('/');
    return all.some((pieces) => matches(pieces, parts));
  };
}

/** The regular expression of one part, which is never `**`. @throws FlaretallyError E_PATTERN */
export function partOf(part: string): RegExp {
  const dots = /^[*?[]/.test(part) ? '(?!\\.|$)' : '';
  try {
    return new RegExp(`^${dots}${sourceOf(part)}$`, 'su');
  } catch {
    throw usageError(
      'E_PATTERN',
      `"${part}" is not a valid pattern`,
      'brackets hold characters and ascending ranges: [a-z0-9]',
    );
  }
}

/** The part of a pattern that means any number of parts. */
export const DEEP = '**';

function matches(pieces: readonly (RegExp | typeof DEEP)[], parts: readonly string[]): boolean {
  // For each prefix of the parts, whether the pattern so far matches it.
  let reached = parts.map(() => false);
  reached = [true, ...reached];
  for (const piece of pieces) {
    let isOpen = false;
    reached = reached.map((was, i) => {
      const part = parts[i - 1];
      if (piece !== DEEP) return i > 0 && reached[i - 1] === true && piece.test(part ?? '');
      isOpen = was || (isOpen && part !== undefined && !part.startsWith('.'));
      return isOpen;
    });
  }
  return reached.at(-1) === true;
}

function sourceOf(part: string): string {
  const sign = /\\(.)|(\*+)|(\?)|\[([!^]?)(\]?[^\]]*)\]|([^\\*?[]|[\\[])/gsu;
  return part.replace(sign, (_, escaped, stars, any, not, set, other) => {
    if (stars) return '[^/]*';
    if (any) return '[^/]';
    if (set !== undefined) return `[${not ? '^' : ''}${String(set).replace(/[\\\][^]/g, '\\$&')}]`;
    return String(escaped ?? other).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  });
}

/** `a{b,c{d,e}}` as `ab`, `acd`, `ace`. Braces without a comma or an end are literal. */
export function alternatives(pattern: string): string[] {
  for (let start = 0; start < pattern.length; start++) {
    if (pattern[start] === '\\') start++;
    else if (pattern[start] === '{') {
      const cut = choicesAt(pattern, start);
      if (cut === undefined) continue;
      const head = pattern.slice(0, start);
      const tails = alternatives(pattern.slice(cut.end));
      return cut.choices.flatMap(alternatives).flatMap((one) => tails.map((t) => head + one + t));
    }
  }
  return [pattern];
}

function choicesAt(pattern: string, start: number): { choices: string[]; end: number } | undefined {
  const commas: number[] = [];
  for (let i = start + 1, depth = 1; i < pattern.length; i++) {
    if (pattern[i] === '\\') i++;
    else if (pattern[i] === '{') depth++;
    else if (pattern[i] === ',' && depth === 1) commas.push(i);
    else if (pattern[i] === '}' && --depth === 0) {
      if (commas.length === 0) return undefined;
      const cuts = [start, ...commas, i];
      const choices = cuts.slice(0, -1).map((cut, n) => pattern.slice(cut + 1, cuts[n + 1]));
      return { choices, end: i + 1 };
    }
  }
  return undefined;
}
