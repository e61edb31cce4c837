import { chooseFormat, render, type TextFormat } from '../../reports/render.ts';
import type { RowSet } from '../../words/rows.ts';
import { visibleLines } from '../../words/visible.ts';
import type { Io } from './io.ts';
import { tableWidth, wantsColour } from './terminal.ts';

export interface PrintOptions {
  /** Value of `--format`, if given. */
  format?: TextFormat | undefined;
  /** Whether a table is printed in a pipe too, without `--format`. */
  isAlwaysTable?: boolean;
  /** Value of `--raw`. */
  raw?: boolean;
  /** Lines of messages: under a table, or on stderr beside data. */
  footer?: string;
  /** Columns that are dropped first if the terminal is too narrow. */
  leaving?: readonly string[] | undefined;
}

/** Every command prints rows through this function, so that all behave alike in a pipe. */
export function printRows(io: Io, rows: RowSet, options: PrintOptions = {}): void {
  const { format, isAlwaysTable = false, footer, raw, leaving } = options;
  const chosen = chooseFormat({ format, isTty: io.isStdoutTty, isAlwaysTable });
  const isPage = chosen === 'table' || chosen === 'md';
  const text = render(rows, {
    format: chosen,
    isRaw: raw,
    columns: tableWidth(io),
    hasColour: wantsColour(io.isStdoutTty, io.env),
    footer: isPage ? footer : undefined,
    leaving,
  });
  io.stdout.write(text);
  if (footer !== undefined && !isPage) io.stderr.write(`${visibleLines(footer)}\n`);
}
