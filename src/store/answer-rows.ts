import { rejectKeysTwice } from './answer-keys.ts';
import {
  type AnswerField,
  reasonsOf,
  type TimeField,
  timeOf,
  type ValueKind,
} from './answer-reasons.ts';
import { rejectRepeats } from './answer-repeats.ts';
import type { Database } from './database.ts';
import { declaredColumns } from './insert.ts';

/** Which rows of a document belong to which capture. */
export interface AnswerPart {
  digest: string;
  /** Key of the selection in the answer. */
  key: string;
  /** Which zone of the answer it is of, from 1; 0 of an account. */
  place: number;
  /** The zone's tag, of a dataset that is asked zone by zone. */
  zone: string | null;
  capture_id: string;
  account: string;
  /** The dimensions that its rows are grouped by. */
  grouping: readonly string[];
}

export interface RowMapping {
  relation: string;
  /** Column -> path in a row. */
  fields: Readonly<Record<string, string>>;
  /** Time dimensions, the finest first. The first one that is present fills `observed_at`. */
  times: readonly TimeField[];
  /** Column for the zone that rows are of, which is said beside them. */
  zoneColumn?: string | undefined;
}

/** A field and the type of its column. */
export interface TypedField extends AnswerField {
  type: string;
}

const PARTS = `[{"digest":"VARCHAR","key":"VARCHAR","place":"INTEGER","zone":"VARCHAR",
  "capture_id":"VARCHAR","account":"VARCHAR","grouping":["VARCHAR"]}]`;

/**
 * Unnests the rows of saved answers, as `selections` has them, into a declared table. A row goes to
 * raw.rejects with the reason if a value does not have its column's type, if its time is outside of
 * the request, or if another row has the same dimensions. Such rows are counted in raw.captures,
 * because the answer is not whole.
 */
export async function insertAnswerRows(
  db: Database,
  mapping: RowMapping,
  parts: readonly AnswerPart[],
): Promise<void> {
  const fields = await fieldsOf(db, mapping);
  const structure = structureOf([...fields, ...mapping.times].map(({ path }) => path));
  await nameParts(db, parts);
  await db.run(
    `create or replace temp table answer_rows as
     with lists as (
       select p.part, from_json(s.list, '[${structure}]') as list
       from answer_parts as p join selections as s using (digest, key, place)
     ),
     listed as (
       select part, unnest(range(1, len(list) + 1)) as row_number, unnest(list) as r from lists
     )
     select l.*, ${reasonsOf(fields, mapping.times)} as reason
     from listed as l join answer_parts as c using (part)`,
  );
  await rejectKeysTwice(db, objectsOf([...fields, ...mapping.times]));
  await rejectGaps(db, fields);
  await rejectRepeats(
    db,
    mapping.times.some(({ path }) => path.startsWith('dimensions.')),
  );
  await keepRejects(db);
  // DuckDB casts inside the scan, also in rows that the filter leaves out, so the cast must not
  // fail.
  const values = fields.map(
    ({ column, path, type }) => `try_cast(r.${path} as ${type}) as ${column}`,
  );
  const zone = mapping.zoneColumn === undefined ? '' : `p.zone as ${mapping.zoneColumn},`;
  await db.run(
    `insert into ${mapping.relation} by name
     select p.capture_id, row_number, p.account, ${zone}
       rtrim(${timeOf(mapping.times)}, 'Z') as observed_at, ${values.join(', ')}
     from answer_rows join answer_parts as p using (part) where reason is null`,
  );
  await db.run('drop table answer_rows; drop table answer_parts');
}

/** Numbers the parts, so that facts about a part are stored once and not with each row. */
async function nameParts(db: Database, parts: readonly AnswerPart[]): Promise<void> {
  await db.run(
    `create or replace temp table answer_parts as
     select row_number() over () as part, p.*, d.path, c.window_starts_at, c.window_ends_at
     from (select unnest(from_json($1::json, '${PARTS}'), max_depth := 2)) as p
     join documents as d using (digest)
     join raw.captures as c using (capture_id)`,
    [JSON.stringify(parts)],
  );
}

/** The objects of a row that contain fields: `sum` of `sum.requests`. */
function objectsOf(fields: readonly { path: string }[]): string[] {
  return [...new Set(fields.map(({ path }) => path.split('.').slice(0, -1).join('.')))].filter(
    (object) => object !== '',
  );
}

/**
 * Rejects a row without a number that other rows of the answer have. Cloudflare answers a group
 * whole, so the missing number is not zero.
 */
async function rejectGaps(db: Database, fields: readonly AnswerField[]): Promise<void> {
  const numbers = fields.filter(({ kind }) => kind === 'count' || kind === 'decimal');
  const counts = numbers.map(({ column, path }) => `count(r.${path}) as ${column}`);
  const gap = ({ column, path }: AnswerField) =>
    `case when h.${column} > 0 and a.r.${path} is null then '${column} is missing' end`;
  await db.run(
    `update answer_rows as a
     set reason = nullif(concat_ws('; ', ${numbers.map(gap).join(', ')}), '')
     from (
       select part, count(*) as n, ${counts.join(', ')} from answer_rows group by all
     ) as h
     where h.part = a.part and a.reason is null
       and (${numbers.map(({ column }) => `h.${column} between 1 and h.n - 1`).join(' or ')})`,
  );
}

async function keepRejects(db: Database): Promise<void> {
  await db.run(
    `insert into raw.rejects by name
     select digest as load_id, path as source_file, row_number as line,
       key || coalesce(' of zone ' || zone, '') || ': ' || reason as reason,
       r::varchar as content
     from answer_rows join answer_parts using (part) where reason is not null`,
  );
  await db.run(
    `update raw.captures as c set rejected_rows = r.n
     from (
       select capture_id, count(*) as n from answer_rows join answer_parts using (part)
       where reason is not null group by all
     ) as r
     where r.capture_id = c.capture_id`,
  );
}

/** The fields of a mapping, with the types of the declared table. */
export async function fieldsOf(db: Database, mapping: RowMapping): Promise<TypedField[]> {
  const types = new Map(await declaredColumns(db, mapping.relation));
  return Object.entries(mapping.fields).map(([column, path]) => {
    const type = types.get(column) ?? 'VARCHAR';
    return { column, path, type, kind: kindOf(path, type) };
  });
}

/** Dimensions are names, bounds of an interval may be negative, everything else is a count. */
function kindOf(path: string, type: string): ValueKind {
  if (path.startsWith('dimensions.')) return 'dimension';
  if (path.startsWith('confidence.')) return 'bound';
  return type === 'VARCHAR' ? 'decimal' : 'count';
}

/** The type for `from_json`: nested like the paths, with every leaf as text. */
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
