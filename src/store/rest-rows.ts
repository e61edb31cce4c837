import type { Database } from './database.ts';
import { literal } from './insert.ts';

export interface RestList {
  relation: string;
  /** A field that only rows of this list have. */
  mark: string;
  /** Column -> field, a dot leading into an object. */
  fields: Readonly<Record<string, string>>;
  /** Where the rows are inside `result`, if it is not the list itself. */
  at?: string;
  /** Columns that every row gets besides. */
  constants?: Readonly<Record<string, string>>;
  /** Whether rows have no key of their own and are numbered. */
  isNumbered?: boolean;
}

/**
 * Unnests the `result` of one open document into the first list whose mark its rows have; an empty
 * list is an answer too. False where the answer failed: `success` is not true.
 */
export async function insertRestRows(
  db: Database,
  lists: readonly RestList[],
  answer: { digest: string; account: string; capturedAt: string | null },
): Promise<boolean> {
  const [answered] = await db.rows(
    `select 1 from documents where digest = $1
       and json_extract_string(body, '$.success') = 'true'`,
    [answer.digest],
  );
  if (!answered) return false;
  for (const list of lists) {
    const path = list.at === undefined ? '$.result' : `$.result.${list.at}`;
    const rows = `select unnest(from_json(json_extract(body, '${path}'), '["JSON"]')) as r
      from documents where digest = $1`;
    const [found] = await db.rows(
      `select 1 from (${rows}) where json_extract_string(r, '$.${list.mark}') is not null limit 1`,
      [answer.digest],
    );
    if (!found) continue;
    await insertList(db, list, rows, answer);
    return true;
  }
  return true;
}

async function insertList(
  db: Database,
  list: RestList,
  rows: string,
  answer: { digest: string; account: string; capturedAt: string | null },
): Promise<void> {
  const at = answer.capturedAt === null ? 'null' : `rtrim(${literal(answer.capturedAt)}, 'Z')`;
  const columns = [
    '$1 as load_id',
    `${literal(answer.account)} as account`,
    `${at}::timestamp as captured_at`,
    ...(list.isNumbered ? ['row_number() over () as row_number'] : []),
    ...Object.entries(list.constants ?? {}).map(([name, value]) => `${literal(value)} as ${name}`),
    ...Object.entries(list.fields).map(
      ([column, field]) => `json_extract_string(r, '$.${field}') as ${column}`,
    ),
  ];
  await db.run(`insert into ${list.relation} by name select ${columns.join(', ')} from (${rows})`, [
    answer.digest,
  ]);
}
