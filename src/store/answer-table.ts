import { type RowShape, typeOf } from './answer-row-shape.ts';
import type { DocumentFile } from './documents.ts';
import { exactlyAll, readName } from './exact-path.ts';
import { named, structureOf } from './logs/read.ts';
import { literal } from './quote.ts';

/** An answer that is one list of rows, with what is known of it before its rows are read. */
export interface PlainPart extends DocumentFile {
  /** Number of keys in all rows together, as counted in the file. */
  keys: number;
  capture_id: string;
  account: string;
  window_starts_at: string | null;
  window_ends_at: string | null;
}

/** Answers of the same form: where their rows are, and what the rows look like. */
export interface PlainAnswers {
  /** Keys that lead to the list of accounts. */
  path: readonly string[];
  /** Name of the selection. */
  key: string;
  shape: RowShape;
  /** Number of lines before the first row, if each row is a line. */
  linesBefore: number | undefined;
  parts: readonly PlainPart[];
}

const PART = JSON.stringify([
  {
    name: 'VARCHAR',
    keys: 'BIGINT',
    capture_id: 'VARCHAR',
    account: 'VARCHAR',
    window_starts_at: 'TIMESTAMP',
    window_ends_at: 'TIMESTAMP',
  },
]);

/** An answer with more bytes is not read whole if its rows stand in lines: it takes much memory. */
const LARGE = 12 * 1024 * 1024;

/** The longest line, and a buffer for lines, in bytes. A row has some 500. */
const LINES = 8 * 1024 * 1024;

/** A character that no JSON text has: with it as delimiter a line of text is one value. */
const NOWHERE = 'chr(31)';

/** Whether an answer of so many bytes is read line by line. */
export function isInLines(size: number, { linesBefore }: Pick<PlainAnswers, 'linesBefore'>) {
  return size > LARGE && linesBefore !== undefined;
}

/**
 * The SQL of `plain_answers`. Answers that are read whole have a row each, with the list of their
 * rows; a large one has a row for each of its rows, so that it need not fit in memory.
 */
export function tableSql(answers: PlainAnswers): string {
  const large = largeOf(answers);
  return large ? linesSql(large, answers, knownSql(answers)) : listsSql(answers, knownSql(answers));
}

/**
 * The SQL of `plain_answers` for a large answer of which a line is wrong, to tell which: no text is
 * an error, and `keys` is how often a row has `":`, which follows each key. Undefined for others.
 */
export function lenientSql(answers: PlainAnswers): string | undefined {
  const large = largeOf(answers);
  return large && linesSql(large, answers, knownSql(answers), true);
}

/** What is known of the answers, as a list. */
function knownSql(answers: PlainAnswers): string {
  const told = answers.parts.map(({ path, keys, capture_id, account, ...window }) => {
    const { window_starts_at, window_ends_at } = window;
    return { name: readName(path), keys, capture_id, account, window_starts_at, window_ends_at };
  });
  return `from_json(${literal(JSON.stringify(told))}::json, ${literal(PART)})`;
}

/** A large answer is read alone. */
function largeOf({ parts, linesBefore }: PlainAnswers): PlainPart | undefined {
  const [only, another] = parts;
  return only && !another && isInLines(only.size, { linesBefore }) ? only : undefined;
}

function listsSql({ path, key, shape, parts }: PlainAnswers, known: string): string {
  const [first = '', ...steps] = path;
  const list = `STRUCT("${key}" ${typeOf(shape)}[])[]`;
  const column = steps.reduceRight((type, name) => `STRUCT("${name}" ${type})`, list);
  const largest = parts.reduce((most, { size }) => Math.max(most, size), 0);
  const compression = parts[0] ? named(parts[0]) : '';
  return `select told[list_position(list_transform(told, lambda t: t.name), filename)] as c, list
    from (
      select ${known} as told,
        filename, ${path.map((name) => `"${name}"`).join('.')}[1]."${key}" as list
      from read_json(${exactlyAll(parts.map((part) => part.path))},
        columns = {"${first}": ${literal(column)}}, filename = true,
        hive_partitioning = false, format = 'unstructured', records = true,
        compression = '${compression}', maximum_object_size = ${largest + 1024})
    )`;
}

/**
 * Rows in the order of lines, up to the line that closes the list. What is no object with one comma
 * after it becomes null, or is an error as text is that is no JSON.
 */
function linesSql(
  large: PlainPart,
  { shape, linesBefore }: PlainAnswers,
  known: string,
  isLenient = false,
): string {
  const row = `from_json(line, ${literal(structureOf(typeOf(shape)))})`;
  const keys = `(strlen(line) - strlen(replace(line, '":', ''))) // 2 as keys,`;
  return `select ${known}[1] as c, row_number() over () as row_number, is_last,
      ${isLenient ? keys : ''} case when starts_with(line, '{') and ends_with(line, '}')
        then ${isLenient ? `try(${row})` : row} end as r
    from (
      select not ends_with(line, ',') as is_last, if(is_last, line, line[:-2]) as line
      from read_csv(${exactlyAll([large.path])}, columns = {line: 'VARCHAR'}, header = false,
        auto_detect = false, delim = ${NOWHERE}, quote = '', escape = '', skip = ${linesBefore},
        hive_partitioning = false, compression = '${named(large)}',
        max_line_size = ${LINES}, buffer_size = ${LINES}) as read(line)
      where not starts_with(line, ']')
    )`;
}

/** What must be true of all rows of an answer together: only the last line has no comma. */
export function wholeSql(answers: PlainAnswers): string {
  return largeOf(answers)
    ? 'count(*) filter (is_last) = 1 and max(row_number) filter (is_last) = count(*)'
    : 'true';
}

/** Each row of `plain_answers` with its answer: columns `c` and `r`. */
export function sentSql(answers: PlainAnswers): string {
  return largeOf(answers)
    ? 'select c, r, row_number, is_last from plain_answers'
    : 'select c, unnest(list) as r from plain_answers';
}

/**
 * Rows of `plain_answers` with their number in the answer.
 * @param from how many rows of each answer come before them
 * @param step how many they are; all without it
 */
export function sliceSql(answers: PlainAnswers, from: number, step: number | undefined): string {
  const isPart = step !== undefined;
  if (largeOf(answers))
    return `select c.capture_id as capture_id, c.account as account, row_number, r
      from plain_answers
      where row_number > ${from} ${isPart ? `and row_number <= ${from + step}` : ''}`;
  const last = isPart ? `least(${from + step}, len(list))` : 'len(list)';
  return `select c.capture_id as capture_id, c.account as account,
      unnest(range(${from} + 1, ${last} + 1)) as row_number,
      unnest(${isPart ? `list[${from + 1}:${from + step}]` : 'list'}) as r
    from plain_answers`;
}
