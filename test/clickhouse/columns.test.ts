// Which columns of a table are read, without a server.
import { expect, test } from 'vitest';
import { formOf } from '../../src/sources/inputs/clickhouse/columns.ts';

function formWith(time: string) {
  const columns = new Map([
    ['EventTimestampMs', time],
    ['EventType', 'LowCardinality(Nullable(String))'],
    ['ScriptName', 'String'],
  ]);
  const says = 'clickhouse://ch.example/logs.events';
  return formOf({ says, columns, hasJson: true, rename: (sql) => sql }, {});
}

test.each(['Nullable(DateTime64(3))', 'Nullable(Int64)'])(
  'a time that may be NULL is refused, for its records are of no day: %s',
  (type) => {
    expect(() => formWith(type)).toThrow('EventTimestampMs in clickhouse://ch.example/logs.events');
  },
);

test('other columns may be NULL', () => {
  expect(formWith('DateTime64(3)').fields).toContain("ifNull(toString(`EventType`), '')");
});

test.each([
  ['Int64', '`EventTimestampMs` <= 0'],
  ['DateTime', "`EventTimestampMs` <= toDateTime(0, 'UTC')"],
  ['DateTime64(9)', "`EventTimestampMs` <= fromUnixTimestamp64Milli(toInt64(0), 'UTC')"],
])('a time that is %s is none at 1970 or before', (type, condition) => {
  expect(formWith(type).timeless).toBe(condition);
});
