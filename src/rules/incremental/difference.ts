import type { Database } from '../../store/database.ts';
import { keyOf, type Touched, UNTOUCHED, WHOLE } from './touched.ts';

/** The columns that locate a changed row, the most precise first. */
const KEYS: readonly (readonly string[])[] = [
  ['account', 'usage_on', 'period_id'],
  ['account', 'usage_on'],
  ['account', 'period_id'],
  ['capture_id'],
  ['resource_key'],
];

/** Which of these columns a relation has. With none, a change affects everything that reads it. */
export function keysOf(columns: ReadonlySet<string>): readonly string[] {
  return KEYS.find((keys) => keys.every((column) => columns.has(column))) ?? [];
}

type Row = Readonly<Record<string, string | null>>;

/**
 * Where two versions of a relation differ. Rows are compared by the sum of the hashes of their
 * text, so that values that swap places between rows are noticed. DuckDB's hash of values would not
 * do: it hashes a 128-bit -1 (such as cents) as 0, and an empty list as null. No hash is stored,
 * because it differs between versions of DuckDB.
 * @param fresh name of the new rows, with the same columns
 * @param old what they replace, as `name` or `name where condition`
 * @param days relation by whose days a `resource_key` counts, if there is one
 */
export async function differenceOf(
  db: Database,
  fresh: string,
  old: string,
  columns: ReadonlySet<string>,
  days?: string,
): Promise<Touched> {
  const keys = keysOf(columns);
  const named = keys.map((key) => `a_row.${key}`).join(', ');
  const select = (rows: string, sign: number) =>
    `select ${named ? `${named},` : ''} hash(a_row::varchar)::hugeint as a_hash, ${sign} as a_sign
     from (from ${rows}) as a_row`;
  const differing = `select ${keys.join(', ') || '1 as one'}
    from (${select(fresh, 1)} union all ${select(old, -1)})
    ${keys.length > 0 ? `group by ${keys.join(', ')}` : ''}
    having sum(a_hash * a_sign) <> 0 or sum(a_sign) <> 0`;
  if (keys[0] === 'resource_key' && days) return ofResources(db, differing, days);
  return touchedBy(await db.rows<Row>(differing), keys);
}

/** The partitions of these rows, all of which are new. */
export async function contentOf(
  db: Database,
  fresh: string,
  columns: ReadonlySet<string>,
): Promise<Touched> {
  const keys = keysOf(columns);
  const list = keys.join(', ') || '1 as one';
  return touchedBy(await db.rows<Row>(`select distinct ${list} from ${fresh}`), keys);
}

/** Resources count on the days of their usage. No partition reads a resource without usage. */
async function ofResources(db: Database, differing: string, days: string): Promise<Touched> {
  await db.run(`create or replace temp table differing_resources as ${differing}`);
  const [some] = await db.rows('from differing_resources limit 1');
  if (!some) return UNTOUCHED;
  const rows = await db.rows<Row>(
    `select distinct account, usage_on from ${days}
     semi join differing_resources using (resource_key)`,
  );
  const touched = touchedBy(rows, ['account', 'usage_on']);
  return { ...touched, isChanged: true };
}

function touchedBy(rows: readonly Row[], keys: readonly string[]): Touched {
  if (rows.length === 0) return UNTOUCHED;
  const needed = keys.includes('usage_on') ? ['account', 'usage_on'] : keys;
  const isNull = rows.some((row) => needed.some((key) => row[key] === null));
  if (keys.length === 0 || isNull || keys[0] === 'resource_key') return WHOLE;
  const pairs = (column: string) =>
    new Set(
      rows
        .filter((row) => row[column] !== null)
        .map((row) => keyOf(String(row.account), String(row[column]))),
    );
  const changed = { ...UNTOUCHED, isChanged: true };
  if (keys[0] === 'capture_id')
    return { ...changed, captures: new Set(rows.map((row) => String(row.capture_id))) };
  if (!keys.includes('usage_on')) return { ...changed, periods: pairs('period_id') };
  const periodsOfDays = keys.includes('period_id') ? pairs('period_id') : new Set<string>();
  return { ...changed, days: pairs('usage_on'), periodsOfDays };
}
