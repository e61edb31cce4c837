import type { Database } from './database.ts';
import { literal } from './insert.ts';

/**
 * Gives a reason to rows of `answer_rows` that state a key twice: which of the two is meant nobody
 * can tell, and readers differ in which they take.
 * @param objects the objects of a row in which fields are, such as `sum`
 */
export async function rejectKeysTwice(db: Database, objects: readonly string[]): Promise<void> {
  const paths = ['$', ...objects.map((object) => `$.${object}`)];
  const keys = paths.map((path) => `coalesce(json_keys(j, ${literal(path)}), [])`);
  await db.run(
    `update answer_rows as a
     set reason = printf('it states %s twice', s.name)
     from (
       with sent as (
         select s.capture_id, unnest(range(1, len(list) + 1)) as row_number, unnest(list) as j
         from (
           select s.capture_id, from_json(json_extract(
             d.body, '$.data.viewer.accounts[0]."' || s.key || '"'
           ), '["JSON"]') as list
           from (select distinct capture_id, digest, key from answer_rows) as s
           join documents as d using (digest)
         ) as s
       ),
       stated as (select capture_id, row_number, unnest([${keys.join(', ')}]) as names from sent)
       select capture_id, row_number, min(n.name) as name
       from stated, (select unnest(names) as name) as n
       where len(names) <> len(list_distinct(names))
         and len(list_filter(names, lambda x: x = n.name)) > 1
       group by all
     ) as s
     where s.capture_id = a.capture_id and s.row_number = a.row_number and a.reason is null`,
  );
}
