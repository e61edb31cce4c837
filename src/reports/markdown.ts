import type { RowSet } from '../words/rows.ts';
import { visible } from '../words/visible.ts';
import { pad, widestOf } from './cells.ts';
import { displayColumn, isNumeric } from './rowset.ts';

const SHORTEST_RULE = 3;

/** A GitHub table with aligned source. The footer is a paragraph below it. */
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

/** A URL stays a link. It has no space, and a pipe in it would end the cell. */
function address(text: string): string {
  return /^https:\/\/[\w./#?&=%-]+$/.test(text) ? text : escaped(text);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/**
 * Escapes a line of text for Markdown: `<acme>` would otherwise disappear, and a URL would become a
 * link.
 */
export function escaped(text: string): string {
  return text
    .replace(/[\\|<*`[&~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/:(?=\/\/)|(?<=\bwww)\./gi, '\\$&');
}

/** A line of text as code, with any number of backticks in it. */
export function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${space}${text}${space}${fence}`;
}
