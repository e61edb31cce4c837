import type { Column, JsonCell, RowSet } from '../rows.ts';
import { visible } from './visible.ts';

const NUMERIC =
  /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|DECIMAL(\(\d+, ?\d+\))?|BIGNUM|DOUBLE|FLOAT)$/i;

/** Whether the column holds single numbers: not lists of them. Money always does. */
export function isNumeric(column: Column): boolean {
  return NUMERIC.test(column.type) || isMoney(column);
}

export function isMoney(column: Column): boolean {
  return column.name === 'usd' || column.name.endsWith('_usd');
}

export function cellOf(row: RowSet['rows'][number], column: Column): JsonCell {
  // A column may be called `constructor`.
  return (Object.hasOwn(row, column.name) ? row[column.name] : null) ?? null;
}

/** A cell as raw text; null is empty, nested values are JSON. */
export function plainText(cell: JsonCell): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

const DIGITS = /^(-?)(\d+)(?:\.(\d+))?$/;
const MONEY_DECIMALS = 2;

/**
 * A column's cells for people: thousands separated, `$` on money, `-` for null. Works on the digits
 * as they are: nothing is parsed, rounded or added. A DECIMAL's zeros after the last digit that any
 * row needs are dropped, so that the points stay under each other and no digit is lost.
 */
export function displayColumn(column: Column, rows: RowSet['rows']): string[] {
  const cells = rows.map((row) => cellOf(row, column));
  const texts = cells.map((cell) => (cell === null ? '-' : visible(plainText(cell))));
  if (!isNumeric(column)) return texts;
  const decimals = decimalsOf(column, texts);
  return texts.map((text, i) => (cells[i] === null ? text : number(text, column, decimals)));
}

/** Decimals all cells share, or undefined where each keeps its own (DOUBLE). */
function decimalsOf(column: Column, texts: readonly string[]): number | undefined {
  if (!isMoney(column) && !/^DECIMAL/i.test(column.type)) return undefined;
  const needed = texts.map((text) => (DIGITS.exec(text)?.[3] ?? '').replace(/0+$/, '').length);
  return needed.reduce((most, own) => Math.max(most, own), isMoney(column) ? MONEY_DECIMALS : 0);
}

function number(text: string, column: Column, decimals: number | undefined): string {
  const match = DIGITS.exec(text);
  // 1e+21, NaN, Infinity: better as they are than dressed up.
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = ''] = match;
  const kept =
    decimals === undefined ? fraction : fraction.slice(0, decimals).padEnd(decimals, '0');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}${isMoney(column) ? '$' : ''}${grouped}${kept === '' ? '' : `.${kept}`}`;
}
