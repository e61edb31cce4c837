import type { RowSet } from '../words/rows.ts';
import { pad, widestOf } from './cells.ts';
import { displayColumn, isNumeric } from './rowset.ts';
import { visible } from './visible.ts';

const SHORTEST_RULE = 3;

/** A GitHub table, aligned in its source too. The footer is a paragraph of its own below it. */
export function renderMarkdown({ columns, rows }: RowSet, footer?: string): string {
  const laid = columns.map((column) => {
    const isAddress = column.name.endsWith('_url');
    const cells = displayColumn(column, rows);
    const texts = [escaped(visible(column.name)), ...cells.map(isAddress ? address : escaped)];
    const isRight = isNumeric(column);
    return { texts, isRight, width: Math.max(SHORTEST_RULE, widestOf(texts)) };
  });
  const line = (index: number) =>
    row(laid.map((column) => pad(column.texts[index] ?? '', column.width, column.isRight)));
  const rule = laid.map(({ width, isRight }) => `${'-'.repeat(width - 1)}${isRight ? ':' : '-'}`);
  const lines = [line(0), row(rule), ...rows.map((_, index) => line(index + 1))];
  const foot = footer === undefined ? [] : ['', ...footer.split('\n').map(visible).map(escaped)];
  return `${[...lines, ...foot].join('\n')}\n`;
}

/** An address stays a link; it has no blank, and a pipe would end its cell. */
function address(text: string): string {
  return /^https:\/\/[\w./#?&=%-]+$/.test(text) ? text : escaped(text);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/**
 * A text of one line as Markdown that says just that: `<acme>` would vanish without a trace, and an
 * address becomes a link by itself.
 */
export function escaped(text: string): string {
  return text
    .replace(/[\\|<*`[&~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/:(?=\/\/)|(?<=\bwww)\./gi, '\\$&');
}

/** A text of one line as code, whatever backticks it holds. */
export function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${space}${text}${space}${fence}`;
}
