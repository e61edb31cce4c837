import type { Database } from './database.ts';
import { columnsOf } from './insert.ts';

/** Which rows of which document belong to which capture. */
export interface AnswerPart {
  digest: string;
  /** Key of the selection in the answer. */
  key: string;
  capture_id: string;
  account: string;
}

export interface RowMapping {
  relation: string;
  /** Column -> path in a row; text of the first path that is there fills `observed_at`. */
  fields: Readonly<Record<string, string>>;
  timeFields: readonly string[];
}

/**
 * Unnests the rows of saved answers into a declared table. Every value is taken as text and cast to
 * the declared type: a row with a value that cannot be cast goes to raw.rejects instead.
 */
export async function insertAnswerRows(
  db: Database,
  mapping: RowMapping,
  parts: readonly AnswerPart[],
): Promise<void> {
  const types = new Map(await columnsOf(db, mapping.relation));
  const fields = Object.entries(mapping.fields);
  const structure = structureOf([...Object.values(mapping.fields), ...mapping.timeFields]);
  await db.run(
    `create or replace temp table answer_rows as
     with parts as (
       select unnest(from_json($1::json,
         '[{"digest":"VARCHAR","key":"VARCHAR","capture_id":"VARCHAR","account":"VARCHAR"}]'
       ), recursive := true)
     ),
     lists as (
       select p.*, d.path, from_json(
         json_extract(d.body, '$.data.viewer.accounts[0]."' || p.key || '"'), '[${structure}]'
       ) as list
       from parts as p join documents as d using (digest)
     )
     select capture_id, digest, path, account, unnest(range(1, len(list) + 1)) as row_number,
       unnest(list) as r
     from lists`,
    [JSON.stringify(parts)],
  );
  const time = `coalesce(${mapping.timeFields.map((path) => `r.${path}`).join(', ')})`;
  const reasons = [
    ...fields.map(([column, path]) => reject(column, `r.${path}`, types.get(column) ?? 'VARCHAR')),
    reject('time', `rtrim(${time}, 'Z')`, 'TIMESTAMP'),
  ];
  await db.run('alter table answer_rows add column reason varchar');
  await db.run(
    `update answer_rows set reason = nullif(concat_ws('; ', ${reasons.join(', ')}), '')`,
  );
  await db.run(
    `insert into raw.rejects by name
     select digest as load_id, path as source_file, row_number as line, reason,
       r::varchar as content
     from answer_rows where reason is not null`,
  );
  const values = fields.map(([column, path]) => `r.${path}::${types.get(column)} as ${column}`);
  await db.run(
    `insert into ${mapping.relation} by name
     select capture_id, row_number, account, rtrim(${time}, 'Z') as observed_at,
       ${values.join(', ')}
     from answer_rows where reason is null`,
  );
  await db.run('drop table answer_rows');
}

function reject(column: string, value: string, type: string): string {
  return `case when ${value} is not null and try_cast(${value} as ${type}) is null
    then '${column} "' || ${value} || '" cannot be read' end`;
}

/** The type that `from_json` shall give a row: nested as the paths are, every leaf text. */
function structureOf(paths: readonly string[]): string {
  const root: Structure = {};
  for (const path of paths) {
    const steps = path.split('.');
    const leaf = steps.pop() ?? '';
    let node = root;
    for (const step of steps) {
      node[step] ??= {};
      node = node[step] as Structure;
    }
    node[leaf] = 'VARCHAR';
  }
  return JSON.stringify(root);
}

interface Structure {
  [step: string]: Structure | 'VARCHAR';
}
