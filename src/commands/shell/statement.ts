import { EXIT, FlaretallyError, usageError } from '../../errors.ts';
import { refused } from '../../reports/sql-answer.ts';
import { resultOf } from '../../store/result.ts';
import { type Statement, statementsIn } from '../../store/statements.ts';
import { watching } from '../../store/watch.ts';
import { pickUp, type Session } from './session.ts';
import { show } from './show.ts';

/** Values of the parameters `$name` of a statement, as text. */
export type Values = Readonly<Record<string, string>>;

/**
 * Runs statements and shows what each returns. Ctrl-C stops the one that runs, and leaves out those
 * after it.
 * @param given values of parameters; a person is asked for the others
 */
export async function runStatements(
  session: Session,
  text: string,
  given: Values = {},
): Promise<void> {
  const cancel = new AbortController();
  session.lines.onCancel = () => cancel.abort();
  // The program may have been told to stop while the line was read.
  if (session.io.signal?.aborted) cancel.abort();
  const sql = session.isExplaining ? `explain ${text}` : text;
  session.isExplaining = false;
  const asked: Record<string, string> = { ...given };
  try {
    await pickUp(session);
    const { db } = session.open;
    for await (const { statement, isLast } of statementsIn(db, sql)) {
      await bind(session, statement, asked);
      const started = performance.now();
      const patience = { signal: cancel.signal, maxMs: session.limits.maxMs };
      await watching(db, patience, async (watch) => {
        const result = await resultOf(db, statement, sql, watch);
        if (result.hasRows) await show(session, result, started);
        else await finish(session, result.pages, isLast);
      });
    }
  } catch (error) {
    throw refused(error);
  } finally {
    session.lines.onCancel = undefined;
  }
}

/** A statement without rows may have made a table, which completion then offers. */
async function finish(session: Session, pages: AsyncIterable<unknown>, isLast: boolean) {
  for await (const _ of pages);
  session.open.relations = undefined;
  if (isLast) session.io.stderr.write('done\n');
}

async function bind(session: Session, statement: Statement, values: Record<string, string>) {
  const names = Array.from({ length: statement.parameterCount }, (_, i) =>
    statement.parameterName(i + 1),
  );
  for (const name of names) {
    if (Object.hasOwn(values, name)) continue;
    const typed = await session.lines.next(`$${name}: `);
    if (typeof typed !== 'string') throw notAnswered(name);
    values[name] = typed.trim();
  }
  if (names.length > 0)
    statement.bind(Object.fromEntries(names.map((name) => [name, values[name] ?? ''])));
}

function notAnswered(name: string): FlaretallyError {
  const what = `the statement was not run: there is no value for $${name}`;
  return new FlaretallyError({ code: 'E_INTERRUPTED', what, exit: EXIT.interrupted });
}

/** Values as they are typed after `.read NAME`: `tenant=acme period='2026 10'`. */
export function valuesIn(text: string): Values {
  const words = text.match(/\w+='[^']*'|\w+="[^"]*"|\S+/g) ?? [];
  return Object.fromEntries(
    words.map((word) => {
      const [, name, value = ''] = /^(\w+)=(.*)$/s.exec(word) ?? [];
      const fix = 'write .read NAME tenant=acme';
      if (name === undefined) throw usageError('E_SHELL_VALUE', `"${word}" is no value`, fix);
      return [name, value.replace(/^(['"])(.*)\1$/s, '$2')];
    }),
  );
}
