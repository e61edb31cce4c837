import { FlaretallyError } from '../../errors.ts';
import type { TextFormat } from '../../reports/render.ts';
import { isComplete } from '../../store/statements.ts';
import type { Io } from '../shared/io.ts';
import type { Limits } from '../shared/limit-args.ts';
import { printError } from '../shared/print-error.ts';
import { SHOWN_ROWS } from '../shared/print-result.ts';
import { complete } from './complete.ts';
import { dotIn, runDot } from './dots.ts';
import { History, historyFile } from './history.ts';
import { takeInterrupts } from './interrupts.ts';
import { CANCELLED, ENDED, Lines } from './lines.ts';
import { open, type Session } from './session.ts';
import { runStatements } from './statement.ts';

const PROMPT = 'flaretally> ';
const MORE = `${'...> '.padStart(PROMPT.length)}`;

export interface ShellOptions {
  /** The database. */
  path: string;
  format: TextFormat | 'arrow' | undefined;
  raw: boolean;
  limits: Limits;
}

/** Reads statements from a person until Ctrl-D. An error is printed and ends nothing. */
export async function runShell(io: Io, options: ShellOptions): Promise<void> {
  const opened = await open(options.path, options.limits);
  const warn = (why: string) => io.stderr.write(`The history is not kept: ${why}\n`);
  const history = new History(historyFile(io.env, options.path), warn);
  const typed: string[] = [];
  const lines = new Lines({
    history: history.entries,
    complete: (line) => complete(session, typed.map((one) => `${one}\n`).join(''), line),
    signal: io.signal,
  });
  const session: Session = { io, lines, open: opened, ...begin(options) };
  const release = takeInterrupts(() => lines.cancel());
  const stop = () => lines.onCancel?.();
  io.signal?.addEventListener('abort', stop);
  io.stderr.write(`${options.path}, read-only. .tables lists relations, .help the commands.\n`);
  try {
    await converse(session, history, typed);
    io.signal?.throwIfAborted();
  } finally {
    release();
    lines.close();
    io.signal?.removeEventListener('abort', stop);
    session.open.db.close();
  }
}

function begin({ path, format, raw, limits }: ShellOptions) {
  const mode = format === undefined || format === 'arrow' ? 'table' : format;
  const rows = limits.maxRows ?? SHOWN_ROWS;
  const settings = { mode, width: undefined, rows, isTimed: true, isRaw: raw } as const;
  const state = { once: undefined, isExplaining: false, last: undefined, isOver: false };
  return { path, limits, settings: { ...settings }, ...state };
}

/** @param typed lines of the statement that is being typed */
async function converse(session: Session, history: History, typed: string[]): Promise<void> {
  while (!session.isOver) {
    const line = await session.lines.next(typed.length === 0 ? PROMPT : MORE);
    if (line === ENDED) {
      session.io.stdout.write('\n');
      return;
    }
    if (line === CANCELLED) {
      typed.length = 0;
      continue;
    }
    if (line.trim() === '' && typed.length === 0) continue;
    const dot = typed.length === 0 ? dotIn(line) : undefined;
    typed.push(line);
    const text = typed.join('\n');
    if (dot === undefined && !(await isComplete(session.open.db, text))) continue;
    history.add(typed.splice(0));
    session.lines.remember(history.entries);
    await attempt(session, async () => {
      if (dot !== undefined) return runDot(session, dot.name, dot.rest);
      session.last = text;
      await runStatements(session, text);
    });
  }
}

async function attempt({ io }: Session, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    printError(isOfSystem(error) ? fileError(error) : error, io, false);
  }
}

/** Whether the system refused a file that a person named. */
function isOfSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

function fileError({ message: why }: NodeJS.ErrnoException): FlaretallyError {
  const fix = 'name a file in a folder that exists, and that you may write to';
  return new FlaretallyError({ code: 'E_SHELL_FILE', what: 'the file cannot be used', why, fix });
}
