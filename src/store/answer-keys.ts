import { type Shape, shapeOf } from './answer-shape.ts';
import type { Database } from './database.ts';
import { literal } from './quote.ts';

/**
 * Rejects rows of `answer_rows` that have a key twice. It is not known which of the two values is
 * meant, and readers differ in which one they take.
 * @param objects the objects of a row in which fields are, such as `sum`
 */
export async function rejectKeysTwice(db: Database, objects: readonly string[]): Promise<void> {
  const shape = await shapeOf(db);
  const parts = await db.rows<{ part: string }>(
    shape ? unlike(shape) : 'select part from answer_parts',
  );
  if (parts.length > 0) await judge(db, objects, `(${parts.map(({ part }) => part).join(', ')})`);
}

/**
 * Lists in which a row may have a key twice, found faster than by listing all keys. DuckDB's strict
 * reader accepts a list only if each object has each key of the shape, none of them twice. There is
 * no other key if the text has as many `":` as that gives, because each key is followed by one, and
 * values can only add more. The text is DuckDB's own, without a space between the two characters.
 */
function unlike({ structure, objects }: Shape): string {
  const keys = objects.map((object) => `${object.keys} * count(${object.path})`);
  return `select t.part from (
      select p.part, (strlen(s.list) - strlen(replace(s.list, '":', ''))) // 2 as keys
      from answer_parts as p join selections as s using (digest, key, place)
    ) as t left join (
      select part, ${keys.join(' + ')} as keys from (
        select p.part, unnest(try(from_json_strict(s.list, ${literal(structure)}))) as r
        from answer_parts as p join selections as s using (digest, key, place)
      ) group by part
    ) as e using (part)
    where t.keys <> coalesce(e.keys, 0)`;
}

/** Checks all keys of all rows of some parts. */
async function judge(db: Database, objects: readonly string[], parts: string): Promise<void> {
  const paths = ['$', ...objects.map((object) => `$.${object}`)];
  const keys = paths.map((path) => `coalesce(json_keys(j, ${literal(path)}), [])`);
  await db.run(
    `update answer_rows as a
     set reason = printf('it states %s twice', s.name)
     from (
       with sent as (
         select part, unnest(range(1, len(list) + 1)) as row_number, unnest(list) as j
         from (
           select p.part, from_json(s.list, '["JSON"]') as list
           from answer_parts as p join selections as s using (digest, key, place)
           where p.part in ${parts}
         )
       ),
       stated as (select part, row_number, unnest([${keys.join(', ')}]) as names from sent)
       select part, row_number, min(n.name) as name
       from stated, (select unnest(names) as name) as n
       where len(names) <> len(list_distinct(names))
         and len(list_filter(names, lambda x: x = n.name)) > 1
       group by all
     ) as s
     where s.part = a.part and s.row_number = a.row_number and a.reason is null`,
  );
}
