import { TIMES } from './times.ts';

/** The window of a saved answer, half-open, UTC; undefined if its request does not state one. */
export interface Window {
  startsAt: string | undefined;
  endsAt: string | undefined;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * How long one value of a time dimension lasts. A `_leq` bound and an equality include all of it.
 */
const LENGTH_MS: ReadonlyMap<string, number> = new Map(
  TIMES.map(({ path, seconds }) => [path.replace('dimensions.', ''), seconds * 1_000]),
);

const CONDITION = /\b(date(?:time\w*?)?)(_geq|_gt|_leq|_lt)?\s*:\s*(\$\w+|"[^"]*")/g;

/** Reads the bounds of date or datetime in the request of one selection. */
export function windowOf(query: string, key: string, variables: Json): Window {
  const window: { starts: number[]; ends: number[] } = { starts: [], ends: [] };
  const selection = argumentsOf(query, key) ?? query;
  for (const [, field = '', operator = '', value = ''] of selection.matchAll(CONDITION)) {
    const given = value.startsWith('$') ? variables[value.slice(1)] : value.slice(1, -1);
    addBound(window, field, operator, given);
  }
  const filter = /\bfilter\s*:\s*\$(\w+)/.exec(selection)?.[1];
  if (filter) collect(window, variables[filter]);
  return { startsAt: iso(Math.max(...window.starts)), endsAt: iso(Math.min(...window.ends)) };
}

/** The row limit in the request. An answer with that many rows may be truncated. */
export function limitOf(query: string, key: string, variables: Json): number | null {
  const value = /\blimit\s*:\s*(\$\w+|\d+)/.exec(argumentsOf(query, key) ?? query)?.[1];
  if (value === undefined) return null;
  const limit = Number(value.startsWith('$') ? variables[value.slice(1)] : value);
  return Number.isInteger(limit) ? limit : null;
}

/** The dimensions that the request groups by, without their arguments. */
export function dimensionsOf(written: string, key: string): string[] {
  const query = written.replace(/"(\\.|[^"\\])*"/g, '""');
  const from = query.search(new RegExp(`\\b${key}\\b`));
  const body = /\bdimensions\s*\{([^}]*)\}/.exec(query.slice(Math.max(from, 0)))?.[1] ?? '';
  const bare = body.replaceAll(/\([^)]*\)/g, '');
  return [...bare.matchAll(/[A-Za-z_]\w*/g)].map(([name]) => name);
}

/** The dataset of the alias `key`: `key: dataset(`. */
export function datasetOf(query: string, key: string): string {
  return new RegExp(`\\b${key}\\s*:\\s*(\\w+)\\s*\\(`).exec(query)?.[1] ?? key;
}

/** The text between the parentheses after `key`. */
export function argumentsOf(query: string, key: string): string | undefined {
  const start = new RegExp(`\\b${key}\\s*(?::\\s*\\w+\\s*)?\\(`).exec(query);
  if (!start) return undefined;
  let depth = 0;
  for (let i = start.index; i < query.length; i++) {
    if (query[i] === '(') depth++;
    if (query[i] === ')' && --depth === 0) return query.slice(start.index, i);
  }
  return undefined;
}

function collect(window: { starts: number[]; ends: number[] }, filter: unknown): void {
  if (Array.isArray(filter)) for (const part of filter) collect(window, part);
  if (filter === null || typeof filter !== 'object') return;
  for (const [name, value] of Object.entries(filter)) {
    const [, field, operator = ''] = /^(date(?:time\w*?)?)(_geq|_gt|_leq|_lt)?$/.exec(name) ?? [];
    if (field) addBound(window, field, operator, value);
    else if (typeof value === 'object') collect(window, value);
  }
}

function addBound(
  window: { starts: number[]; ends: number[] },
  field: string,
  operator: string,
  given: unknown,
): void {
  const at = typeof given === 'string' ? Date.parse(given) : Number.NaN;
  if (Number.isNaN(at)) return;
  const after = at + (LENGTH_MS.get(field) ?? 1_000);
  if (operator === '_geq' || operator === '') window.starts.push(at);
  if (operator === '_gt') window.starts.push(after);
  if (operator === '_lt') window.ends.push(at);
  if (operator === '_leq' || operator === '') window.ends.push(after);
}

function iso(at: number): string | undefined {
  return Number.isFinite(at) ? new Date(at).toISOString().replace('Z', '') : undefined;
}
