import { EXIT, FlaretallyError, usageError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { type Result, resultOf } from '../store/result.ts';
import { bindNamed, lastStatement } from '../store/statements.ts';
import { type Patience, type Watch, watching } from '../store/watch.ts';
import type { RowSet } from '../words/rows.ts';
import { writeArrow } from './arrow.ts';
import { collect } from './stream.ts';

/** Values of the named parameters of the last statement. */
type Values = Readonly<Record<string, string | null>>;

/**
 * Runs statements up to the first rows of the last one, within the time that they have. The second
 * of two columns of one name is `a:1`.
 * @throws FlaretallyError E_SQL, E_SQL_EMPTY, E_SQL_TIME, E_MEMORY, E_INTERRUPTED
 */
export async function openAnswer(
  db: Database,
  sql: string,
  watch: Watch,
  values: Values = {},
): Promise<Result> {
  const last = await lastStatement(db, sql, (work) => watch.during(work));
  if (!last) throw nothingAsked();
  bindNamed(last, values);
  return resultOf(db, last, sql, watch);
}

/** What stops a statement, and the values of its parameters. */
type Asked = Patience & { values?: Values };

/** The same with all rows, for an answer that fits in memory. */
export function readAnswer(
  db: Database,
  sql: string,
  { values, ...patience }: Asked = {},
): Promise<RowSet> {
  return watching(db, patience, async (watch) => {
    const { columns, pages } = await openAnswer(db, sql, watch, values);
    return { columns, rows: await collect(pages) };
  });
}

/** The same as an Arrow stream. */
export function streamAnswer(
  db: Database,
  sql: string,
  out: { write(bytes: Uint8Array): void },
  { values = {}, ...patience }: Asked = {},
): Promise<void> {
  return watching(db, patience, async (watch) => {
    const last = await lastStatement(db, sql, (work) => watch.during(work));
    if (!last) throw nothingAsked();
    bindNamed(last, values);
    await writeArrow(db, last, out, watch);
  });
}

export function nothingAsked(): FlaretallyError {
  return usageError('E_SQL_EMPTY', 'there is no SQL to run', 'flaretally sql "from report.lines"');
}

/**
 * DuckDB's errors for a statement that accesses anything outside of the database, with what to do.
 */
const CLOSED: readonly [RegExp, { what: string; why: string; fix: string }][] = [
  [
    /LocalFileSystem disabled|file system operations are|(by|through) configuration/i,
    {
      what: 'sql can read only the database',
      why: 'the statement would open a file, another database or an extension',
      fix:
        'to write rows: flaretally sql "..." --format csv > rows.csv; ' +
        'to read files: flaretally load',
    },
  ],
  [
    /the configuration has been locked/,
    {
      what: 'settings of DuckDB cannot be changed here',
      why: 'they are locked, so that no statement can open other files',
      fix: 'leave SET and RESET out; "set variable" and "use" do work',
    },
  ],
  [
    /attached in read-only mode|in-memory database in read-only mode/,
    {
      what: 'the database can only be read',
      why: 'the statement would change the database, or add one',
      fix: 'for a table that lasts as long as the command: create temp table ... as ...',
    },
  ],
];

/** An error of a statement is the writer's mistake: it is shown whole, with its caret. */
export function refused(error: unknown): unknown {
  if (!(error instanceof FlaretallyError)) return error;
  const { code, message: what, fix = '', cause } = error;
  if (code === 'E_MEMORY') return tooLarge(error);
  if (code !== 'E_SQL') return error;
  const whole = cause instanceof Error ? cause.message : error.why;
  const closed = CLOSED.find(([words]) => words.test(whole ?? ''))?.[1];
  const why = whole?.replaceAll('\t', ' ').replace(/\n{2,}/g, '\n');
  const told = closed ?? { what, fix, ...(why === undefined ? {} : { why }) };
  return new FlaretallyError({ code, ...told, exit: EXIT.usage }, { cause });
}

/** `sql` has no temporary folder, because a statement could write to any file that it may open. */
function tooLarge({ code, why = '', cause }: FlaretallyError): FlaretallyError {
  const what = 'the statement was stopped, because it needs more memory than it has';
  const fix =
    'ask for less: a where clause, fewer columns, sums; or give it more: --max-memory 8GB. ' +
    'sql does not use the disk as memory';
  return new FlaretallyError({ code, what, why, fix }, { cause });
}
