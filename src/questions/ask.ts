import type { Period } from '../period.ts';
import { ofPeriod } from '../reports/published.ts';
import { readAnswer } from '../reports/sql-answer.ts';
import type { Database } from '../store/database.ts';
import type { RowSet } from '../words/rows.ts';
import { type Gaps, gapsOf } from './gaps.ts';
import type { Question } from './question.ts';
import { type Values, valuesOf } from './values.ts';

export interface Answer {
  rows: RowSet;
  /** Sentences below the rows: whose they are, and what is not known. */
  foot: string[];
}

/**
 * The rows that answer a question about a period. Where there are none, `foot` begins with why.
 * @throws FlaretallyError E_SQL for a question that does not fit the database
 */
export async function ask(
  db: Database,
  question: Question,
  period: Period,
  given: Values,
): Promise<Answer> {
  const rows = await readAnswer(db, question.sql, { values: valuesOf(period, given) });
  const gaps = await gapsOf(db, period, question);
  const why = rows.rows.length > 0 ? [] : [whyEmpty(question, gaps)];
  const foot = [...why, ...nullsOf(question, rows), ...footOf(gaps, rows), ofPeriod(period)];
  return { rows, foot };
}

/** What a dash in a column stands for. */
function nullsOf({ unknown }: Question, { rows }: RowSet): string[] {
  const isNull = (column: string) => rows.some((row) => (row[column] ?? null) === null);
  return unknown.filter(({ column }) => isNull(column)).map(({ says }) => says);
}

/** Why an answer is empty. An empty answer means no usage only if every meter is counted. */
function whyEmpty({ empty, meters }: Question, { unknown }: Gaps): string {
  if (unknown.length === 0) return empty;
  const all = unknown.length === meters.length;
  return `${all ? 'Not known' : 'No rows'}: nothing counts ${unknown.join(', ')} in this period.`;
}

function footOf({ unknown, partial }: Gaps, { rows }: RowSet): string[] {
  const isTold = rows.length === 0 || unknown.length === 0;
  const not = isTold ? [] : [`Nothing counts ${unknown.join(', ')} in this period.`];
  return [...not, ...partial];
}
