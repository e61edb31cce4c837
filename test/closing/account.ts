// A small account whose months are made as needed: a Worker's requests, and what was invoiced.
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../../src/commands/main.ts';
import { bufferIo } from '../../src/commands/shared/buffer-io.ts';
import { save, worker } from '../support/small-account.ts';

export type Row = Record<string, string | null>;

const DAY = 86_400_000;
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
/** The first day of a month that comes so many months after this one. */
const monthAfter = (month: string, months: number) => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return dayOf(Date.UTC(year, number - 1 + months, 1));
};

let files = 0;

/** A database in a folder, and the files that are loaded into it. */
export class Account {
  readonly account: string;
  readonly db: string;
  readonly #folder: string;

  constructor(folder: string, name: string, account = '5a'.repeat(16)) {
    this.account = account;
    this.#folder = folder;
    this.db = join(folder, `${name}.duckdb`);
  }

  /** The same database with files of another account. */
  other(account: string): Account {
    return Object.assign(new Account(this.#folder, '', account), { db: this.db });
  }

  #path(end: string): string {
    files += 1;
    return join(this.#folder, `${this.account.slice(0, 2)}-${files}.${end}`);
  }

  /** The answer of a month, a row a day. Asked later, it replaces what was known of the month. */
  usage(
    month: string,
    perDay: number | ((day: number) => number),
    capturedAt = `${monthAfter(month, 1)}T06:00:00Z`,
  ): string {
    const of = typeof perDay === 'number' ? () => perDay : perDay;
    const [from, to] = [monthAfter(month, 0), monthAfter(month, 1)];
    const days = (Date.parse(to) - Date.parse(from)) / DAY;
    const rows = Array.from({ length: days }, (_, i) => i)
      .filter((i) => of(i + 1) > 0)
      .map((i) => worker(dayOf(Date.parse(from) + i * DAY), 'edge', of(i + 1)));
    const dataset = 'workersInvocationsAdaptive';
    return save(this.#path('json'), { account: this.account, dataset, from, to, capturedAt, rows });
  }

  /** An invoice of a month's requests, in millions over the allowance, and of the plan. */
  invoice(month: string, millions: number, more: readonly string[] = [], name?: string): string {
    const lines = [
      [
        'Workers Standard Requests (first 10M are included)',
        ...this.#dates(month),
        `"${(millions * 1_000_000).toLocaleString('en')}"`,
        '0.30,1000000',
        (Math.ceil(millions) * 0.3).toFixed(2),
      ].join(','),
      ['Workers Paid', ...this.#dates(monthAfter(month, 1)), '1,5.00,1,5.00'].join(','),
      ...more,
    ];
    return this.#csv(`IN-${month}`, lines, name);
  }

  /** A line alone, with the dates of a month. */
  line(month: string, words: string, amount: string, quantity = ''): string {
    return [words, ...this.#dates(month), quantity, '', '', amount].join(',');
  }

  bill(number: string, lines: readonly string[], name?: string): string {
    return this.#csv(number, lines, name);
  }

  #csv(number: string, lines: readonly string[], name?: string): string {
    const path = name === undefined ? this.#path('csv') : join(this.#folder, name);
    const head =
      'description,period_start,period_end,quantity,unit_price,per,amount,invoice_number';
    const numbered = lines.map((line) => `${line},${number}`);
    writeFileSync(path, `${[head, ...numbered].join('\n')}\n`);
    return path;
  }

  #dates(month: string): [string, string] {
    return [monthAfter(month, 0), dayOf(Date.parse(monthAfter(month, 1)) - DAY)];
  }

  /** Runs a command at a day. */
  async run(day: string, ...argv: readonly string[]) {
    const env = { FLARETALLY_DB: this.db, FLARETALLY_NOW: `${day}T06:00:00Z`, NO_COLOR: '1' };
    const io = bufferIo({ env });
    const code = await runCli([...argv], io);
    return { code, out: io.out(), err: io.err() };
  }

  /** The rows that a command prints. */
  async rows(day: string, ...argv: readonly string[]): Promise<Row[]> {
    const { out, err } = await this.run(day, ...argv, '--format', 'json');
    if (out === '') throw new Error(err);
    return JSON.parse(out).rows;
  }

  async load(day: string, ...paths: readonly string[]): Promise<void> {
    const { code, err } = await this.run(day, 'load', ...paths, '--account', this.account);
    if (code !== 0) throw new Error(err);
  }

  /** A copy of the database under another name. */
  copy(name: string): Account {
    const copy = new Account(this.#folder, name, this.account);
    copyFileSync(this.db, copy.db);
    return copy;
  }
}
