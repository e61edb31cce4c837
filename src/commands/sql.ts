import { refuseBinaryOnTerminal } from '../reports/arrow.ts';
import { readForStatements } from '../reports/database.ts';
import { openAnswer, refused, streamAnswer } from '../reports/sql-answer.ts';
import type { Database } from '../store/database.ts';
import { watching } from '../store/watch.ts';
import { arrowFormatArgs, dbArgs } from './shared/args.ts';
import { defineCliCommand } from './shared/define.ts';
import type { Io } from './shared/io.ts';
import { type Limits, limitArgs, limitsOf } from './shared/limit-args.ts';
import { printResult, type ResultOptions } from './shared/print-result.ts';
import { statementsOf } from './shared/sql-text.ts';
import { uncorrectedNote } from './shared/uncorrected.ts';

export default defineCliCommand({
  name: 'sql',
  summary: 'query the database, read-only',
  description:
    'Runs DuckDB SQL on the database and prints the rows of the last statement. It can change ' +
    'nothing, and read or write no file. Without SQL, on a terminal, it is a shell: Tab ' +
    'completes, .help lists its commands.',
  examples: [
    { command: 'flaretally sql', says: 'a shell, with completion and history' },
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
      description: 'the SQL; without it, standard input, or a shell on a terminal',
    },
    file: { type: 'string', alias: 'f', valueHint: 'FILE', description: 'a file of SQL' },
    ...dbArgs,
    ...arrowFormatArgs,
    ...limitArgs,
  },
  async run({ args: { sql, file, db, format, raw, ...rest }, ...io }) {
    refuseBinaryOnTerminal(format, io.isStdoutTty);
    const limits = limitsOf(rest);
    if (sql === undefined && file === undefined && isPerson(io)) {
      const { runShell } = await import('./shell/shell.ts');
      return runShell(io, { path: db, format, raw, limits });
    }
    const statements = await statementsOf(sql, file, io.signal);
    const options = { format, raw, maxRows: limits.maxRows };
    const read = async (database: Database) => {
      const note = await uncorrectedNote(database, statements);
      if (note !== undefined) io.stderr.write(`${note}\n`);
      await answer(io, database, statements, { options, limits });
    };
    await readForStatements(db, io.signal, read, limits.maxMemory);
  },
});

interface Asked {
  options: Omit<ResultOptions, 'format'> & { format: ResultOptions['format'] | 'arrow' };
  limits: Limits;
}

async function answer(io: Io, db: Database, sql: string, { options, limits }: Asked) {
  const { format } = options;
  const patience = { signal: io.signal, maxMs: limits.maxMs };
  try {
    if (format === 'arrow') return await streamAnswer(db, sql, io.stdout, patience);
    await watching(db, patience, async (watch) =>
      printResult(io, await openAnswer(db, sql, watch), { ...options, format }),
    );
  } catch (error) {
    throw refused(error);
  }
}

function isPerson(io: Io): boolean {
  return io.isStdoutTty && io.stdin?.().isTTY === true;
}
