import { spawnSync } from 'node:child_process';
import { width } from '../../reports/cells.ts';
import type { Io } from '../shared/io.ts';
import type { Lines } from './lines.ts';

const DEFAULT_COLUMNS = 80;
const DEFAULT_ROWS = 24;

/** Size of the terminal now: it may have changed since the start. */
export function terminalSize(): { columns: number; rows: number } {
  const { columns, rows } = process.stdout;
  return { columns: columns || DEFAULT_COLUMNS, rows: rows || DEFAULT_ROWS };
}

/**
 * Prints a text, through a pager if it is higher than the terminal. Without a pager that works it
 * is printed whole.
 */
export function page(io: Io, lines: Lines, text: string): void {
  const pager = pagerOf(io.env);
  const isShown = isHigher(text) && pager !== undefined && lines.lend(() => isPaged(pager, text));
  if (!isShown) io.stdout.write(text);
}

/** PAGER counts, also an empty one. */
function pagerOf({ PAGER, TERM }: Io['env']): string | undefined {
  if (TERM === 'dumb' || PAGER === 'cat') return undefined;
  return (PAGER ?? 'less -SRFX').trim() || undefined;
}

function isHigher(text: string): boolean {
  const { columns, rows } = terminalSize();
  // The prompt takes a line too.
  let left = rows - 1;
  for (const line of text.split('\n')) {
    left -= Math.max(1, Math.ceil(width(stripped(line)) / columns));
    if (left < 0) return true;
  }
  return false;
}

function stripped(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes begin with one
  return line.replace(/\x1b\[\d+m/g, '');
}

/** Runs it and waits. A pager that is closed early has read what it wanted. */
function isPaged(pager: string, text: string): boolean {
  const { status, error } = spawnSync('sh', ['-c', pager], {
    input: text,
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { LESSCHARSET: 'utf-8', ...process.env },
  });
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  const NOT_RUN = [126, 127];
  return (code === undefined || code === 'EPIPE') && !NOT_RUN.includes(status ?? 0);
}
