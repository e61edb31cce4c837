import { FlaretallyError } from '../../errors.ts';

const LARGEST = 10n ** 38n - 1n;
const LARGEST_HIGH = LARGEST >> 64n;

/** A 128-bit integer as two cells of 64 bits, the low one first: Arrow's layout and DuckDB's. */
export function halves(value: bigint): readonly [bigint, bigint] {
  return [BigInt.asIntN(64, value), value >> 64n];
}

/** Integers of up to 64 bits as Arrow's 128, the sign carried into the upper words. */
export function widened(cells: Int16Array | Int32Array | BigInt64Array): Int32Array {
  const wide = new Int32Array(cells.length * 4);
  if (cells instanceof BigInt64Array) {
    const words = new Int32Array(cells.buffer, cells.byteOffset, cells.length * 2);
    for (let row = 0; row < cells.length; row++) {
      const high = words[row * 2 + 1] as number;
      wide[row * 4] = words[row * 2] as number;
      wide[row * 4 + 1] = high;
      wide.fill(high >> 31, row * 4 + 2, row * 4 + 4);
    }
    return wide;
  }
  for (let row = 0; row < cells.length; row++) {
    const value = cells[row] as number;
    wide[row * 4] = value;
    wide.fill(value >> 31, row * 4 + 1, row * 4 + 4);
  }
  return wide;
}

/** Refuses a HUGEINT with more than the 38 digits of an Arrow Decimal128. */
export function checkDigits(cells: BigInt64Array, column: string): void {
  for (let at = 0; at < cells.length; at += 2) {
    const high = cells[at + 1] as bigint;
    if (high < LARGEST_HIGH && high > -LARGEST_HIGH) continue;
    const value = (high << 64n) | BigInt.asUintN(64, cells[at] as bigint);
    if (value > LARGEST || value < -LARGEST) throw tooLarge(column, value);
  }
}

function tooLarge(column: string, value: bigint): FlaretallyError {
  return new FlaretallyError({
    code: 'E_ARROW_RANGE',
    what: `column ${column} holds a number that Arrow cannot`,
    why: `${value} has more than 38 digits`,
    fix: `cast it in the statement: ${column}::varchar`,
  });
}
