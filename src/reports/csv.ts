import type { JsonCell, RowSet } from '../rows.ts';
import { cellOf, plainText } from './rowset.ts';

/**
 * RFC 4180 with a header line and raw numbers. Null is nothing, the empty string is `""`. Lines end
 * in LF, not in the RFC's CRLF: a carriage return would stick to the last column in cut and awk.
 */
export function renderCsv({ columns, rows }: RowSet): string {
  const header = columns.map((column) => quoted(column.name));
  const lines = rows.map((row) => columns.map((column) => field(cellOf(row, column))));
  return [header, ...lines].map((line) => `${line.join(',')}\n`).join('');
}

function field(cell: JsonCell): string {
  return cell === null ? '' : quoted(plainText(cell));
}

function quoted(text: string): string {
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
