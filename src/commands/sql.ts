import { readFileSync } from 'node:fs';
import { addAbortSignal } from 'node:stream';
import { text } from 'node:stream/consumers';
import { EXIT, FlaretallyError, usageError } from '../errors.ts';
import { refuseBinaryOnTerminal } from '../reports/arrow.ts';
import { readForStatements } from '../reports/database.ts';
import { nothingAsked, readAnswer, refused, streamAnswer } from '../reports/sql-answer.ts';
import { arrowFormatArgs, dbArgs } from './shared/args.ts';
import { defineCliCommand } from './shared/define.ts';
import { printRows } from './shared/print-rows.ts';

export default defineCliCommand({
  name: 'sql',
  summary: 'query the database, read-only',
  description:
    'Runs DuckDB SQL on the database and prints the rows of the last statement. It can change ' +
    'nothing, and read or write no file. flaretally rules lists the relations.',
  examples: [
    { command: 'flaretally sql "from report.lines"', says: 'all rows and columns of a relation' },
    { command: 'flaretally sql "describe rating.charges"', says: 'its columns and their types' },
    {
      command: 'flaretally sql -f query.sql --format arrow > rows.arrows',
      says: 'exact decimals, for pandas',
    },
  ],
  args: {
    sql: {
      type: 'positional',
      required: false,
      description: 'the SQL; without it, standard input',
    },
    file: { type: 'string', alias: 'f', valueHint: 'FILE', description: 'a file of SQL' },
    ...dbArgs,
    ...arrowFormatArgs,
  },
  async run({ args: { sql, file, db, format, raw }, ...io }) {
    refuseBinaryOnTerminal(format, io.isStdoutTty);
    const statements = await statementsOf(sql, file, io.signal);
    await readForStatements(db, io.signal, async (database) => {
      try {
        if (format === 'arrow') return await streamAnswer(database, statements, io.stdout);
        const answer = await readAnswer(database, statements);
        const count = answer.rows.length;
        printRows(io, answer, { format, raw, footer: count === 1 ? '1 row' : `${count} rows` });
      } catch (error) {
        throw refused(error);
      }
    });
  },
});

type Source = string | undefined;

async function statementsOf(sql: Source, file: Source, signal?: AbortSignal): Promise<string> {
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
