import { basename } from 'node:path';
import { EXIT, FlaretallyError } from '../errors.ts';

/** The catalog name of the copy that a run writes to, which error messages must not show. */
export const COPY = 'copy_of_database';

const LOCK_HOLDER = /PID (\d+)/;
const DISK_FULL = new RegExp(
  'No space left|\\b(?:ENOSPC|EFBIG|EDQUOT)\\b|File too large|Could not write|Failed to write|' +
    'max_temp_directory_size',
  'i',
);
const OUT_OF_MEMORY = /^Out of Memory Error/;
const NAMED_AS_SCHEMA = /Ambiguous reference to catalog or schema "(\w+)"/;
const BARE_COST = /syntax error at or near "cost"/i;

/**
 * Makes an error of a DuckDB message, which is text only: its first lines (class, message, caret)
 * and what a person can do. `sql` is given for statements, not for opening a file.
 */
export function databaseError(cause: unknown, path: string, sql?: string): FlaretallyError {
  if (cause instanceof FlaretallyError) return cause;
  const message = `${cause instanceof Error ? cause.message : cause}`.replaceAll(`${COPY}.`, '');
  if (DISK_FULL.test(message)) return diskFull(path, message, cause);
  if (OUT_OF_MEMORY.test(message)) return outOfMemory(message, cause);
  const schema = NAMED_AS_SCHEMA.exec(message)?.[1];
  if (schema) return namedAsSchema(schema, cause);
  if (sql !== undefined) return statementError(message, cause);
  if (/Could not set lock|Conflicting lock/.test(message)) {
    const pid = LOCK_HOLDER.exec(message)?.[1];
    return new FlaretallyError(
      {
        code: 'E_DB_LOCKED',
        what: `the database ${path} is in use`,
        why: pid ? `process ${pid} has it open for writing` : message,
        fix: 'wait until it ends, or give another file with --db',
      },
      { cause },
    );
  }
  return new FlaretallyError(
    {
      code: 'E_DB_FORMAT',
      what: `the database ${path} cannot be opened`,
      why: /not a valid DuckDB database/.test(message)
        ? 'it is not a valid DuckDB database file'
        : firstLines(message),
      fix:
        'check that the file was written by flaretally and is complete, ' +
        'or give another with --db',
    },
    { cause },
  );
}

/**
 * An error of the system as ours if the disk is full, a quota or a limit of file sizes reached.
 * @param path the database, if it was that which was written
 */
export function orDiskFull(error: unknown, path?: string): unknown {
  const { code, message } = (error ?? {}) as NodeJS.ErrnoException;
  if (!['ENOSPC', 'EFBIG', 'EDQUOT'].includes(`${code}`)) return error;
  if (path !== undefined) return databaseError(error, path);
  return new FlaretallyError(
    {
      code: 'E_DISK_FULL',
      what: 'there is no room to write a file',
      why: message,
      fix: 'free space where the files are written and run the same command again',
    },
    { cause: error },
  );
}

function diskFull(path: string, message: string, cause: unknown): FlaretallyError {
  return new FlaretallyError(
    {
      code: 'E_DISK_FULL',
      what: 'there is no room to write the database or what does not fit in memory',
      why: firstLines(message).replaceAll(path, 'the copy'),
      fix: 'free space in the folder of the database; nothing was changed',
    },
    { cause },
  );
}

/** Whether a statement failed because memory ran out, so that a retry with more may succeed. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof FlaretallyError && error.code === 'E_MEMORY';
}

function outOfMemory(message: string, cause: unknown): FlaretallyError {
  return new FlaretallyError(
    {
      code: 'E_MEMORY',
      what: 'the memory of this machine is not enough',
      why: firstLines(message).split('\n')[0] ?? message,
      fix: 'give fewer files at once, or run it where there is more memory; nothing was changed',
    },
    { cause },
  );
}

/** DuckDB's name of a database: its file name up to the first dot. */
export function catalogOf(path: string): string {
  return basename(path).split('.', 1)[0] ?? '';
}

/**
 * Refuses a database whose name is that of a schema. DuckDB names a database after its file and
 * could not tell the two apart.
 */
export function namedAsSchema(schema: string, cause?: unknown): FlaretallyError {
  return new FlaretallyError(
    {
      code: 'E_DB_NAME',
      what: `a database cannot be called ${schema}.duckdb`,
      why: `it holds a schema ${schema}, and DuckDB could not tell the two apart`,
      fix: 'give another name with --db',
      exit: EXIT.usage,
    },
    { cause },
  );
}

function statementError(message: string, cause: unknown): FlaretallyError {
  const hint = BARE_COST.test(message)
    ? 'cost is a keyword in DuckDB: write "as cost"'
    : 'correct the statement; `flaretally rules` lists the relations, ' +
      '`flaretally rules NAME` the columns of one';
  return new FlaretallyError(
    { code: 'E_SQL', what: 'DuckDB refused a statement', why: firstLines(message), fix: hint },
    { cause },
  );
}

/** The message, its first candidates, and the line with the caret. */
function firstLines(message: string): string {
  const lines = message.trim().split('\n');
  const caret = lines.findIndex((line) => /^LINE \d+:/.test(line));
  const kept =
    caret < 5 ? lines.slice(0, 7) : [...lines.slice(0, 4), ...lines.slice(caret, caret + 2)];
  return kept.join('\n').trimEnd();
}
