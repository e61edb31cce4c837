import { readFileSync } from 'node:fs';
import { addAbortSignal } from 'node:stream';
import { text } from 'node:stream/consumers';
import { EXIT, FlaretallyError, usageError } from '../errors.ts';
import { refuseArrowOnTerminal, writeArrow } from '../reports/arrow.ts';
import { readBooks } from '../reports/books.ts';
import { readAnswer } from '../reports/sql-answer.ts';
import { arrowFormatArgs, dbArgs } from './shared/args.ts';
import { defineCliCommand } from './shared/define.ts';
import { printRows } from './shared/print-rows.ts';

export default defineCliCommand({
  name: 'sql',
  summary: 'ask the database, read-only',
  description:
    'Runs DuckDB SQL on the published books and prints the rows of the last statement. Nothing can ' +
    'be changed, no file be read. flaretally rules lists the relations.',
  examples: [
    { command: 'flaretally sql "from report.lines"', says: 'every column of a relation' },
    { command: 'flaretally sql "describe rating.charges"', says: 'its columns and their types' },
    {
      command: 'flaretally sql -f query.sql --format arrow > rows.arrows',
      says: 'exact, for pandas',
    },
  ],
  args: {
    sql: {
      type: 'positional',
      required: false,
      valueHint: 'SQL',
      description: 'one argument; "-" or nothing in a pipe: standard input',
    },
    file: {
      type: 'string',
      alias: 'f',
      valueHint: 'FILE',
      description: 'read the SQL from a file',
    },
    ...dbArgs,
    ...arrowFormatArgs,
  },
  async run({ args: { sql, file, db, format }, ...io }) {
    refuseArrowOnTerminal(format, io.isStdoutTty);
    const statements = await statementsOf(sql, file, io.signal);
    await readBooks(db, io.signal, async (books) => {
      try {
        if (format === 'arrow') return await writeArrow(books, statements, io.stdout);
        const answer = await readAnswer(books, statements);
        const count = answer.rows.length;
        printRows(io, answer, { format, footer: count === 1 ? '1 row' : `${count} rows` });
      } catch (error) {
        throw told(error);
      }
    });
  },
});

async function statementsOf(
  sql: string | undefined,
  file: string | undefined,
  signal?: AbortSignal,
) {
  if (sql !== undefined && file !== undefined)
    throw usageError('E_SQL_TWICE', 'SQL is given twice', 'give an argument or --file, not both');
  const found = await read(sql, file, signal);
  // Editors on Windows begin a file with a mark that no SQL has.
  const statements = found.replace(/^\ufeff/, '');
  if (statements.trim() !== '') return statements;
  throw nothingAsked();
}
