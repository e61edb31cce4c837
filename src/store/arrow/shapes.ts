import type {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampValue,
  DuckDBValue,
} from '@duckdb/node-api';
import type { CellArray, Shape } from './storage.ts';
import { halves } from './wide.ts';

type Wide = BigInt64Array;

/** A type whose values DuckDB stores as Arrow does. */
export function plain<A extends CellArray>(Cells: Shape<A>['Cells']): Shape<A> {
  return { Cells, stride: 1, cellsOf: (value) => [value as number | bigint] };
}

export const FLAG: Shape<Uint8Array> = one(Uint8Array, (value: boolean) => Number(value));

export const DAYS: Shape<Int32Array> = one(Int32Array, (value: DuckDBDateValue) => value.days);

/** TIMESTAMP and TIMESTAMPTZ. */
export const MICROS: Shape<Wide> = one(
  BigInt64Array,
  (value: DuckDBTimestampValue) => value.micros,
);

export const HUGE: Shape<Wide> = {
  Cells: BigInt64Array,
  stride: 2,
  cellsOf: (value) => halves(value as bigint),
};

export const DECIMAL128: Shape<Wide> = {
  Cells: BigInt64Array,
  stride: 2,
  cellsOf: (value) => halves((value as DuckDBDecimalValue).value),
};

/** DuckDB keeps a DECIMAL of up to 18 digits in the smallest integer that holds it. */
export function decimalShape(width: number): Shape<Int16Array | Int32Array | BigInt64Array> {
  if (width > 9) return one(BigInt64Array, (value: DuckDBDecimalValue) => value.value);
  const Cells = width > 4 ? Int32Array : Int16Array;
  return one<DuckDBDecimalValue, Int16Array | Int32Array>(Cells, ({ value }) => Number(value));
}

function one<V extends DuckDBValue, A extends CellArray>(
  Cells: Shape<A>['Cells'],
  cellOf: (value: V) => number | bigint,
): Shape<A> {
  return { Cells, stride: 1, cellsOf: (value) => [cellOf(value as V)] };
}
