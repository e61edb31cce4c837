// What happens to a JSON document, whatever it says.
import type { Random } from '../../support/random.ts';
import { mistyped } from './csv.ts';
import { inside, type Mutate, ofText, shuffled } from './mutator.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** Stands for a number as it is written: `raw('1e30')`. */
export const raw = (text: string): string => `@raw ${encodeURIComponent(text)}@`;

/** Gives an object a key that it has already, before or after the first: readers take either. */
export function twice(object: JsonObject, key: string, value: Json, random: Random): true {
  const entries = Object.entries(object);
  const at = random.chance(0.5) ? 0 : entries.length;
  for (const [old] of entries) delete object[old];
  for (const [old, own] of entries.toSpliced(at, 0, [`${key}@again@`, value])) object[old] = own;
  return true;
}

export function printed(tree: Json, blanks = 0): string {
  return JSON.stringify(tree, null, blanks)
    .replace(/"@raw ([^"@]*)@"/g, (_, text: string) => decodeURIComponent(text))
    .replaceAll('@again@"', '"');
}

/** Changes the document, which the function may do in place. */
export function ofTree(change: (tree: JsonObject, random: Random) => unknown): Mutate {
  return (text, random) => {
    const tree = JSON.parse(text) as JsonObject;
    return change(tree, random) === undefined ? undefined : printed(tree);
  };
}

/** All objects of a document, itself first. */
export function objectsOf(tree: Json): JsonObject[] {
  if (tree === null || typeof tree !== 'object') return [];
  const below = Object.values(tree).flatMap(objectsOf);
  return Array.isArray(tree) ? below : [tree, ...below];
}

/** The object with its keys in their order, one of them by another name. */
export function rename(object: JsonObject, key: string, name: string): true {
  const entries = Object.entries(object);
  for (const [old] of entries) delete object[old];
  for (const [old, value] of entries) object[old === key ? name : old] = value;
  return true;
}

const keysShuffled = (tree: Json, random: Random): Json => {
  if (tree === null || typeof tree !== 'object') return tree;
  if (Array.isArray(tree)) return tree.map((one) => keysShuffled(one, random));
  const entries = Object.entries(tree).map(([key, value]) => [key, keysShuffled(value, random)]);
  return Object.fromEntries(shuffled(entries, random));
};

export const JSON_WRITINGS = ofText('same', {
  'on many lines': (text) => printed(JSON.parse(text) as Json, 2),
  'on one line': (text) => printed(JSON.parse(text) as Json),
  'keys in another order': (text, random) => printed(keysShuffled(JSON.parse(text), random)),
  'letters as \\u': (text) =>
    text.replace(/"([a-z/-]{4,})"(?=[,}\]])/g, (_, word: string) => {
      const first = word.charCodeAt(0).toString(16).padStart(4, '0');
      return `"\\u${first}${word.slice(1)}"`;
    }),
});

export const JSON_DAMAGE = ofText('damage', {
  'cut off': (text, random) => text.slice(0, inside(text.trimEnd().length, random)),
  'the document twice': (text) => text + text,
  'words after the end': (text) => `${text.trimEnd()} and so on\n`,
  'a comma too many': (text) => text.replace(/\}\s*\]/, '},]'),
  'single quotes': (text) => text.replaceAll('"', "'"),
});

/** One key of an object of the document, mistyped. */
export const keyMistyped = (objects: (tree: JsonObject) => readonly JsonObject[]) =>
  ofTree((tree, random) => {
    const object = random.pick(objects(tree));
    const key = random.pick(Object.keys(object));
    const name = mistyped(key, random);
    return name in object ? undefined : rename(object, key, name);
  });

/** One key twice, the second time with another value. */
export const keyTwice = (objects: (tree: JsonObject) => readonly JsonObject[]) =>
  ofTree((tree, random) => {
    const object = random.pick(objects(tree));
    const key = random.pick(Object.keys(object));
    const value = object[key];
    const other = typeof value === 'number' ? value * 3 + 7 : random.pick(['9', null, {}]);
    return twice(object, key, other, random);
  });
