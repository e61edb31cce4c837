import type { RowSet } from '../words/rows.ts';
import { cellOf } from './rowset.ts';

/** Version of every JSON document printed; within one version fields are only added. */
export const SCHEMA_VERSION = 1;

/**
 * `{"schema_version":1,"rows":[...]}`, with a line per row so that two reports can be compared by
 * line. It is built as text because an object would move a column called `1` to the front.
 */
export function renderJson(rowSet: RowSet): string {
  const body = jsonLines(rowSet);
  return `${JSON_HEAD}${body === '' ? '' : `\n${body}\n`}${JSON_END}`;
}

export const JSON_HEAD = `{"schema_version":${SCHEMA_VERSION},"rows":[`;
export const JSON_END = ']}\n';

/** Rows with commas between them. */
export function jsonLines({ columns, rows }: RowSet): string {
  const lines = rows.map((row) => {
    const fields = columns.map(
      (column) => `${JSON.stringify(column.name)}:${JSON.stringify(cellOf(row, column))}`,
    );
    return `{${fields.join(',')}}`;
  });
  return lines.join(',\n');
}

/** A document of another form (a reconciliation, an estimate), with the version first. */
export function renderDocument(fields: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ schema_version: SCHEMA_VERSION, ...fields }, null, 2)}\n`;
}
