import { literal } from './quote.ts';

/** The kind of a value, which decides what text is valid. */
export type ValueKind = 'count' | 'decimal' | 'bound' | 'dimension';

/** A column of the table, its path in a row, and its kind. */
export interface AnswerField {
  column: string;
  path: string;
  kind: ValueKind;
}

/** A time dimension and how long one value of it lasts. */
export interface TimeField {
  path: string;
  seconds: number;
}

/** The greatest figure of a row, far above any account's. It keeps sums over a period exact. */
const LARGEST = '100000000000000000';

/** The range of plausible years of a time of usage. */
const FIRST_AT = "timestamp '2015-01-01'";
const LAST_AT = "timestamp '2100-01-01'";

const TIME_TEXT = '\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|\\+00:?00)?)?';

/**
 * SQL for why a row is rejected, or null. It reads `r` (the fields as text) and `c` (its part of an
 * answer: the requested days and dimensions).
 */
export function reasonsOf(fields: readonly AnswerField[], times: readonly TimeField[]): string {
  const dimensions = [...fields.filter(({ kind }) => kind === 'dimension'), ...times];
  const reasons = [
    ...dimensions.map(({ path }) => lacking(path)),
    ...fields.map(numberReason),
    timeReason(times),
  ].filter((reason) => reason !== undefined);
  return `case when r is null then 'the row is null'
    else nullif(concat_ws('; ', ${reasons.join(',\n')}), '') end`;
}

/** SQL for the time of a row as text: the finest of its time dimensions. */
export function timeOf(times: readonly TimeField[]): string {
  return `coalesce(${times.map(({ path }) => `r.${path}`).join(', ')})`;
}

/** A dimension that the answer groups by must be in each of its rows. */
function lacking(path: string): string {
  const name = path.split('.').at(-1) ?? '';
  return `case when list_contains(c.grouping, '${name}') and r.${path} is null
    then 'the dimension ${name} is missing' end`;
}

/**
 * SQL that tells whether a value is a plain number of few digits, as nearly all are. Such a number
 * is valid for any column. A cast to a wide decimal takes a hundred times as long as this test.
 */
export function plainNumber({ path, kind }: Pick<AnswerField, 'path' | 'kind'>): string {
  const pattern = kind === 'count' ? '\\d{1,17}' : '\\d{1,17}(\\.\\d{1,9})?';
  return `regexp_full_match(r.${path}, '${pattern}')`;
}

function numberReason({ column, path, kind }: AnswerField): string | undefined {
  if (kind === 'dimension') return undefined;
  const text = `r.${path}`;
  const value = `try_cast(${text} as decimal(38, 9))`;
  const says = (what: string) => `printf('${column} "%s" ${what}', left(${text}, 40))`;
  const whole =
    kind === 'count' ? `when ${value} <> floor(${value}) then ${says('is no whole number')}` : '';
  const sign = kind === 'bound' ? '' : `when ${value} < 0 then ${says('is negative')}`;
  return `case when ${text} is null or ${plainNumber({ path, kind })} then null
    when not regexp_full_match(${text}, '[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?')
      then ${says('is no number')}
    when ${value} is null or abs(${value}) > ${LARGEST} then ${says('is too large')}
    ${sign} ${whole} end`;
}

/** SQL for why the time of a row is not within its answer, or null. */
export function timeReason(times: readonly TimeField[]): string {
  const text = timeOf(times);
  const at = `try_cast(rtrim(${text}, 'Z') as timestamp)`;
  const lasts = times.map(({ path, seconds }) => `when r.${path} is not null then ${seconds}`);
  const says = (what: string) => `printf('the time "%s" ${what}', left(${text}, 40))`;
  return `case when ${text} is null then null
    when not regexp_full_match(${text}, ${literal(TIME_TEXT)}) or ${at} is null
      then ${says('cannot be read')}
    when ${at} not between ${FIRST_AT} and ${LAST_AT} then ${says('is of no year of usage')}
    when ${at} >= c.window_ends_at or ${at} + to_seconds(case ${lasts.join(' ')} end)
      <= c.window_starts_at then ${says('lies outside the days that were asked for')} end`;
}
