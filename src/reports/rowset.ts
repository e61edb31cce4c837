import type { Column, JsonCell, RowSet } from '../words/rows.ts';
import { visible } from '../words/visible.ts';

const NUMERIC =
  /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|DECIMAL(\(\d+, ?\d+\))?|BIGNUM|DOUBLE|FLOAT)$/i;

/** Whether the column has single numbers and not lists. Money is always a number. */
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
 * A column's cells for people: thousands separated, `$` on money, `-` for null. It works on the
 * digits as text: nothing is parsed, rounded or added. Trailing zeros of a decimal are dropped, for
 * money those after the cents, so no digit is lost.
 */
export function displayColumn(column: Column, rows: RowSet['rows']): string[] {
  return rows.map((row) => {
    const cell = cellOf(row, column);
    if (cell === null) return '-';
    const text = visible(plainText(cell));
    return isNumeric(column) ? number(text, column) : text;
  });
}

/** The same for every column, by name. */
export function displayRows({ columns, rows }: RowSet): Record<string, string>[] {
  const cells = columns.map((column) => displayColumn(column, rows));
  return rows.map((_, row) =>
    Object.fromEntries(columns.map(({ name }, i) => [name, cells[i]?.[row] ?? '-'])),
  );
}

/** Digits with commas between the thousands. */
export function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

function number(text: string, column: Column): string {
  const match = DIGITS.exec(text);
  // 1e+21, NaN and Infinity are not formatted.
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = ''] = match;
  const needed = fraction.replace(/0+$/, '');
  const kept = isMoney(column) ? needed.padEnd(MONEY_DECIMALS, '0') : needed;
  return `${sign}${isMoney(column) ? '$' : ''}${grouped(whole)}${kept === '' ? '' : `.${kept}`}`;
}
