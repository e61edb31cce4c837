import { chooseFormat, render, type TextFormat } from '../../reports/render.ts';
import { visibleLines } from '../../reports/visible.ts';
import type { RowSet } from '../../words/rows.ts';
import type { Io } from './io.ts';
import { tableWidth, wantsColour } from './terminal.ts';

export interface PrintOptions {
  /** What `--format` said, if anything. */
  format?: TextFormat | undefined;
  /** Print a table in a pipe too, when `--format` is silent. */
  isAlwaysTable?: boolean;
  /** What `--raw` said. */
  raw?: boolean;
  /** A line or more of talk: under a table, on stderr beside data. */
  footer?: string;
  /** Columns that leave early where the terminal is too narrow. */
  leaving?: readonly string[] | undefined;
}

/** Every command prints rows through here, so that all of them answer to a pipe alike. */
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
