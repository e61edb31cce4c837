import {
  type DuckDBDecimalType,
  type DuckDBType,
  DuckDBTypeId as Id,
  JsonDuckDBValueConverter as toJson,
} from '@duckdb/node-api';
import * as arrow from 'apache-arrow';
import { DAYS, DECIMAL128, decimalShape, FLAG, HUGE, MICROS, plain } from './shapes.ts';
import {
  bitmapOf,
  type CellArray,
  packed,
  type Shape,
  stored,
  type ValueVector,
} from './storage.ts';
import { utf8 } from './text.ts';
import { checkDigits, widened } from './wide.ts';

/** A column of the result: its Arrow field, and how to fill it from a DuckDB vector. */
export interface Column {
  name: string;
  type: arrow.DataType;
  /** `duckdb.type`, and `duckdb.encoding` text or json, where the Arrow type does not tell. */
  metadata: Map<string, string>;
  data(vector: ValueVector): arrow.Data;
}

const FLAT: { [id in Id]?: () => [arrow.DataType, Shape] } = {
  [Id.TINYINT]: () => [new arrow.Int8(), plain(Int8Array)],
  [Id.SMALLINT]: () => [new arrow.Int16(), plain(Int16Array)],
  [Id.INTEGER]: () => [new arrow.Int32(), plain(Int32Array)],
  [Id.BIGINT]: () => [new arrow.Int64(), plain(BigInt64Array)],
  [Id.UTINYINT]: () => [new arrow.Uint8(), plain(Uint8Array)],
  [Id.USMALLINT]: () => [new arrow.Uint16(), plain(Uint16Array)],
  [Id.UINTEGER]: () => [new arrow.Uint32(), plain(Uint32Array)],
  [Id.UBIGINT]: () => [new arrow.Uint64(), plain(BigUint64Array)],
  [Id.FLOAT]: () => [new arrow.Float32(), plain(Float32Array)],
  [Id.DOUBLE]: () => [new arrow.Float64(), plain(Float64Array)],
  [Id.DATE]: () => [new arrow.DateDay(), DAYS],
  [Id.TIMESTAMP]: () => [new arrow.TimestampMicrosecond(), MICROS],
  [Id.TIMESTAMP_TZ]: () => [new arrow.TimestampMicrosecond('UTC'), MICROS],
};

const NESTED: ReadonlySet<Id> = new Set([
  Id.LIST,
  Id.STRUCT,
  Id.MAP,
  Id.ARRAY,
  Id.UNION,
  Id.VARIANT,
  Id.INTERVAL,
]);

export function columnOf(name: string, type: DuckDBType): Column {
  const flat = FLAT[type.typeId]?.();
  if (flat) return fixed(name, flat[0], flat[1], (cells) => cells);
  if (type.typeId === Id.BOOLEAN) return flags(name);
  if (type.typeId === Id.DECIMAL) return decimal(name, type as DuckDBDecimalType);
  if (type.typeId === Id.HUGEINT) return huge(name);
  return text(name, type);
}

function fixed<A extends CellArray>(
  name: string,
  type: arrow.DataType,
  shape: Shape<A>,
  toArrow: (cells: A) => CellArray,
): Column {
  const data = (vector: ValueVector) => {
    const { cells, valid } = stored(vector, shape);
    return dataOf(type, vector.itemCount, valid, { data: toArrow(cells) });
  };
  return { name, type, metadata: new Map(), data };
}

function flags(name: string): Column {
  return fixed(name, new arrow.Bool(), FLAG, (cells) => packed(cells.length, (i) => !!cells[i]));
}

function decimal(name: string, { width, scale }: DuckDBDecimalType): Column {
  const type = new arrow.Decimal(scale, width);
  if (width > 18) return fixed(name, type, DECIMAL128, (cells) => cells);
  return fixed(name, type, decimalShape(width), widened);
}

function huge(name: string): Column {
  const column = fixed(name, new arrow.Decimal(0, 38), HUGE, (cells) => {
    checkDigits(cells, name);
    return cells;
  });
  return { ...column, metadata: new Map([['duckdb.type', 'HUGEINT']]) };
}

function text(name: string, duckType: DuckDBType): Column {
  const nested = NESTED.has(duckType.typeId);
  const type = new arrow.Utf8();
  const data = (vector: ValueVector) => {
    const strings = Array.from({ length: vector.itemCount }, (_, row) => {
      const value = vector.getItem(row);
      if (value === null || typeof value === 'string') return value;
      return nested ? JSON.stringify(toJson(value, duckType, toJson)) : String(value);
    });
    return dataOf(type, strings.length, bitmapOf(strings), utf8(strings, name));
  };
  return { name, type, metadata: textMetadata(duckType, nested), data };
}

function textMetadata(type: DuckDBType, nested: boolean): Map<string, string> {
  if (type.typeId === Id.VARCHAR && !type.alias) return new Map();
  const label = type.typeId === Id.ENUM ? 'ENUM' : (type.alias ?? String(type));
  const encoding = nested || label === 'JSON' ? 'json' : 'text';
  return new Map([
    ['duckdb.type', label],
    ['duckdb.encoding', encoding],
  ]);
}

/** Arrow's own signature has a case for each type; every case takes these. */
function dataOf(
  type: arrow.DataType,
  length: number,
  nullBitmap: Uint8Array | undefined,
  buffers: object,
): arrow.Data {
  const props = { type, length, ...buffers, ...(nullBitmap && { nullBitmap }) };
  return arrow.makeData(props as Parameters<typeof arrow.makeData>[0]);
}
