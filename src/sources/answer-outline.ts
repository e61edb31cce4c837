import type { RowShape } from '../store/answer-row-shape.ts';
import type { ScannedList } from './json-scan.ts';
import { firstObjects } from './logs/records.ts';

/** A saved answer without its rows, which are in one list, and the form of its first row. */
export interface AnswerOutline {
  /** The document with an empty list in the place of its rows. */
  head: Json;
  /** Keys that lead to the list of accounts. */
  path: readonly string[];
  /** Name of the selection. */
  key: string;
  shape: RowShape;
  /** Number of keys in all rows together. */
  keys: number;
  /** Number of lines before the first row, if each row is a line, as `pull` writes them. */
  linesBefore: number | undefined;
}

export type Json = Readonly<Record<string, unknown>>;

const LIST = /"accounts"\s*:\s*\[\s*\{\s*(?:"accountTag"\s*:\s*"[^"\\]*"\s*,\s*)?"\w+"\s*:\s*\[/;

/** Characters that the keys of a row may have together: a longer statement costs more. */
const MOST_SHAPE = 10_000;

/** The start of a document, with its mark if any, up to the first list, including its bracket. */
export function beforeList(head: string): string | undefined {
  const found = LIST.exec(head);
  return found ? head.slice(0, found.index + found[0].length) : undefined;
}

/** Number of lines up to the list of rows, if its first row begins a line. */
export function linesBefore(head: string): number | undefined {
  const before = beforeList(head) ?? '';
  return /^\r?\n\{/.test(head.slice(before.length)) ? before.split('\n').length : undefined;
}

/**
 * The outline of an answer. Undefined if it is anything but one list of rows of one account, or has
 * a key twice outside of the list: then the whole document must be parsed.
 * @param head the first characters of the file
 * @param list what a scan of the whole file saw of the list after `beforeList`
 */
export function outlineOf(head: string, list: ScannedList): AnswerOutline | undefined {
  const before = beforeList(head) ?? '';
  const around = parsed(before.replace(/^\uFEFF/, '') + list.tail);
  if (!isObject(around) || keysIn(around) !== list.otherKeys) return undefined;
  const path = pathIn(around);
  const accounts = path?.reduce((at: unknown, name) => (at as Json)[name], around);
  const [account, another] = Array.isArray(accounts) ? accounts : [];
  if (!path || !isObject(account) || another !== undefined) return undefined;
  const { accountTag, ...lists } = account;
  const [key, second] = Object.keys(lists);
  const isList = key !== undefined && second === undefined && Array.isArray(account[key]);
  if (!isList || !['string', 'undefined'].includes(typeof accountTag)) return undefined;
  const shape = shapeOf(parsed(firstObjects(head.slice(before.length), 1)[0] ?? ''));
  if (shape === undefined || JSON.stringify(shape).length > MOST_SHAPE) return undefined;
  return { head: around, path, key, shape, keys: list.keys, linesBefore: linesBefore(head) };
}

/**
 * An envelope contains the response; a bare answer is the response. Other forms are read elsewhere.
 */
function pathIn({ response, data, viewer }: Json): string[] | undefined {
  const way = response === undefined ? [] : ['response'];
  const body: unknown = response === undefined ? { data, viewer } : response;
  if (viewer !== undefined || !isObject(body) || body.viewer !== undefined) return undefined;
  const isFound = isObject(body.data) && isObject(body.data.viewer);
  return isFound ? [...way, 'data', 'viewer', 'accounts'] : undefined;
}

/**
 * The form of a row. Undefined for an unusual name, two names that differ only in case, or an empty
 * object.
 */
function shapeOf(row: unknown): RowShape | undefined {
  if (!isObject(row)) return undefined;
  const names = Object.keys(row);
  const isPlain = names.length > 0 && names.every((name) => /^\w+$/.test(name));
  if (!isPlain || new Set(names.map((name) => name.toLowerCase())).size < names.length)
    return undefined;
  const entries = Object.entries(row).map(
    ([name, value]) => [name, isObject(value) ? shapeOf(value) : null] as const,
  );
  const isKnown = entries.every(([, value]) => value !== undefined);
  return isKnown ? (Object.fromEntries(entries) as RowShape) : undefined;
}

/** Number of keys of all objects in a value. */
function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce((sum: number, one) => sum + keysIn(one), own);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
