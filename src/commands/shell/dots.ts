import { usageError } from '../../errors.ts';
import { requireFree } from '../../store/write-files.ts';
import { closest } from '../../words/suggest.ts';
import { rowsOf } from '../shared/limit-args.ts';
import { checkOption } from '../shared/values.ts';
import { helpText } from './help.ts';
import { DOT_NAMES, type DotName } from './names.ts';
import { printSchema, printTables } from './relations.ts';
import { readQuery, savedNames, saveQuery } from './saved.ts';
import { MODES, type Mode, type Session } from './session.ts';
import { runStatements, valuesIn } from './statement.ts';

type Dot = (session: Session, rest: string) => Promise<void> | void;

const DOTS: Readonly<Record<DotName, Dot>> = {
  tables: printTables,
  schema: printSchema,
  explain: (session, rest) => {
    session.isExplaining = true;
    return rest === '' ? undefined : runStatements(session, rest);
  },
  mode: ({ settings, io }, rest) => {
    if (rest === '') return io.stderr.write(`${settings.mode}\n`);
    checkOption('.mode', rest, MODES);
    settings.mode = rest as Mode;
  },
  width: ({ settings }, rest) => {
    if (rest !== 'auto' && !/^[1-9]\d{0,4}$/.test(rest))
      throw usageError('E_SHELL_VALUE', `.width "${rest}" is no width`, 'write 120, or auto');
    settings.width = rest === 'auto' ? undefined : Number(rest);
  },
  rows: ({ settings }, rest) => {
    settings.rows = rowsOf('.rows', rest);
  },
  timer: ({ settings }, rest) => {
    checkOption('.timer', rest, ['on', 'off']);
    settings.isTimed = rest === 'on';
  },
  once: (session, rest) => {
    if (rest === '') throw usageError('E_SHELL_VALUE', '.once needs a file', '.once rows.csv');
    requireFree(rest, false);
    session.once = rest;
  },
  save: ({ io, last }, rest) => {
    if (rest === '') throw usageError('E_SHELL_VALUE', '.save needs a name', '.save movers');
    if (last === undefined) {
      const fix = 'type a statement first; .save keeps the last one';
      throw usageError('E_SHELL_VALUE', 'there is no statement to save', fix);
    }
    io.stderr.write(`saved: ${saveQuery(io, rest, last)}\n`);
  },
  read: async (session, rest) => {
    const [, name, values = ''] = /^(\S+)\s*(.*)$/s.exec(rest) ?? [];
    if (name === undefined) return listSaved(session);
    const text = readQuery(session.io, name);
    await runStatements(session, text, valuesIn(values));
    session.last = text;
  },
  help: ({ io }, rest) => io.stdout.write(helpText(nameOf(rest.replace(/^\./, '')))),
  quit: (session) => {
    session.isOver = true;
  },
};

/** Words without a dot that people type in other shells. */
const BARE: Readonly<Record<string, DotName>> = { quit: 'quit', exit: 'quit', help: 'help' };

/** The command in a line, if it is one and no SQL. */
export function dotIn(line: string): { name: string; rest: string } | undefined {
  const bare = BARE[line.trim().replace(/;$/, '').toLowerCase()];
  if (bare !== undefined) return { name: bare, rest: '' };
  const [, name, rest = ''] = /^\.(\w*)\s*(.*)$/s.exec(line.trim()) ?? [];
  return name === undefined ? undefined : { name: name === 'exit' ? 'quit' : name, rest };
}

/** @throws FlaretallyError E_SHELL_COMMAND for a command that is none */
export async function runDot(session: Session, name: string, rest: string): Promise<void> {
  const known = nameOf(name);
  if (known !== undefined) await DOTS[known](session, rest.trim().replace(/;$/, ''));
}

function nameOf(typed: string): DotName | undefined {
  const known = DOT_NAMES.find((name) => name === typed);
  if (known !== undefined || typed === '') return known;
  const near = closest(typed, DOT_NAMES);
  const fix = near === undefined ? '.help lists them' : `did you mean .${near}?`;
  throw usageError('E_SHELL_COMMAND', `there is no command .${typed}`, fix);
}

function listSaved({ io }: Session): void {
  const names = savedNames(io.env);
  io.stdout.write(names.length === 0 ? 'No query is saved.\n' : `${names.join('\n')}\n`);
}
