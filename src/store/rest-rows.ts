import type { Database } from './database.ts';
import { literal } from './insert.ts';

export interface RestList {
  relation: string;
  /** A field that only rows of this list have. */
  mark: string;
  /** Column -> field. */
  fields: Readonly<Record<string, string>>;
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
  const rows = `select unnest(from_json(body->'$.result', '["JSON"]')) as r
    from documents where digest = $1`;
  const [answered] = await db.rows(
    `select 1 from documents where digest = $1
       and json_extract_string(body, '$.success') = 'true'`,
    [answer.digest],
  );
  if (!answered) return false;
  for (const { relation, mark, fields } of lists) {
    const [found] = await db.rows(
      `select 1 from (${rows}) where (r->>'${mark}') is not null limit 1`,
      [answer.digest],
    );
    if (!found) continue;
    const columns = Object.entries(fields).map(([column, field]) => `r->>'${field}' as ${column}`);
    const at = answer.capturedAt === null ? 'null' : `rtrim(${literal(answer.capturedAt)}, 'Z')`;
    await db.run(
      `insert into ${relation} by name
       select $1 as load_id, ${literal(answer.account)} as account, ${at}::timestamp as captured_at,
         ${columns.join(', ')}
       from (${rows})`,
      [answer.digest],
    );
    return true;
  }
  return true;
}
