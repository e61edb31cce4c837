import type { Column, JsonCell, RowSet } from '../words/rows.ts';
import { cellOf, isNumeric, plainText } from './rowset.ts';

/** Characters that start a formula in a spreadsheet, also in full width. */
const FORMULA = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;

/** A number or an amount is no formula, whatever its sign. */
const FIGURE = /^-?\$?\d[\d,]*(\.\d+)?( ?%)?$/;

/**
 * RFC 4180 with a header line and raw numbers. Null is empty, the empty string is `""`. Lines end
 * in LF and not in the RFC's CRLF, because cut and awk would keep the carriage return in the last
 * column. Text that a spreadsheet would run as a formula gets a single quote before it, unless
 * `isRaw`.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function renderCsv(rowSet: RowSet, isRaw = false): string {
  return csvHeader(rowSet.columns, isRaw) + csvLines(rowSet, isRaw);
}

export function csvHeader(columns: readonly Column[], isRaw: boolean): string {
  return lineOf(columns.map(({ name }) => quoted(isRaw ? name : guarded(name))));
}

export function csvLines({ columns, rows }: RowSet, isRaw: boolean): string {
  const field = (cell: JsonCell, column: Column) => {
    if (cell === null) return '';
    const text = plainText(cell);
    return quoted(isRaw || isNumeric(column) ? text : guarded(text));
  };
  return rows
    .map((row) => lineOf(columns.map((column) => field(cellOf(row, column), column))))
    .join('');
}

function lineOf(fields: readonly string[]): string {
  return `${fields.join(',')}\n`;
}

function guarded(text: string): string {
  return FORMULA.test(text) && !FIGURE.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
