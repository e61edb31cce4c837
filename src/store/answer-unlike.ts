import { misplacedTime } from './answer-plain.ts';
import { plainNumber } from './answer-reasons.ts';
import { at, keysOf, leavesOf } from './answer-row-shape.ts';
import { fieldsOf, type RowMapping } from './answer-rows.ts';
import { lenientSql, type PlainAnswers } from './answer-table.ts';
import type { Database } from './database.ts';

/**
 * The line of a large answer that keeps it from being read by lines: the first that is unlike the
 * first row, or the first whose group was there before. Undefined if none is found.
 */
export async function unlikeLine(
  db: Database,
  mapping: RowMapping,
  answers: PlainAnswers,
): Promise<number | undefined> {
  const table = lenientSql(answers);
  if (table === undefined) return undefined;
  await db.run(`create or replace temp table plain_answers as ${table}`);
  const groups = `select min(row_number) as row from (
      select row_number, row_number() over (
        partition by hash(${answers.shape.dimensions ? 'r.dimensions' : 'null'}) order by row_number
      ) as place
      from plain_answers
    ) where place > 1`;
  for (const sql of [await wrongSql(db, mapping, answers), groups]) {
    const [found] = await db.rows<{ row: string | null }>(sql);
    if (found?.row) return (answers.linesBefore ?? 0) + Number(found.row);
  }
  return undefined;
}

/** The first row that is not as all must be. A text with `":` in it may be taken for a key. */
async function wrongSql(
  db: Database,
  mapping: RowMapping,
  { shape }: PlainAnswers,
): Promise<string> {
  const fields = await fieldsOf(db, mapping);
  const numbers = fields.filter(
    ({ kind, path }) => kind !== 'dimension' && at(shape, path) === null,
  );
  const wrong = [
    'r is null',
    'is_last and row_number < (select max(row_number) from plain_answers)',
    'not is_last and row_number = (select max(row_number) from plain_answers)',
    ...leavesOf(shape).map((names) => `r."${names.join('"."')}" is null`),
    ...numbers.map((field) => `not ${plainNumber(field)}`),
    misplacedTime(mapping, shape),
  ];
  return `select coalesce(
      min(row_number) filter (${wrong.join(' or ')}),
      min(row_number) filter (keys <> ${keysOf(shape)})
    ) as row from plain_answers`;
}
