import { createHash } from 'node:crypto';
import type { Client } from './client.ts';
import { formOf, type TableForm, timelessError } from './columns.ts';
import { filled, isSince, queryOf, quoted } from './dialect.ts';
import type { Columns } from './facts.ts';
import type { Mapping } from './mapping.ts';
import { type Rename, renaming } from './names.ts';
import type { TableUrl } from './url.ts';

const DAY_MS = 86_400_000;

/** The first version with functions for JSON: 19.14. */
const JSON_SINCE = '19.14';

/** One of several requests about a day: those hours of objects whose hash leaves this remainder. */
export interface Slice {
  parts: number;
  part: number;
}

/** The questions about one table, in the words of its columns. */
export class Plan {
  readonly server: string;
  readonly #table: string;
  readonly #form: TableForm;
  /** What the columns of an answer are called: the table may have one of the same name. */
  readonly rename: Rename;

  private constructor(server: string, table: string, form: TableForm, rename: Rename) {
    this.server = server;
    this.rename = rename;
    this.#table = table;
    this.#form = form;
  }

  /** @throws FlaretallyError E_CLICKHOUSE_* */
  static async of(client: Client, version: string, url: TableUrl, mapping: Mapping): Promise<Plan> {
    const table = `${quoted(url.database)}.${quoted(url.table)}`;
    const found = await client.rows<{ name: string; type: string }>(
      filled(queryOf('table'), { table }),
    );
    const columns: Columns = new Map(found.map(({ name, type }) => [name, type]));
    client.adjust(version);
    const rename = renaming(columns.keys());
    const facts = { says: url.says, columns, hasJson: isSince(version, JSON_SINCE), rename };
    const form = formOf(facts, mapping);
    await requireTimes(client, table, form, url.says);
    return new Plan(version, table, form, rename);
  }

  /** What is counted of the days from one instant to another, in milliseconds since 1970. */
  days(from: number, to: number): string {
    return this.#query('days', from, to, { parts: 1, part: 0 });
  }

  /** About how many hours of objects a day has. */
  places(day: string): string {
    const from = Date.parse(day);
    return this.#query('places', from, from + DAY_MS, { parts: 1, part: 0 });
  }

  /** The sums, or the islands, of a part of a day. */
  day(name: 'hours' | 'islands', day: string, slice: Slice): string {
    const from = Date.parse(day);
    return this.#query(name, from, from + DAY_MS, slice);
  }

  /** The query for the records of an hour of a script: {from}, {to} and {name} are left open. */
  rows(): string {
    const { when, script } = this.#form;
    const name = '{name}';
    return filled(queryOf('rows'), { table: this.#table, when, script, name });
  }

  /** What a day was asked with: it changes with the server and with any word of the questions. */
  digest(day: string): string {
    const whole = { parts: 1, part: 0 };
    const asked = [this.server, this.day('hours', day, whole), this.day('islands', day, whole)];
    return createHash('sha256').update(asked.join('\n')).digest('hex');
  }

  #query(name: string, from: number, to: number, { parts, part }: Slice): string {
    const { fields, lines, when } = this.#form;
    const values = {
      ...{ table: this.#table, fields, lines, parts: String(parts), part: String(part) },
      when: filled(when, { from: String(from), to: String(to) }),
    };
    const events = filled(this.rename(queryOf('events')), values);
    return filled(this.rename(queryOf(name)), { ...values, events });
  }
}

/** @throws FlaretallyError E_CLICKHOUSE_COLUMNS if a record is of no day */
async function requireTimes(
  client: Client,
  table: string,
  { timeless }: TableForm,
  says: string,
): Promise<void> {
  const query = filled(queryOf('timeless'), { table, timeless });
  const [{ counted } = { counted: '0' }] = await client.rows<{ counted: string }>(query);
  if (counted !== '0') throw timelessError(counted, says);
}
