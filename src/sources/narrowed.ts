import { argumentsOf } from './window.ts';

/** Filters that do not narrow the account: bounds in time, and operators that join conditions. */
const HARMLESS = /^(date(time\w*?)?(_geq|_gt|_leq|_lt)?|AND|OR)$/;

/**
 * What a request filters a selection by besides time: its answer is about a part of the account.
 * Undefined without other filters, or without a request.
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

/** Text up to the brace that closes the first one; or the name of a variable. */
function braced(text: string): string {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{') depth++;
    if (text[i] === '}' && --depth === 0) return text.slice(0, i + 1);
  }
  return text;
}

/** Keys of objects at any depth of lists and operators. */
function keysIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...keysIn(inner)]);
}
