import type { RowSet } from '../words/rows.ts';
import { visible } from '../words/visible.ts';
import { pad, widestOf } from './cells.ts';
import { displayColumn } from './rowset.ts';

/** Each row as a block, a line for each column: for rows that are wider than any terminal. */
export function renderRecords({ columns, rows }: RowSet): string {
  const names = columns.map(({ name }) => visible(name));
  const width = widestOf(names);
  const cells = columns.map((column) => displayColumn(column, rows));
  const blocks = rows.map((_, row) =>
    names.map((name, i) => `${pad(name, width, true)}  ${cells[i]?.[row] ?? '-'}\n`).join(''),
  );
  return blocks.join('\n');
}
