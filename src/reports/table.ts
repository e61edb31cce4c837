import type { RowSet } from '../words/rows.ts';
import { visible } from '../words/visible.ts';
import { onPoints, pad, widestOf, wrapped } from './cells.ts';
import { fitted, GAP, type Laid } from './fit.ts';
import { displayColumn, isNumeric } from './rowset.ts';

export interface TableOptions {
  /** Width of the terminal. Undefined is a pipe, where a row is one line with every column. */
  columns?: number | undefined;
  /** Whether ANSI codes may be used. */
  hasColour?: boolean;
  footer?: string | undefined;
  /** Columns that are dropped right after empty ones, on a narrow terminal. */
  leaving?: readonly string[] | undefined;
}

/** In a pipe cells are not padded to the longest text, which alone is wider. */
const PIPE_TEXT = 40;

/**
 * A table for people: numbers aligned right, a rule under the titles. On a narrow terminal columns
 * are dropped and named below. No text and no number is cut.
 */
export function renderTable(rowSet: RowSet, options: TableOptions = {}): string {
  const natural = rowSet.columns.map((column) =>
    lay(column.name, displayColumn(column, rowSet.rows), isNumeric(column)),
  );
  const { columns: available, leaving } = options;
  const { columns, left, whole } =
    available === undefined
      ? { columns: natural.map(inPipe), left: [], whole: 0 }
      : fitted(natural, available, leaving);
  const style = (code: number, text: string) =>
    options.hasColour ? `\x1b[${code}m${text}\x1b[0m` : text;
  const lines = [
    ...titles(columns).map((line) => style(1, line)),
    columns.map(({ width }) => '─'.repeat(width)).join(GAP),
    ...rowSet.rows.flatMap((_, i) => rowLines(columns, i, available !== undefined)),
  ];
  if (rowSet.rows.length === 0) lines.push('(no rows)');
  if (left.length > 0) {
    const where = `a terminal of ${whole} columns, or --format json, shows all`;
    lines.push(...foot(`Hidden at ${available} columns: ${left.join(', ')}; ${where}.`, available));
  }
  if (options.footer !== undefined) lines.push(...foot(options.footer, available));
  return `${lines.join('\n')}\n`;
}

function lay(name: string, texts: string[], isRight: boolean): Laid {
  const title = visible(name);
  const cells = isRight ? onPoints(texts) : texts;
  return {
    name,
    title: [title],
    cells,
    isRight,
    width: Math.max(widestOf(cells), widestOf([title])),
  };
}

function inPipe(column: Laid): Laid {
  const most = Math.max(PIPE_TEXT, widestOf(column.title));
  return column.isRight ? column : { ...column, width: Math.min(column.width, most) };
}

function titles(columns: readonly Laid[]): string[] {
  const height = columns.reduce((most, { title }) => Math.max(most, title.length), 1);
  return Array.from({ length: height }, (_, line) =>
    lineOf(columns, ({ title }) => title[line - height + title.length] ?? ''),
  );
}

function rowLines(columns: readonly Laid[], row: number, isWrapped: boolean): string[] {
  const texts = columns.map(({ cells, width, isRight }) => {
    const text = cells[row] ?? '';
    return isWrapped && !isRight ? wrapped(text, width) : [text];
  });
  const height = texts.reduce((most, lines) => Math.max(most, lines.length), 1);
  return Array.from({ length: height }, (_, line) =>
    lineOf(columns, (_, i) => texts[i]?.[line] ?? ''),
  );
}

function lineOf(columns: readonly Laid[], text: (column: Laid, i: number) => string): string {
  const cells = columns.map((column, i) => pad(text(column, i), column.width, column.isRight));
  return cells.join(GAP).trimEnd();
}

function foot(text: string, available: number | undefined): string[] {
  const lines = text.split('\n').map(visible);
  return available === undefined ? lines : lines.flatMap((line) => wrapped(line, available));
}
