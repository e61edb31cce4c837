import { EXIT, FlaretallyError } from '../../../errors.ts';
import { closest } from '../../../words/suggest.ts';
import { type Field, filled, type Reading, rowsOf } from './dialect.ts';
import type { TableFacts } from './facts.ts';
import { type Mapping, mappingError } from './mapping.ts';
import { type Found, placeOf } from './place.ts';

/** What the queries need to know of a table: SQL of ClickHouse. */
export interface TableForm {
  /** The fields as expressions with names. */
  fields: string;
  /** The condition on time, with {from} and {to} in milliseconds since 1970. */
  when: string;
  /** The condition that a record has no time. */
  timeless: string;
  /** The nonces of a record's usage lines: an array as long as there are lines. */
  lines: string;
  /** The script of a record. */
  script: string;
}

interface Made {
  field: Field;
  text: string;
  when: string;
  timeless: string;
}

/** Columns with JSON of Logpush, out of which other fields can be read. */
const JSON_COLUMNS = ['Event', 'Logs', 'Exceptions'] as const;

/**
 * Reads each field from its own column, else out of the JSON columns of Logpush.
 * @throws FlaretallyError E_CLICKHOUSE_MAPPING, E_CLICKHOUSE_COLUMNS
 */
export function formOf(facts: TableFacts, mapping: Mapping): TableForm {
  const { rename } = facts;
  const fields = rowsOf<Field>('fields').map((field): Field => {
    return { ...field, alias: rename(field.alias), from_json: rename(field.from_json) };
  });
  const named = mapping.columns ?? {};
  requireKnown(Object.keys(named), fields);
  const find = (name: string) => placeOf(name, named[name], facts);
  const json = new Map(
    JSON_COLUMNS.map((name) => [name, facts.hasJson ? find(name)?.text : undefined]),
  );
  const made = fields.flatMap((field): Made[] => {
    const own = field.type === 'step' ? undefined : find(field.field);
    if (own) return [{ field, ...readAs(field, own, mapping, facts) }];
    const text = fromJson(field, json) ?? field.otherwise;
    if (field.is_needed === 'true') throw missing(field, facts);
    return text === '' ? [] : [{ field, text, when: '', timeless: '' }];
  });
  const isRead = ({ field: { type, alias } }: Made) =>
    type !== 'step' || made.some(({ text }) => text.includes(`${alias})`));
  const of = (alias: string) => made.find(({ field }) => field.alias === rename(alias));
  return {
    fields: made
      .filter(isRead)
      .map(({ field, text }) => `${text} AS ${field.alias}`)
      .join(',\n    '),
    when: of('event_ms')?.when ?? '',
    timeless: of('event_ms')?.timeless ?? '',
    lines: of('line_n')?.text ?? '',
    script: of('script')?.text ?? '',
  };
}

/** The expression that reads a field out of JSON, if the table has that JSON. */
function fromJson(
  { from_json }: Field,
  json: ReadonlyMap<string, string | undefined>,
): string | undefined {
  if (from_json === '') return undefined;
  const main = from_json.includes('{Event}') ? 'Event' : 'Logs';
  if (json.get(main) === undefined) return undefined;
  const texts = [...json].map(([name, text]) => {
    return [name, text === undefined ? "''" : `ifNull(toString(${text}), '')`];
  });
  return filled(from_json, Object.fromEntries(texts));
}

function readAs(
  { field, type }: Field,
  own: Found,
  { timeUnit = 'ms' }: Mapping,
  { says }: TableFacts,
): Omit<Made, 'field'> {
  // A record without a time is of no day: no question would count it.
  if (type === 'time' && own.isNullable) {
    throw columnError(
      `the column of ${field} in ${says} may be NULL: ${own.type}`,
      'name a column without NULL with --mapping, or a view that has one',
    );
  }
  const reading = rowsOf<Reading>('types').find(
    (row) =>
      row.type === type &&
      (row.column_type === '' || new RegExp(`^(?:${row.column_type})$`).test(own.type)) &&
      (row.unit === '' || row.unit === timeUnit),
  );
  if (!reading) {
    throw columnError(
      `the column of ${field} in ${says} has a type that cannot be read: ${own.type}`,
      type === 'time'
        ? 'it must be a DateTime, a DateTime64 or, in the timeUnit of the mapping, a whole number'
        : 'name another column with --mapping',
    );
  }
  const column = own.text;
  return {
    text: filled(reading.expression, { column }),
    when: filled(reading.when, { column, from: '{from}', to: '{to}' }),
    timeless: filled(reading.timeless, { column }),
  };
}

function requireKnown(names: readonly string[], fields: readonly Field[]): void {
  const known = [
    ...fields.map(({ field }) => field).filter((name) => name !== ''),
    ...JSON_COLUMNS,
  ];
  const strange = names.find((name) => !known.includes(name));
  if (strange === undefined) return;
  const near = closest(strange, known);
  const why = near ? `did you mean ${near}?` : `fields are ${known.join(', ')}`;
  throw mappingError(`the mapping names a field that is not read: ${strange}`, why);
}

function missing({ field, says: what }: Field, { says, columns }: TableFacts): FlaretallyError {
  const near = closest(field, [...columns.keys()]);
  return columnError(
    `${says} has no column ${field} (${what})`,
    `name it in a mapping: {"columns": {"${field}": "${near ?? 'COLUMN'}"}}, with --mapping FILE`,
  );
}

/** E_CLICKHOUSE_COLUMNS: no question about a day would count such records. */
export function timelessError(counted: string, says: string): FlaretallyError {
  return columnError(
    `${counted} record(s) of ${says} have no time in EventTimestampMs: it is 0 or no whole number`,
    'name a column of times with --mapping, or a view that leaves such records out',
  );
}

function columnError(what: string, fix: string): FlaretallyError {
  return new FlaretallyError({ code: 'E_CLICKHOUSE_COLUMNS', what, fix, exit: EXIT.usage });
}
