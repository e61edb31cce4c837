import type { Database } from '../database.ts';
import { identifier, literal } from '../quote.ts';

/** A rule by which a batch of log files is read: one SELECT, after all that it reads. */
export interface LogRule {
  relation: string;
  sql: string;
  inputs: readonly string[];
}

/** The relations that a load of logs asks for, of a batch or of the ledger. */
export const ASKED = [
  'logs.record_identities',
  'logs.batch_sorts',
  'logs.batch_lines',
  'logs.repeat_candidates',
  'logs.repeated_events',
  'logs.batch_hashes',
  'logs.batch_hours',
  'logs.batch_usage_hours',
  'logs.batch_islands',
  'logs.batch_files',
  'logs.hash_probes',
  'logs.horizons',
] as const;

type Asked = (typeof ASKED)[number];

/** Declared tables that hold the batch: those of the database itself never have a row. */
const RECORDS = ['log_records', 'log_trace_items'] as const;
const TABLES = ['log_batch', 'log_batch_files'] as const;

/** Computed once a batch, as several others read it. */
const KEPT: Asked = 'logs.repeat_candidates';

/** Where the batch is: a catalog in memory, in which `schema.name` is looked for first. */
const CATALOG = 'log_batch';

/**
 * What a batch of log files is read on: the rules as they stand, in a catalog of their own in
 * which the declared tables hold the batch.
 */
export class LogGround {
  readonly db: Database;
  readonly #main: string;
  readonly #kept: string;

  private constructor(db: Database, main: string, kept: string) {
    this.db = db;
    this.#main = main;
    this.#kept = kept;
  }

  /** Runs `what` on such a ground, and leaves nothing of it. */
  static async within<T>(
    db: Database,
    rules: readonly LogRule[],
    what: (ground: LogGround) => Promise<T>,
  ): Promise<T> {
    const [found] = await db.rows<{ name: string }>('select current_database() as name');
    const main = identifier(found?.name ?? '');
    const named = rules.flatMap(({ relation, inputs }) => [relation, ...inputs]);
    const schemas = new Set(['raw', ...named.map((name) => name.split('.')[0])]);
    const own = rules.find(({ relation }) => relation === KEPT)?.sql ?? '';
    await db.run(
      `attach ':memory:' as ${CATALOG};
       ${[...schemas].map((name) => `create schema if not exists ${CATALOG}.${name};`).join(' ')}
       ${TABLES.map((table) => copyOf(main, table)).join(' ')}
       ${readBeside(rules)
         .map((read) => viewOf(read, `from ${main}.${read}`))
         .join(' ')}
       set search_path = ${literal(`${CATALOG}.main,${main}.main`)}`,
    );
    try {
      for (const { relation, sql } of rules) {
        const made = `create ${relation === KEPT ? 'table' : 'view'} ${CATALOG}.${relation} as`;
        await db.run(relation === KEPT ? `${made} from (${sql}\n) limit 0` : `${made} ${sql}`);
      }
      return await what(new LogGround(db, main, own));
    } finally {
      await db.run(`use ${main}.main; detach ${CATALOG}`);
    }
  }

  /** A relation of the database itself, to write to. */
  whole(relation: string): string {
    return `${this.#main}.${relation}`;
  }

  /** One of the tables that hold the batch, to write to. */
  table(name: (typeof TABLES)[number]): string {
    return `${CATALOG}.raw.${name}`;
  }

  /** A relation as the rules compute it from the batch. */
  read(relation: Asked): string {
    return `${CATALOG}.${relation}`;
  }

  /** Gives a batch's records to the rules: SQL that reads the files. */
  async show(name: (typeof RECORDS)[number], sql: string): Promise<void> {
    await this.db.run(viewOf(`raw.${name}`, sql));
  }

  /** Computes what several rules read. */
  async keep(): Promise<void> {
    await this.db.run(`create or replace table ${CATALOG}.${KEPT} as ${this.#kept}`);
  }

  /** Forgets the batch. */
  async clear(): Promise<void> {
    const emptied = TABLES.map((table) => copyOf(this.#main, table)).join(' ');
    await this.db.run(`${emptied} create or replace table ${CATALOG}.${KEPT} as
      from ${CATALOG}.${KEPT} limit 0`);
  }
}

function copyOf(main: string, table: string): string {
  return `create or replace table ${CATALOG}.raw.${table} as from ${main}.raw.${table} limit 0;`;
}

function viewOf(relation: string, sql: string): string {
  return `create or replace view ${CATALOG}.${relation} as ${sql};`;
}

/** What the rules read that none of them makes: tables that are filled, but for the batch. */
function readBeside(rules: readonly LogRule[]): string[] {
  const made = new Set(rules.map(({ relation }) => relation));
  const batch = TABLES.map((name) => `raw.${name}`);
  const read = new Set(rules.flatMap(({ inputs }) => inputs));
  return [...read].filter((relation) => !made.has(relation) && !batch.includes(relation));
}
