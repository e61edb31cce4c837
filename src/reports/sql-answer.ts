import { EXIT, FlaretallyError, usageError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { databaseError } from '../store/database-error.ts';
import { bindNamed, lastStatement } from '../store/statements.ts';
import type { RowSet } from '../words/rows.ts';
import { writeArrow } from './arrow.ts';

/** Values of the named parameters of the last statement. */
type Values = Readonly<Record<string, string | null>>;

/**
 * Runs statements and returns the rows of the last one. The second of two columns of one name is
 * `a:1`.
 * @throws FlaretallyError E_SQL, E_SQL_EMPTY
 */
export async function readAnswer(db: Database, sql: string, values: Values = {}): Promise<RowSet> {
  const last = await lastStatement(db, sql);
  if (!last) throw nothingAsked();
  bindNamed(last, values);
  try {
    const reader = await last.runAndReadAll();
    const types = reader.columnTypes();
    const columns = reader
      .deduplicatedColumnNames()
      .map((name, i) => ({ name, type: String(types[i]) }));
    return { columns, rows: reader.getRowObjectsJson() as RowSet['rows'] };
  } catch (error) {
    throw databaseError(error, db.path, sql);
  }
}

/** The same as an Arrow stream. */
export async function streamAnswer(
  db: Database,
  sql: string,
  out: { write(bytes: Uint8Array): void },
  values: Values = {},
): Promise<void> {
  const last = await lastStatement(db, sql);
  if (!last) throw nothingAsked();
  bindNamed(last, values);
  await writeArrow(db, last, out);
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
function tooLarge({ code, message: what, why = '', cause }: FlaretallyError): FlaretallyError {
  const fix =
    'ask for less: a where clause, fewer columns, sums; sql does not use the disk as memory';
  return new FlaretallyError({ code, what, why, fix }, { cause });
}
