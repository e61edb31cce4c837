import type { DuckDBValue } from '@duckdb/node-api';

/** The public part of a DuckDB vector that the bridge needs. */
export interface ValueVector {
  readonly itemCount: number;
  getItem(row: number): DuckDBValue;
}

/** Private fields of vectors in @duckdb/node-api 1.5; `test/store/arrow.test.ts` checks them. */
interface PrivateFields {
  items?: unknown;
  dataView?: unknown;
  validity?: { data?: unknown; offset?: unknown };
}

export type CellArray =
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/** How DuckDB stores a type: `stride` array cells per row, and a value as those cells. */
export interface Shape<A extends CellArray = CellArray> {
  Cells: { new (length: number): A; new (buffer: ArrayBuffer, at: number, length: number): A } & {
    BYTES_PER_ELEMENT: number;
  };
  stride: number;
  cellsOf(value: DuckDBValue): readonly (number | bigint)[];
}

/**
 * A column's cells, zero in the rows that are null, and Arrow's bitmap of the rows that are not.
 */
export interface Stored<A extends CellArray = CellArray> {
  cells: A;
  valid: Uint8Array | undefined;
}

/** Reads the memory of a vector or, if its private fields have changed, its values. */
export function stored<A extends CellArray>(vector: ValueVector, shape: Shape<A>): Stored<A> {
  return storedInMemory(vector, shape) ?? storedInValues(vector, shape);
}

function storedInMemory<A extends CellArray>(
  vector: ValueVector,
  { Cells, stride }: Shape<A>,
): Stored<A> | undefined {
  const { items, dataView, validity } = vector as unknown as PrivateFields;
  const view = items ?? dataView;
  const rows = vector.itemCount;
  const width = Cells.BYTES_PER_ELEMENT * stride;
  if (!ArrayBuffer.isView(view) || view.byteLength !== rows * width) return undefined;
  if (validity?.offset !== 0 || view.byteOffset % 8 !== 0) return undefined;
  const { data } = validity;
  if (data === null) {
    const cells = new Cells(view.buffer as ArrayBuffer, view.byteOffset, rows * stride);
    return { cells, valid: undefined };
  }
  if (!(data instanceof BigUint64Array) || data.length * 64 < rows) return undefined;
  const valid = trimmed(new Uint8Array(data.buffer, data.byteOffset, (rows + 7) >> 3), rows);
  return { cells: blanked(view, valid, rows, width, Cells), valid };
}

function storedInValues<A extends CellArray>(vector: ValueVector, shape: Shape<A>): Stored<A> {
  const rows = vector.itemCount;
  const cells = new shape.Cells(rows * shape.stride);
  const values = Array.from({ length: rows }, (_, row) => vector.getItem(row));
  values.forEach((value, row) => {
    if (value !== null) cells.set(shape.cellsOf(value) as never, row * shape.stride);
  });
  return { cells, valid: bitmapOf(values) };
}

/** Arrow's bitmap of the values that are not null, or undefined where none is null. */
export function bitmapOf(values: readonly unknown[]): Uint8Array | undefined {
  if (!values.includes(null)) return undefined;
  return packed(values.length, (row) => values[row] !== null);
}

/** A bit a row, least significant first. */
export function packed(rows: number, isSet: (row: number) => boolean): Uint8Array {
  const bits = new Uint8Array((rows + 7) >> 3);
  for (let row = 0; row < rows; row++) {
    if (isSet(row)) bits[row >> 3] = (bits[row >> 3] as number) | (1 << (row & 7));
  }
  return bits;
}

function trimmed(mask: Uint8Array, rows: number): Uint8Array {
  const bits = mask.slice();
  const last = bits.length - 1;
  if (rows & 7) bits[last] = (bits[last] as number) & ((1 << (rows & 7)) - 1);
  return bits;
}

/** Clears the cells of nulls. They hold old memory, which must not be written out nor vary. */
function blanked<A extends CellArray>(
  view: ArrayBufferView,
  valid: Uint8Array,
  rows: number,
  width: number,
  Cells: Shape<A>['Cells'],
): A {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice();
  for (let row = 0; row < rows; row++) {
    if (((valid[row >> 3] as number) >> (row & 7)) & 1) continue;
    bytes.fill(0, row * width, (row + 1) * width);
  }
  return new Cells(bytes.buffer, 0, bytes.byteLength / Cells.BYTES_PER_ELEMENT);
}
