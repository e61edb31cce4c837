// Events in a table of ClickHouse and in a file of Logpush, and what both come to.
import { join } from 'node:path';
import { type AskOptions, askDays } from '../../src/sources/inputs/clickhouse/ask.ts';
import { queryOf } from '../../src/sources/inputs/clickhouse/dialect.ts';
import { ACCOUNT, LogDatabase } from '../logs/log-database.ts';
import type { Node } from '../support/clickhouse/cluster.ts';
import {
  eventsOf,
  type LoggedEvent,
  recordOf,
  rowOf,
  writeLines,
} from '../support/clickhouse/events.ts';

/** The days of the events. */
export const DAYS = '2026-10-20..2026-10-22';

/** Tries often, without the pauses of a program that nobody waits for. */
export const HASTE = { baseMs: 20, capMs: 200, attempts: 40, waitMs: 60_000 };

/** A file of Logpush with the events. */
export function logpushFile(folder: string, count: number): string {
  const path = join(folder, `${count}.ndjson`);
  writeLines(path, eventsOf(count, 2), recordOf);
  return path;
}

/** Rows of one INSERT. */
const ROWS = 20_000;

/** Puts the events into a table of both nodes; `isFirst` says on which an event is. */
export async function fillTable(
  nodes: readonly Node[],
  table: string,
  all: Iterable<LoggedEvent>,
  isFirst: (event: LoggedEvent) => boolean,
): Promise<void> {
  await createTable(nodes, table);
  const rows = nodes.map((): string[] => []);
  const put = async (i: number) => {
    const body = rows[i]?.splice(0).join('\n') ?? '';
    if (body !== '')
      await nodes[i]?.run(`INSERT INTO logs.${table}_local FORMAT JSONEachRow`, body);
  };
  for (const event of all) {
    const i = isFirst(event) ? 0 : 1;
    if (Number(rows[i]?.push(JSON.stringify(rowOf(event)))) >= ROWS) await put(i);
  }
  for (const i of nodes.keys()) await put(i);
}

/** Divides the rows of another table anew between both nodes; `isSecond` is a condition of SQL. */
export async function fillFrom(
  nodes: readonly Node[],
  table: string,
  other: string,
  isSecond: string,
): Promise<void> {
  await createTable(nodes, table);
  for (const [i, node] of nodes.entries())
    await node.run(
      `INSERT INTO logs.${table}_local SELECT * FROM logs.${other} WHERE (${isSecond}) = ${i}`,
    );
}

async function createTable(nodes: readonly Node[], table: string): Promise<void> {
  for (const node of nodes) {
    await node.run('CREATE DATABASE IF NOT EXISTS logs');
    await node.run(queryOf('ddl-plain').replace('{table}', `logs.${table}_local`));
    await node.run(
      `CREATE TABLE logs.${table} AS logs.${table}_local
       ENGINE = Distributed(two, logs, ${table}_local)`,
    );
  }
}

/** Which of two shards an event is on, by a text of it. */
export function half(text: string): boolean {
  return [...text].reduce((sum, sign) => sum + sign.charCodeAt(0), 0) % 2 === 0;
}

/** The object that the first usage line names. */
export function objectOf({ lines }: LoggedEvent): string {
  return String(lines[0]?.usage.o ?? '');
}

/** Asks for the days; the address of the table on a node. */
export function ask(node: Node, table: string, spool: string, wishes: Partial<AskOptions> = {}) {
  return askDays(addressOf(node, table), {
    ...{ env: {}, day: DAYS, account: ACCOUNT, spool, patience: HASTE },
    ...wishes,
  });
}

export function addressOf(node: Node, table: string): string {
  return `clickhouse://127.0.0.1:${node.ports.http}/logs.${table}`;
}

/** What the rules read of logs, as one digest a relation, without where it came from. */
export async function contentOf(paths: readonly string[]): Promise<Record<string, string>> {
  const database = await LogDatabase.open();
  try {
    await database.load(paths);
    const digests = await database.digest();
    const hours = await database.rows(
      `select sum(events)::varchar as events, sum(wall_ms)::varchar as wall_ms
       from staging.log_hours`,
    );
    const content = Object.fromEntries(
      Object.entries(digests).filter(([name]) => !/^all$|log_files|log_unknowns/.test(name)),
    );
    return { ...content, sums: JSON.stringify(hours) };
  } finally {
    database.close();
  }
}
