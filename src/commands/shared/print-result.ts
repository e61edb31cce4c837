import { chooseFormat, type TextFormat } from '../../reports/render.ts';
import { type Counted, collect, streamText, upTo } from '../../reports/stream.ts';
import type { Result } from '../../store/result.ts';
import { counted } from '../../words/counted.ts';
import type { Io } from './io.ts';
import { printRows } from './print-rows.ts';

/** Rows that a table on a terminal shows unless more are asked for. */
export const SHOWN_ROWS = 200;

export interface ResultOptions {
  format: TextFormat | undefined;
  raw: boolean;
  /** Rows after which it stops; none for the default of where it goes. */
  maxRows: number | undefined;
}

/**
 * Prints the rows of a statement as they come. A table needs the widths of all rows, so on a
 * terminal it stops at 200.
 */
export async function printResult(io: Io, result: Result, options: ResultOptions): Promise<void> {
  const { raw, maxRows } = options;
  const format = chooseFormat({ format: options.format, isTty: io.isStdoutTty });
  const isShown = io.isStdoutTty && (format === 'table' || format === 'md');
  const most = maxRows ?? (isShown ? SHOWN_ROWS : Number.POSITIVE_INFINITY);
  const count: Counted = { rows: 0, hasMore: false };
  const pages = upTo(result.pages, most, count);
  if (format === 'table' || format === 'md') {
    const rows = await collect(pages);
    const footer = footerOf(count);
    return printRows(io, { columns: result.columns, rows }, { format, footer });
  }
  await streamText(result.columns, pages, { format, isRaw: raw }, async (text) => {
    io.stdout.write(text);
    await io.stdout.drained?.();
  });
  io.stderr.write(`${footerOf(count)}\n`);
}

function footerOf({ rows, hasMore }: Counted): string {
  if (hasMore) return `the first ${rowsText(rows)}; --max-rows all prints the rest`;
  return rowsText(rows);
}

export function rowsText(count: number): string {
  return counted(count, 'row');
}
