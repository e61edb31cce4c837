import {
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
} from '@duckdb/node-api';
import { type Data, DataType, type Table, TimeUnit, tableFromIPC } from 'apache-arrow';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { columnOf } from '../../src/store/arrow/columns.ts';
import { arrowStream } from '../../src/store/arrow/stream.ts';

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
});

/** Of every type: name | type | value of row i | value of row 0 | of row 1. Three chunks of rows. */
const ROWS = 5003;
const N38 = '9'.repeat(38);
const D38 = `${'9'.repeat(26)}.${'9'.repeat(12)}`;
const COLUMNS = String.raw`
flag | boolean | i % 3 = 0 | false | true
i8 | tinyint | i % 100 - 50 | -128 | 127
i16 | smallint | i - 2500 | -32768 | 32767
i32 | integer | i * -77 | -2147483648 | 2147483647
i64 | bigint | i * -7777777777 | -9223372036854775808 | 9223372036854775807
u8 | utinyint | i % 256 | 0 | 255
u16 | usmallint | i | 0 | 65535
u32 | uinteger | i * 3 | 0 | 4294967295
u64 | ubigint | i * 9 | 0 | 18446744073709551615
f32 | float | i / 7 | -3.4028235e38 | 3.4028235e38
f64 | double | i / 7 | -1.7976931348623157e308 | 'NaN'
d4 | decimal(4,2) | (i % 199) / 10 - 9 | -99.99 | 99.99
d9 | decimal(9,4) | i / 8 - 300 | -99999.9999 | 99999.9999
d18 | decimal(18,6) | i / 8 - 300 | -999999999999.999999 | 999999999999.999999
d38 | decimal(38,12) | i / 8 - 300 | -${D38} | ${D38}
d38i | decimal(38,0) | i - 300 | -${N38} | ${N38}
huge | hugeint | i::hugeint * -36893488147419103232 | -${N38} | ${N38}
day | date | date '2025-01-01' + i::int | '1500-02-28' | '9999-12-31'
ts | timestamp | make_timestamp(i * 1000003) | '0001-01-01 00:00:00.000001' | '9999-12-31 23:59:59.999999'
tstz | timestamptz | make_timestamp(i * 1000003) | '1900-01-01 00:00:00.000001Z' | '9999-12-30 23:59:59Z'
text | varchar | repeat('añ字😀', i::int % 9) || i | '' | 'null' || chr(0) || chr(1114111)
mood | enum('calm', 'größer') | if(i % 2 = 0, 'calm', 'größer') | 'calm' | 'größer'
doc | json | '{"n": ' || i || '}' | 'null' | '{"a": "é"}'
id | uuid | md5(i::varchar) | repeat('0', 32) | repeat('f', 32)
list | decimal(20,3)[] | [i, null, -i] | [] | [-0.001]
struct | struct(a bigint, b varchar) | {a: i, b: '"' || i} | {a: null, b: ''} | {a: -1, b: '😀'}
map | map(varchar, integer) | map {'k' || i: i::int} | map {} | map {'字': 1}
time | time | time '00:00:00' + to_microseconds(i) | '00:00:00' | '23:59:59.999999'
span | interval | to_days(i::int) | '-1 month' | '1 year 2 days'
blob | blob | i::varchar | '' | '\xFF\x00'
uhuge | uhugeint | i | 0 | 340282366920938463463374607431768211455`
  .trim()
  .split('\n')
  .map((line) => line.split(' | '));
const NAMES = COLUMNS.map(([name]) => name as string);
const everything = `select ${COLUMNS.map(
  ([name, type, value, low, high], at) =>
    `case i when 0 then (${low})::${type} when 1 then (${high})::${type}
       else case when i % 31 = ${at} then null else (${value})::${type} end end as ${name}`,
).join(',\n')} from range(${ROWS}) t(i)`;

describe('arrowStream', () => {
  it('carries every type, null and extreme over several batches', async () => {
    const expected = (await connection.runAndReadAll(everything)).getRowObjectsJson();
    const table = await readBack(everything);
    expect(table.batches.map((batch) => batch.numRows)).toEqual([2048, 2048, 907]);
    for (const name of NAMES) {
      const asText = expected.map((row) => comparable(row[name]));
      expect(asText.filter((cell) => cell === null).length, name).toBeGreaterThan(150);
      expect(cellsOf(table, name), name).toEqual(asText);
    }
  });

  it('keeps precision, scale, unit and zone, and names what became text', async () => {
    const { fields } = (await readBack(`select * from (${everything}) limit 1`)).schema;
    const types = Object.fromEntries(fields.map((field) => [field.name, String(field.type)]));
    expect(types).toMatchObject({
      flag: 'Bool',
      i8: 'Int8',
      i64: 'Int64',
      u8: 'Uint8',
      u64: 'Uint64',
      f32: 'Float32',
      f64: 'Float64',
      d4: 'Decimal[4e+2]',
      d9: 'Decimal[9e+4]',
      d18: 'Decimal[18e+6]',
      d38: 'Decimal[38e+12]',
      d38i: 'Decimal[38e0]',
      huge: 'Decimal[38e0]',
      day: 'Date32<DAY>',
      ts: 'Timestamp<MICROSECOND>',
      tstz: 'Timestamp<MICROSECOND, UTC>',
      text: 'Utf8',
      id: 'Utf8',
    });
    const metadata = fields.flatMap(({ name, metadata }) =>
      metadata.size ? [[name, ...metadata.values()].join(' ')] : [],
    );
    expect(metadata).toEqual([
      'huge HUGEINT',
      'mood ENUM text',
      'doc JSON json',
      'id UUID text',
      'list DECIMAL(20,3)[] json',
      'struct STRUCT("a" BIGINT, "b" VARCHAR) json',
      'map MAP(VARCHAR, INTEGER) json',
      'time TIME text',
      'span INTERVAL json',
      'blob BLOB text',
      'uhuge UHUGEINT text',
    ]);
  });

  it('writes the schema and no batch for an empty result', async () => {
    const pieces = await allOf(arrowStream(connection, `${everything} where i < 0`));
    const table = tableFromIPC(Buffer.concat(pieces));
    expect(pieces).toHaveLength(2);
    expect(pieces[1]).toEqual(Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0));
    expect([table.numRows, table.schema.fields.length]).toEqual([0, NAMES.length]);
  });

  it('gives the same bytes each time, for what lies under a null is zero', async () => {
    const [first, second] = [await bytesOf(everything), await bytesOf(everything)];
    expect(first.equals(second)).toBe(true);
    const junk = await bytesOf(
      'select nullif(i, 4242424242424242) as i from range(4242424242424242, 4242424242424244) t(i)',
    );
    const secret = Buffer.from(BigInt64Array.of(4242424242424242n).buffer);
    expect(junk.includes(secret)).toBe(false);
  });

  it('reads constant, filtered, joined and dictionary vectors as DuckDB does', async () => {
    const sql = `with t as (select i, 'k' || (i % 3) as k from range(6000) r(i))
      select 1 as one, null as none, 'c' as c, 1.5 as half, l.k, r.i as i
      from t l left join t r on r.i = l.i + 1 and r.i % 2 = 0 where l.i % 3 > 0 order by l.i`;
    const expected = (await connection.runAndReadAll(sql)).getRowObjectsJson();
    const table = await readBack(sql);
    for (const name of ['one', 'none', 'c', 'half', 'k', 'i'])
      expect(cellsOf(table, name)).toEqual(expected.map((row) => comparable(row[name])));
  });

  it('keeps columns of one name apart', async () => {
    const table = await readBack('select 1 as a, 2 as a, 3 as "a:1"');
    expect(table.schema.fields.map((field) => field.name)).toEqual(['a', 'a:1', 'a:1:1']);
    expect(table.getChildAt(1)?.get(0)).toBe(2);
  });

  it('yields batch by batch, before DuckDB has made the next', async () => {
    const stream = arrowStream(connection, 'select i from range(1000000000000) t(i)');
    for (let n = 0; n < 3; n++) expect((await stream.next()).done).toBe(false);
    await stream.return(undefined);
    expect((await readBack('select 1 as after')).numRows).toBe(1);
  });
});

it('loads Arrow when called, not before', async () => {
  const load = vi.fn(() => vi.importActual<object>('apache-arrow'));
  vi.resetModules();
  vi.doMock('apache-arrow', load);
  const fresh = await import('../../src/store/arrow/stream.ts');
  expect(load).not.toHaveBeenCalled();
  await allOf(fresh.arrowStream(connection, 'select 1 as a'));
  expect(load).toHaveBeenCalled();
  vi.doUnmock('apache-arrow');
});

describe('arrowStream refuses', () => {
  it.each(['-', ''])('a HUGEINT of 39 digits (%s10^38)', async (sign) => {
    const sql = `select (${sign}1${'0'.repeat(38)})::hugeint as total`;
    await expect(bytesOf(sql)).rejects.toMatchObject({
      code: 'E_ARROW_RANGE',
      message: 'column total holds a number that Arrow cannot',
      why: `${sign}1${'0'.repeat(38)} has more than 38 digits`,
    });
  });

  it('a statement that DuckDB refuses', async () => {
    await expect(bytesOf('select nope')).rejects.toMatchObject({ code: 'E_SQL' });
  });

  it('a row that fails after batches went out', async () => {
    const sql =
      "select (case when i = 90000 then 'x' else '1' end)::int as n from range(100000) t(i)";
    await expect(bytesOf(sql)).rejects.toMatchObject({ code: 'E_SQL' });
  });

  it.each([
    ['an interrupt', async () => connection.interrupt()],
    ['another statement', () => connection.run('select 1')],
  ])('to pass off as complete a result cut short by %s', async (_, disturb) => {
    const stream = arrowStream(connection, 'select i from range(2000000) t(i)');
    await stream.next();
    await disturb();
    await expect(allOf(stream)).rejects.toMatchObject({ code: 'E_SQL_CUT' });
  });
});

describe('the private fields of @duckdb/node-api', () => {
  const flat = NAMES.slice(0, NAMES.indexOf('text'));

  it.each(flat)('are where the bridge reads them: %s', async (name) => {
    const vector = await lastVector(name);
    const column = columnOf(name, vector.type);
    const mute = new Proxy(vector, {
      get: (target, key) => (key === 'getItem' ? undefined : Reflect.get(target, key, target)),
    });
    const blind = { itemCount: vector.itemCount, getItem: (row: number) => vector.getItem(row) };
    const [fromMemory, fromValues] = [column.data(mute), column.data(blind)];
    expect(fromMemory.length).toBe(ROWS % 2048);
    expect(fromValues.nullBitmap).toEqual(fromMemory.nullBitmap);
    expect(fromValues.values).toEqual(fromMemory.values);
  });
});

async function bytesOf(sql: string): Promise<Buffer> {
  return Buffer.concat(await allOf(arrowStream(connection, sql)));
}

async function allOf<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const piece of stream) all.push(piece);
  return all;
}

async function readBack(sql: string): Promise<Table> {
  return tableFromIPC(await bytesOf(sql));
}

/** The third chunk of everything: 907 rows, not a multiple of 8. */
async function lastVector(name: string) {
  const chunk = (await (await connection.run(everything)).fetchAllChunks())[2];
  if (!chunk) throw new Error('no third chunk');
  return chunk.getColumnVector(NAMES.indexOf(name));
}

/** A cell of getRowObjectsJson() as text: nested ones as JSON. */
function comparable(cell: unknown): string | null {
  if (cell === null) return null;
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

function cellsOf(table: Table, name: string): (string | null)[] {
  return (table.getChild(name)?.data ?? []).flatMap((data) =>
    Array.from({ length: data.length }, (_, row) =>
      data.getValid(row) ? cellOf(data, row) : null,
    ),
  );
}

/** From the buffers: Arrow's own getters round timestamps to ms. */
function cellOf(data: Data, row: number): string {
  const { type, values } = data;
  if (DataType.isDecimal(type))
    return decimalText(new BigInt64Array(values.slice(row * 4, row * 4 + 4).buffer), type.scale);
  if (DataType.isTimestamp(type)) {
    expect(type.unit).toBe(TimeUnit.MICROSECOND);
    return String(
      type.timezone
        ? new DuckDBTimestampTZValue(values[row])
        : new DuckDBTimestampValue(values[row]),
    );
  }
  if (DataType.isDate(type)) return String(new DuckDBDateValue(values[row]));
  if (DataType.isBool(type)) return String(((values[row >> 3] >> (row & 7)) & 1) === 1);
  if (DataType.isUtf8(type))
    return Buffer.from(
      values.subarray(data.valueOffsets[row], data.valueOffsets[row + 1]),
    ).toString();
  return String(values[row]);
}

function decimalText([low, high]: BigInt64Array, scale: number): string {
  const value = ((high as bigint) << 64n) | BigInt.asUintN(64, low as bigint);
  return String(new DuckDBDecimalValue(value, 38, scale));
}
