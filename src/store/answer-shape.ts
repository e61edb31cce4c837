import type { Database } from './database.ts';

/** What the rows of most lists look like. */
export interface Shape {
  /** A list with the keys of a row and of its objects, as `from_json` wants it, and no values. */
  structure: string;
  /** Each object by its path in `r`, and how many keys it has. */
  objects: { path: string; keys: number }[];
}

/** Characters of a description beyond which it costs more than it saves. */
const LARGEST = 10_000;

/**
 * The shape that most of the lists of `answer_parts` have in their first row. Undefined where there
 * is none, or one whose names DuckDB would not keep apart.
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
 * The same with nothing read of values; undefined where a name is odd or two differ in case only.
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
