import type { Column, JsonCell, RowSet } from '../../words/rows.ts';
import { visible } from '../../words/visible.ts';
import { cellOf, isMoney, isNumeric, plainText } from '../rowset.ts';
import { withoutClock } from './zip-times.ts';

/** A sheet: a heading and rows. */
export interface Page {
  title: string;
  rows: RowSet;
}

/** What Excel takes: rows of a sheet, characters of a cell, of a sheet's name. */
const [MOST_ROWS, MOST_TEXT, MOST_NAME] = [1_048_576, 32_767, 31];

/** Digits that a cell's number keeps. A longer one is text, so that no digit is lost. */
const EXACT = /^-?\d{1,15}$|^(?=[\d.-]{1,17}$)-?\d+\.\d+$/;

type Written = Cell | undefined;
type Cell = { value: string; type: StringConstructor; fontWeight?: 'bold' } | NumberCell;
type NumberCell = { value: number; type: NumberConstructor; format?: string };

/**
 * A workbook with a sheet for each page. Money is a number with two decimals, with its exact text
 * in a column beside. Text is text, whatever it begins with.
 */
export async function workbookOf(pages: readonly Page[]): Promise<Uint8Array> {
  const { default: write } = await import('write-excel-file/node');
  const sheets = pages.flatMap(sheetsOf);
  return withoutClock(await write(sheets).toBuffer());
}

/** One sheet, or several with what does not fit in one. */
function sheetsOf({ title, rows }: Page) {
  const fit = MOST_ROWS - 1;
  const count = Math.max(1, Math.ceil(rows.rows.length / fit));
  return Array.from({ length: count }, (_, i) => {
    const name = count === 1 ? title : `${title.slice(0, MOST_NAME - 5)} (${i + 1})`;
    const part = { columns: rows.columns, rows: rows.rows.slice(i * fit, (i + 1) * fit) };
    return {
      sheet: name.replace(/[[\]:*?/\\]/g, ' ').slice(0, MOST_NAME),
      data: dataOf(part),
      columns: widthsOf(part),
      stickyRowsCount: 1,
    };
  });
}

function dataOf({ columns, rows }: RowSet): Written[][] {
  const heads = columns.flatMap((column) =>
    isMoney(column) ? [column.name, `${column.name}_text`] : [column.name],
  );
  const head = heads.map((value): Cell => ({ value, type: String, fontWeight: 'bold' }));
  return [
    head,
    ...rows.map((row) =>
      columns.flatMap((column): Written[] => {
        const cell = cellOf(row, column);
        if (isMoney(column)) return [money(cell, column), textual(cell)];
        return [isNumeric(column) ? figure(cell) : textual(cell)];
      }),
    ),
  ];
}

/** A price of a unit has more decimals than an amount. */
function money(cell: JsonCell, { type }: Column): Written {
  const format = type.endsWith(',2)') ? '0.00' : '0.00##########';
  return cell === null ? undefined : { value: Number(cell), type: Number, format };
}

function figure(cell: JsonCell): Written {
  const digits = plainText(cell)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
  return EXACT.test(digits) ? { value: Number(digits), type: Number } : textual(cell);
}

function textual(cell: JsonCell): Written {
  if (cell === null) return undefined;
  // The writer drops the replacement character without a word.
  const text = visible(plainText(cell)).replaceAll('\ufffd', '□');
  const value = text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT - 1)}…` : text;
  return { value, type: String };
}

const [NARROW, WIDE] = [8, 60];

function widthsOf(rows: RowSet): { width: number }[] {
  const lengths: number[] = [];
  for (const row of dataOf({ ...rows, rows: rows.rows.slice(0, 200) })) {
    for (const [i, cell] of row.entries()) {
      lengths[i] = Math.max(lengths[i] ?? NARROW, String(cell?.value ?? '').length + 2);
    }
  }
  return lengths.map((length) => ({ width: Math.min(length, WIDE) }));
}
