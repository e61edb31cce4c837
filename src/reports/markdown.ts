import type { RowSet } from '../rows.ts';
import { displayColumn, isNumeric, visible } from './rowset.ts';
import { pad, widestOf } from './table.ts';

const SHORTEST_RULE = 3;

/** A GitHub table, aligned in its source too. The footer is a paragraph of its own below it. */
export function renderMarkdown({ columns, rows }: RowSet, footer?: string): string {
  const laid = columns.map((column) => {
    const texts = [visible(column.name), ...displayColumn(column, rows)].map(escaped);
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

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** What Markdown would swallow or take for markup: `<acme>` would vanish without a trace. */
function escaped(text: string): string {
  return text.replace(/[\\|<*`[&]/g, '\\$&');
}
