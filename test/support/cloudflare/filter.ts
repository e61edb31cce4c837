import { dimOf } from './dims.ts';
import { bucketMs, timeValue, WIDTHS } from './times.ts';
import type { Dim, Row } from './types.ts';

export type Filter = Readonly<Record<string, unknown>>;
type Test = (row: Row) => boolean;
type Scalar = string | number;

const OPERATION = /^(.+)_(geq|gt|leq|lt|in|neq|notin|like|notlike|has|hasall|hasany|nothas)$/;

/** `objectId_gt` -> field and operation; no suffix is equality. */
export function splitKey(key: string): { field: string; operation: string } {
  const found = OPERATION.exec(key);
  return { field: found?.[1] ?? key, operation: found?.[2] ?? 'eq' };
}

/** Branches of an AND or OR; a single object stands for a list of one, as GraphQL coerces it. */
export function branches(value: unknown): Filter[] {
  return (Array.isArray(value) ? value : [value]) as Filter[];
}

/**
 * The rows that a filter keeps. A key whose variable was left out, or is null, filters nothing.
 * @throws Refusal a time that is none
 */
export function compileFilter(filter: Filter): Test {
  const tests = Object.entries(filter)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]): Test => {
      if (key === 'AND' || key === 'OR') {
        const parts = branches(value).map(compileFilter);
        if (key === 'AND') return (row) => parts.every((part) => part(row));
        return (row) => parts.some((part) => part(row));
      }
      return compileKey(key, value);
    });
  return (row) => tests.every((test) => test(row));
}

function compileKey(key: string, value: unknown): Test {
  const { field, operation } = splitKey(key);
  if (operation.includes('has')) return hasTest(field, operation, value);
  const wanted = (Array.isArray(value) ? value : [value]).map((item) =>
    field in WIDTHS ? timeValue(field, item, key) : (item as Scalar),
  );
  const test = compare(operation, wanted);
  if (field in WIDTHS) return (row) => test(bucketMs(field, row.at));
  const isNumber = typeof wanted[0] === 'number';
  return (row) => test(scalarOf(dimOf(row, field), isNumber));
}

function scalarOf(value: Dim, isNumber: boolean): Scalar {
  return isNumber ? Number(value) : String(value);
}

function compare(operation: string, wanted: readonly Scalar[]): (value: Scalar) => boolean {
  const first = wanted[0] ?? '';
  const pattern = operation.endsWith('like') ? likePattern(String(first)) : /^/;
  const set = new Set(wanted);
  const tests: Record<string, (value: Scalar) => boolean> = {
    eq: (value) => value === first,
    neq: (value) => value !== first,
    geq: (value) => value >= first,
    gt: (value) => value > first,
    leq: (value) => value <= first,
    lt: (value) => value < first,
    in: (value) => set.has(value),
    notin: (value) => !set.has(value),
    like: (value) => pattern.test(String(value)),
    notlike: (value) => !pattern.test(String(value)),
  };
  return tests[operation] as (value: Scalar) => boolean;
}

function likePattern(text: string): RegExp {
  const escaped = text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('%', '.*').replaceAll('_', '.')}$`, 's');
}

function hasTest(field: string, operation: string, value: unknown): Test {
  const wanted = (Array.isArray(value) ? value : [value]).map(String);
  const listOf = (row: Row) => [row.dims?.[field] ?? []].flat().map(String);
  if (operation === 'hasall') return (row) => wanted.every((item) => listOf(row).includes(item));
  const hasAny: Test = (row) => wanted.some((item) => listOf(row).includes(item));
  return operation === 'nothas' ? (row) => !hasAny(row) : hasAny;
}
