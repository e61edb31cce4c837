import { FlaretallyError } from '../errors.ts';
import { plainNumber, timeOf, timeReason } from './answer-reasons.ts';
import { at, keysOf, leavesOf, type RowShape } from './answer-row-shape.ts';
import { fieldsOf, type RowMapping } from './answer-rows.ts';
import { type PlainAnswers, sentSql, sliceSql, tableSql, wholeSql } from './answer-table.ts';
import type { Database } from './database.ts';
import { isOutOfMemory } from './database-error.ts';
import { literal } from './quote.ts';

/**
 * Rows that are inserted at once: a little over three row groups. With many more, DuckDB would pack
 * them in parts of any size as they arrive, and pack all again when the file is written.
 */
const ROWS_AT_ONCE = 98_304;

/**
 * DuckDB's errors for a file that differs from its outline. The slower reader reports them better.
 */
const UNLIKE = /^(?:Error: )?(?:Invalid Input|Conversion|IO) Error/;

/**
 * Reads answers in one pass, with each row's values typed at once, into the temporary table
 * `plain_answers`.
 * @returns false if one of them has another form or is too large: then nothing is read
 */
export async function readPlain(db: Database, answers: PlainAnswers): Promise<boolean> {
  try {
    await db.run(`create or replace temp table plain_answers as ${tableSql(answers)}`);
    return true;
  } catch (error) {
    if (isOtherForm(error)) return false;
    throw error;
  }
}

/** Whether DuckDB could not read an answer because of its form or its size. */
export function isOtherForm(error: unknown): boolean {
  const isUnlike = error instanceof FlaretallyError && UNLIKE.test(error.why ?? '');
  return isUnlike || isOutOfMemory(error);
}

/**
 * Number of rows of each answer in `plain_answers` that needs no further check, by capture. Each of
 * its rows has each key of the shape, the file has no other keys, and no number, time or repeated
 * group is suspicious.
 */
export async function soundRows(
  db: Database,
  mapping: RowMapping,
  answers: PlainAnswers,
): Promise<Map<string, string>> {
  const { shape } = answers;
  const fields = await fieldsOf(db, mapping);
  const numbers = fields.filter(
    ({ kind, path }) => kind !== 'dimension' && at(shape, path) === null,
  );
  const isWhole = [
    ...leavesOf(shape).map((names) => `count(r."${names.join('"."')}") = count(*)`),
    ...numbers.map((field) => `bool_and(${plainNumber(field)})`),
  ];
  const found = await db.rows<{ capture_id: string; rows: string }>(
    `with sent as not materialized (${sentSql(answers)}),
     whole as (
       select c.capture_id as capture_id, count(*) as rows from sent
       group by c.capture_id, c.keys
       having count(*) * ${keysOf(shape)} = c.keys and ${isWhole.join(' and ')}
         and ${wholeSql(answers)}
     ),
     repeated as (
       select c.capture_id as capture_id from sent
       group by c.capture_id, hash(${shape.dimensions ? 'r.dimensions' : 'null'})
       having count(*) > 1
     )
     select capture_id, rows from whole
     where capture_id not in (from repeated) and capture_id not in (${misplaced(mapping, shape)})`,
  );
  return new Map(found.map(({ capture_id, rows }) => [capture_id, rows]));
}

/**
 * SQL for captures with a row outside of the requested time. Each distinct time is checked once.
 */
function misplaced(mapping: RowMapping, shape: RowShape): string {
  const [time] = timesIn(mapping.times, shape);
  if (!time) return 'select null where false';
  const [outer = '', inner = ''] = time.path.split('.');
  return `select c.capture_id from (
      select distinct c, {${outer}: {${inner}: r.${time.path}}} as r from sent
    ) where ${misplacedTime(mapping, shape)}`;
}

/** SQL for whether a row is outside of the requested time. */
export function misplacedTime({ times }: RowMapping, shape: RowShape): string {
  const [time] = timesIn(times, shape);
  return time ? `${timeReason([time])} is not null` : 'false';
}

/** The time columns of rows. The first one gives the time of a row, because it is never null. */
function timesIn(times: RowMapping['times'], shape: RowShape): RowMapping['times'] {
  return times.filter(({ path }) => at(shape, path) === null).slice(0, 1);
}

/**
 * Inserts the rows of some captures of `plain_answers` into a declared table.
 * @param rows number of rows of each, by capture
 */
export async function insertPlain(
  db: Database,
  mapping: RowMapping,
  answers: PlainAnswers,
  rows: ReadonlyMap<string, string>,
): Promise<void> {
  const { shape } = answers;
  const fields = await fieldsOf(db, mapping);
  const times = timesIn(mapping.times, shape);
  const observed = times.length > 0 ? `rtrim(${timeOf(times)}, 'Z')` : 'null';
  const values = fields
    .filter(({ path }) => at(shape, path) === null)
    .map(({ column, path, type }) => `r.${path}::${type} as ${column}`);
  const captures = [...rows.keys()].map(literal).join(', ');
  const most = Math.max(...[...rows.values()].map(Number));
  const step = Math.ceil(ROWS_AT_ONCE / rows.size);
  for (let from = 0; from < most; from += step) {
    await db.run(
      `insert into ${mapping.relation} by name
       select capture_id, row_number, account, ${observed} as observed_at, ${values.join(', ')}
       from (${sliceSql(answers, from, most > step ? step : undefined)})
       where capture_id in (${captures})`,
    );
  }
}

/** Frees the memory of the answers that were read. */
export async function dropPlain(db: Database): Promise<void> {
  await db.run('drop table if exists plain_answers');
}
