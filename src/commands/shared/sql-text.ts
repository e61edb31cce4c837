import { readFileSync } from 'node:fs';
import { addAbortSignal } from 'node:stream';
import { text } from 'node:stream/consumers';
import { EXIT, FlaretallyError, usageError } from '../../errors.ts';
import { nothingAsked } from '../../reports/sql-answer.ts';

type Source = string | undefined;

/**
 * The SQL that was typed, or that of a file or of standard input.
 * @throws FlaretallyError E_SQL_TWICE, E_SQL_EMPTY, E_FILE_MISSING
 */
export async function statementsOf(
  sql: Source,
  file: Source,
  signal?: AbortSignal,
): Promise<string> {
  if (sql !== undefined && file !== undefined)
    throw usageError('E_SQL_TWICE', 'SQL and --file are both given', 'give one or the other');
  const found = await textOf(sql, file, signal);
  // Editors on Windows begin a file with a mark that SQL does not know.
  const statements = found.replace(/^\ufeff/, '');
  if (statements.trim() !== '') return statements;
  throw nothingAsked();
}

async function textOf(sql: Source, file: Source, signal?: AbortSignal): Promise<string> {
  const { stdin } = process;
  const isPiped = sql === '-' || file === '-' || (!sql && !file && !stdin.isTTY);
  if (isPiped) return text(signal ? addAbortSignal(signal, stdin) : stdin);
  try {
    return file === undefined ? (sql ?? '') : readFileSync(file, 'utf8');
  } catch (error) {
    throw new FlaretallyError({
      code: 'E_FILE_MISSING',
      what: `${file} cannot be read`,
      why: (error as Error).message,
      fix: 'name a file, or give the SQL itself without --file',
      exit: EXIT.usage,
    });
  }
}
