import type { RowSet } from '../rows.ts';
import { displayColumn, isNumeric } from './rowset.ts';
import { visible } from './visible.ts';

export interface TableOptions {
  /** Cells of the terminal; undefined prints every column in full. */
  columns?: number | undefined;
  /** Whether ANSI codes may be used; without it there are none. */
  hasColour?: boolean;
  footer?: string | undefined;
}

interface Laid {
  title: string;
  cells: string[];
  isRight: boolean;
  /** Natural width, then the width granted, in cells. */
  width: number;
  /** Text may be cut to this; a number never is, only its title. */
  narrowest: number;
}

const GAP = '  ';
const NARROWEST_TEXT = 8;

/** A table for people: numbers to the right, a rule under the titles, `…` where text was cut. */
export function renderTable(rowSet: RowSet, options: TableOptions = {}): string {
  const columns = rowSet.columns.map((column) =>
    lay(visible(column.name), displayColumn(column, rowSet.rows), isNumeric(column)),
  );
  if (options.columns !== undefined) narrow(columns, options.columns);
  const line = (texts: string[]) =>
    columns
      .map((column, i) => pad(truncate(texts[i] ?? '', column.width), column.width, column.isRight))
      .join(GAP)
      .trimEnd();
  const style = (code: number, text: string) =>
    options.hasColour ? `\x1b[${code}m${text}\x1b[0m` : text;
  const lines = [
    style(1, line(columns.map((column) => column.title))),
    columns.map((column) => '─'.repeat(column.width)).join(GAP),
    ...rowSet.rows.map((_, i) => line(columns.map((column) => column.cells[i] ?? ''))),
  ];
  if (rowSet.rows.length === 0) lines.push('(no rows)');
  if (options.footer !== undefined) lines.push(...options.footer.split('\n').map(visible));
  return `${lines.join('\n')}\n`;
}

function lay(title: string, cells: string[], isRight: boolean): Laid {
  const widest = widestOf(cells);
  const natural = Math.max(widest, width(title));
  const narrowest = Math.min(natural, isRight ? widest : NARROWEST_TEXT);
  return { title, cells, isRight, width: natural, narrowest };
}

/**
 * Narrows the widest column that can give, a cell at a time, until the line fits. When none can,
 * the line stays too long: a wrapped amount can be read, a cut one misleads.
 */
function narrow(columns: Laid[], available: number): void {
  const gaps = GAP.length * (columns.length - 1);
  let excess = columns.reduce((sum, column) => sum + column.width, gaps) - available;
  for (; excess > 0; excess--) {
    const givers = columns.filter((column) => column.width > column.narrowest);
    const [first, ...others] = givers;
    if (first === undefined) return;
    others.reduce((widest, other) => (other.width > widest.width ? other : widest), first).width--;
  }
}

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Characters that terminals draw two cells wide: CJK, Hangul, kana, fullwidth forms. */
const WIDE = new RegExp(
  '[\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\u33ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\ua000-\\ua4cf' +
    '\\ua960-\\ua97f\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff01-\\uff60\\uffe0-\\uffe6' +
    '\\u{1b000}-\\u{1b2ff}\\u{20000}-\\u{3fffd}]',
  'u',
);
const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|\p{Emoji}\ufe0f?\u20e3/u;
const ZERO = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

const ASCII = /^[ -~]*$/;

/** Cells a text takes on a terminal; a family emoji takes two, a combining accent none. */
export function width(text: string): number {
  // Nearly every cell, and the segmenter is slow.
  if (ASCII.test(text)) return text.length;
  let cells = 0;
  for (const { segment } of GRAPHEMES.segment(text)) cells += cellsOf(segment);
  return cells;
}

/** Width of the widest text, at least 1; by reduce, as a spread of very many would overflow. */
export function widestOf(texts: readonly string[]): number {
  return texts.reduce((widest, text) => Math.max(widest, width(text)), 1);
}

function cellsOf(grapheme: string): number {
  if (ZERO.test(grapheme)) return 0;
  return WIDE.test(grapheme) || EMOJI.test(grapheme) ? 2 : 1;
}

/** Cut to at most `cells`, the last one `…` when anything was cut; never splits a grapheme. */
export function truncate(text: string, cells: number): string {
  if (width(text) <= cells) return text;
  let kept = '';
  let used = 1;
  for (const { segment } of GRAPHEMES.segment(text)) {
    used += cellsOf(segment);
    if (used > cells) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** Filled with spaces to `cells`, on the left when `isRight`. */
export function pad(text: string, cells: number, isRight: boolean): string {
  const space = ' '.repeat(Math.max(0, cells - width(text)));
  return isRight ? space + text : text + space;
}
