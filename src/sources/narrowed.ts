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
  const own = filterOf((argumentsOf(query, key) ?? '').replace(/"(\\.|[^"\\])*"/g, '""'));
  const written = [...own.matchAll(/(\w+)\s*:/g)].map(([, name = '']) => name);
  const given = [...own.matchAll(/\$(\w+)/g)].flatMap(([, name = '']) => keysIn(variables[name]));
  return [...written, ...given].find((name) => !HARMLESS.test(name));
}

/**
 * The one value of one dimension that a selection is about, as `name=value`; undefined for any
 * other filter. Two answers about different values of a dimension have no row in common.
 */
export function narrowedTo(
  query: string,
  key: string,
  variables: Readonly<Record<string, unknown>>,
): string | undefined {
  const own = filterOf(argumentsOf(query, key) ?? '');
  const written = [...own.matchAll(/(\w+)\s*:\s*("(?:\\.|[^"\\{}])*"|\$\w+|[\w.-]+)/g)];
  const pairs = written.map(([, name = '', said = '']): [string, unknown] => {
    return [name, said.startsWith('$') ? variables[said.slice(1)] : said.replaceAll('"', '')];
  });
  const given = [...own.matchAll(/\$(\w+)/g)].flatMap(([, name = '']) => pairsIn(variables[name]));
  const [one, another] = [...pairs, ...given].filter(([name]) => !HARMLESS.test(name));
  const isOne = one !== undefined && another === undefined && /^[A-Za-z]+$/.test(one[0]);
  return isOne && typeof one[1] !== 'object' ? one.join('=') : undefined;
}

/** The filter among the arguments of a selection: its text in braces, or a variable. */
function filterOf(text: string): string {
  return braced(/\bfilter\s*:\s*(\$\w+|\{[\s\S]*)/.exec(text)?.[1] ?? '');
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

function keysIn(value: unknown): string[] {
  return pairsIn(value).map(([name]) => name);
}

/** Keys of objects at any depth of lists and operators, each with what it holds. */
function pairsIn(value: unknown): [string, unknown][] {
  if (Array.isArray(value)) return value.flatMap(pairsIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]): [string, unknown][] => [
    [name, inner],
    ...pairsIn(inner),
  ]);
}
