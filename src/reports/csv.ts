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
export function renderCsv({ columns, rows }: RowSet, isRaw = false): string {
  const guard = (text: string) => (isRaw ? text : guarded(text));
  const field = (cell: JsonCell, column: Column) => {
    if (cell === null) return '';
    return quoted(isNumeric(column) ? plainText(cell) : guard(plainText(cell)));
  };
  const header = columns.map((column) => quoted(guard(column.name)));
  const lines = rows.map((row) => columns.map((column) => field(cellOf(row, column), column)));
  return [header, ...lines].map((line) => `${line.join(',')}\n`).join('');
}

function guarded(text: string): string {
  return FORMULA.test(text) && !FIGURE.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
