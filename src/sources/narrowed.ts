import { argumentsOf } from './window.ts';

/** Bounds in time, and what only joins conditions, leave the account whole. */
const HARMLESS = /^(date(time\w*?)?(_geq|_gt|_leq|_lt)?|AND|OR)$/;

/**
 * What a request filters a selection by besides the time: its answer is of a part of the account.
 * Undefined where it filters by nothing else, or there is no request.
 */
export function narrowedOf(
  query: string,
  key: string,
  variables: Readonly<Record<string, unknown>>,
): string | undefined {
  const bare = (argumentsOf(query, key) ?? '').replace(/"(\\.|[^"\\])*"/g, '""');
  const filter = /\bfilter\s*:\s*(\$\w+|\{[\s\S]*)/.exec(bare)?.[1] ?? '';
  const own = braced(filter);
  const written = [...own.matchAll(/(\w+)\s*:/g)].map(([, name = '']) => name);
  const given = [...own.matchAll(/\$(\w+)/g)].flatMap(([, name = '']) => keysIn(variables[name]));
  return [...written, ...given].find((name) => !HARMLESS.test(name));
}

/** Text up to the brace that closes the first one; a variable as it is. */
function braced(text: string): string {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{') depth++;
    if (text[i] === '}' && --depth === 0) return text.slice(0, i + 1);
  }
  return text;
}

/** Names of the keys of objects, however deep in lists and joins. */
function keysIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...keysIn(inner)]);
}
