import type { Database } from './database.ts';

/**
 * Rejects rows of `answer_rows` that repeat the dimensions of another row of their answer.
 * Cloudflare gives each group once: nobody can tell which of two figures is right, and their sum is
 * neither. Of rows that are equal in everything the first stays.
 * @param isGrouped whether rows have dimensions; without them the day tells them apart
 */
export async function rejectRepeats(db: Database, isGrouped: boolean): Promise<void> {
  await db.run(
    `create or replace temp table suspects as
     select distinct part from (
       select part from answer_rows where reason is null
       group by part, hash(r.${isGrouped ? 'dimensions' : 'date'}) having count(*) > 1
     )`,
  );
  const [found] = await db.rows('from suspects limit 1');
  if (found) await judgeSuspects(db, isGrouped);
  await db.run('drop table suspects');
}

/** Compares all dimensions as they were sent: those that nothing reads tell rows apart too. */
async function judgeSuspects(db: Database, isGrouped: boolean): Promise<void> {
  const dimensions = isGrouped
    ? `list_sort(list_transform(
           coalesce(json_keys(j, '$.dimensions'), []),
           lambda k: [k, json_extract(j, '$.dimensions."' || k || '"')::varchar]
         ))`
    : `[['date', json_extract(j, '$.date')::varchar]]`;
  await db.run(
    `update answer_rows as a
     set reason = s.says
     from (
       with sent as (
         select part, unnest(range(1, len(list) + 1)) as row_number, unnest(list) as j
         from (
           select part, from_json(s.list, '["JSON"]') as list
           from suspects join answer_parts using (part)
           join selections as s using (digest, key, place)
         )
       ),
       keyed as (
         select part, row_number, j, ${dimensions} as dimensions
         from sent
       ),
       repeated as (
         select *, count(*) over same as times, min(row_number) over same as first_row,
           min(j::varchar) over same = max(j::varchar) over same as is_alike
         from keyed
         window same as (partition by part, dimensions)
       )
       select part, row_number, case when is_alike
         then printf('it repeats row %d', first_row)
         else printf('%d rows have the same dimensions and differ', times) end as says
       from repeated
       where times > 1 and not (is_alike and row_number = first_row)
     ) as s
     where s.part = a.part and s.row_number = a.row_number and a.reason is null`,
  );
}
