import type { Database } from '../database.ts';
import { identifier, literal } from '../quote.ts';

/** A rule for reading a batch of log files: one SELECT. Rules come after their inputs. */
export interface LogRule {
  relation: string;
  sql: string;
  inputs: readonly string[];
}

/** The relations that a load of logs reads, of a batch or of the ledger. */
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
  'logs.batch_faults',
  'logs.partial_faults',
  'logs.partial_names',
  'logs.partial_hours',
  'logs.partial_usage_hours',
  'staging.log_partial_islands',
  'logs.hash_probes',
  'logs.horizons',
] as const;

type Asked = (typeof ASKED)[number];

/** Declared tables that the batch replaces. In the database they are always empty. */
const RECORDS = [
  ...(['log_records', 'log_trace_items'] as const),
  ...(['log_partial_hours', 'log_partial_islands'] as const),
] as const;
const TABLES = ['log_batch', 'log_batch_files'] as const;

/** Computed once per batch, because several others read it. */
const KEPT: Asked = 'logs.repeat_candidates';

/** The catalog of the batch, in memory. DuckDB searches it for `schema.name` first. */
const CATALOG = 'log_batch';

/**
 * The workspace for a batch of log files: the unchanged rules in a catalog of their own, in which
 * the declared tables have the batch.
 */
export class LogWorkspace {
  readonly db: Database;
  readonly #main: string;
  readonly #kept: string;

  private constructor(db: Database, main: string, kept: string) {
    this.db = db;
    this.#main = main;
    this.#kept = kept;
  }

  /** Runs `what` with such a workspace, and removes it afterwards. */
  static async within<T>(
    db: Database,
    rules: readonly LogRule[],
    what: (workspace: LogWorkspace) => Promise<T>,
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
      return await what(new LogWorkspace(db, main, own));
    } finally {
      await db.run(`use ${main}.main; detach ${CATALOG}`);
    }
  }

  /** The name of a relation of the database itself, to write to. */
  whole(relation: string): string {
    return `${this.#main}.${relation}`;
  }

  /** The name of one of the tables with the batch, to write to. */
  table(name: (typeof TABLES)[number]): string {
    return `${CATALOG}.raw.${name}`;
  }

  /** The name of a relation that the rules compute from the batch. */
  read(relation: Asked): string {
    return `${CATALOG}.${relation}`;
  }

  /** Gives a batch's records to the rules, as SQL that reads the files. */
  async show(name: (typeof RECORDS)[number], sql: string): Promise<void> {
    await this.db.run(viewOf(`raw.${name}`, sql));
  }

  /** Computes the relations that several rules read. */
  async keep(): Promise<void> {
    await this.db.run(`create or replace table ${CATALOG}.${KEPT} as ${this.#kept}`);
  }

  /** Drops the batch. */
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

/** Filled tables that the rules read, except for those of the batch. */
function readBeside(rules: readonly LogRule[]): string[] {
  const made = new Set(rules.map(({ relation }) => relation));
  const batch = TABLES.map((name) => `raw.${name}`);
  const read = new Set(rules.flatMap(({ inputs }) => inputs));
  return [...read].filter((relation) => !made.has(relation) && !batch.includes(relation));
}
