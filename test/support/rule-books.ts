import { readCatalog } from '../../src/rules/catalog.ts';
import type { ResolvedRule } from '../../src/rules/order.ts';
import { resolve } from '../../src/rules/resolve.ts';
import { Database } from '../../src/store/database.ts';
import { columnsOf } from '../../src/store/insert.ts';
import { identifier } from '../../src/store/quote.ts';
import { newEmptyBooks } from './empty-books.ts';

type Columns = readonly [name: string, type: string][];

/**
 * Every relation of the bundled rules over tables that hold only what ships with them. It is made
 * once; whoever needs rows in it puts them there for a while.
 */
export class RuleBooks {
  readonly db: Database;
  readonly #rules: readonly ResolvedRule[];
  readonly #columns = new Map<string, Columns>();

  private constructor(db: Database, rules: readonly ResolvedRule[]) {
    this.db = db;
    this.#rules = rules;
  }

  static async open(): Promise<RuleBooks> {
    const db = await Database.open(newEmptyBooks());
    return new RuleBooks(db, await resolve(db, readCatalog()));
  }

  /** Runs `what` and takes back all that it did. */
  async meanwhile<T>(what: () => Promise<T>): Promise<T> {
    await this.db.run('begin transaction');
    try {
      return await what();
    } finally {
      await this.db.run('rollback');
    }
  }

  /** Names and types of a relation's columns; an unknown one is an error. */
  async columnsOf(relation: string): Promise<Columns> {
    this.#ruleOf(relation);
    const known = this.#columns.get(relation) ?? (await columnsOf(this.db, relation));
    this.#columns.set(relation, known);
    return known;
  }

  /** Puts an empty table of the same columns in the place of a relation. */
  async empty(relation: string): Promise<void> {
    const { kind } = this.#ruleOf(relation).header;
    if (kind !== 'view') return this.db.run(`delete from ${relation}`);
    const columns = await this.columnsOf(relation);
    const typed = columns.map(([name, type]) => `${identifier(name)} ${type}`);
    // What reads the view finds the table, for a name is all that it knows of it.
    await this.db.run(`drop view ${relation}; create table ${relation} (${typed.join(', ')})`);
  }

  /** Computes `target` anew, and before it every table on the way to it from the given relations. */
  async compute(target: string, given: ReadonlySet<string>): Promise<void> {
    const moved = new Set(given);
    for (const rule of this.#wayTo(target, given)) {
      if (rule.relation !== target && !rule.inputs.some((input) => moved.has(input))) continue;
      moved.add(rule.relation);
      const { kind } = rule.header;
      await this.db.run(`create or replace ${kind} ${rule.relation} as ${rule.sql}`);
    }
  }

  /** What `target` reads, over others too, up to what is given; in the order of computing. */
  #wayTo(target: string, given: ReadonlySet<string>): ResolvedRule[] {
    const wanted = new Set([target]);
    for (const { relation, inputs } of [...this.#rules].reverse()) {
      if (wanted.has(relation) && !given.has(relation)) for (const one of inputs) wanted.add(one);
    }
    const isMade = ({ relation, header }: ResolvedRule) =>
      wanted.has(relation) && !given.has(relation) && header.kind !== 'declaration';
    return this.#rules.filter(isMade);
  }

  #ruleOf(relation: string): ResolvedRule {
    const rule = this.#rules.find((one) => one.relation === relation);
    if (!rule) throw new Error(`there is no relation ${relation}`);
    return rule;
  }
}
