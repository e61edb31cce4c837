import type { Database } from './database.ts';

/** The form of the rows in most lists. */
export interface Shape {
  /**
   * The structure for `from_json`: a list with the keys of a row and of its objects, without
   * values.
   */
  structure: string;
  /** The number of keys of each object, by its path in `r`. */
  objects: { path: string; keys: number }[];
}

/** A longer description costs more time than it saves (characters). */
const LARGEST = 10_000;

/**
 * The form that most of the lists of `answer_parts` have in their first row. Undefined without a
 * list, or with names that differ only in case, which DuckDB would not tell apart.
 */
export async function shapeOf(db: Database): Promise<Shape | undefined> {
  const [found] = await db.rows<{ shape: string | null }>(
    `select mode(shape) as shape from (
       select json_structure(s.first)::varchar as shape
       from answer_parts as p join selections as s using (digest, key, place)
     ) where shape like '{%'`,
  );
  const text = found?.shape ?? '';
  if (text === '' || text.length > LARGEST) return undefined;
  const objects: Shape['objects'] = [];
  const structure = withoutValues(JSON.parse(text), 'r', objects);
  return structure === undefined ? undefined : { structure: JSON.stringify([structure]), objects };
}

/**
 * The form of one row, without its values. Undefined for unusual names or names that differ only in
 * case.
 */
function withoutValues(shape: object, path: string, objects: Shape['objects']): object | undefined {
  const keys = Object.keys(shape);
  const isPlain = keys.every((key) => /^\w+$/.test(key));
  if (!isPlain || new Set(keys.map((key) => key.toLowerCase())).size < keys.length)
    return undefined;
  objects.push({ path, keys: keys.length });
  const entries = Object.entries(shape).map(([key, value]) => [
    key,
    isObject(value) ? withoutValues(value, `${path}."${key}"`, objects) : 'NULL',
  ]);
  return entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
