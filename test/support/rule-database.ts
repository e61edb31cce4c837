import { readCatalog } from '../../src/rules/catalog.ts';
import type { ResolvedRule } from '../../src/rules/order.ts';
import { resolve } from '../../src/rules/resolve.ts';
import { Database } from '../../src/store/database.ts';
import { columnsOf } from '../../src/store/insert.ts';
import { identifier } from '../../src/store/quote.ts';
import { newEmptyDatabase } from './empty-database.ts';

type Columns = readonly [name: string, type: string][];

/**
 * Every relation of the bundled rules without loaded data. It is made once; tests insert rows and
 * remove them again.
 */
export class RuleDatabase {
  readonly db: Database;
  readonly #rules: readonly ResolvedRule[];
  readonly #columns = new Map<string, Columns>();

  private constructor(db: Database, rules: readonly ResolvedRule[]) {
    this.db = db;
    this.#rules = rules;
  }

  static async open(): Promise<RuleDatabase> {
    const db = await Database.open(newEmptyDatabase());
    return new RuleDatabase(db, await resolve(db, readCatalog()));
  }

  /** Runs `what` and rolls back everything that it did. */
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

  /** Replaces a relation by an empty table with the same columns. */
  async empty(relation: string): Promise<void> {
    const { kind } = this.#ruleOf(relation).header;
    if (kind !== 'view') return this.db.run(`delete from ${relation}`);
    const columns = await this.columnsOf(relation);
    const typed = columns.map(([name, type]) => `${identifier(name)} ${type}`);
    // Readers of the view now read the table, because they refer to it by name.
    await this.db.run(`drop view ${relation}; create table ${relation} (${typed.join(', ')})`);
  }

  /** Computes `target` again, and before it every table between it and the given relations. */
  async compute(target: string, given: ReadonlySet<string>): Promise<void> {
    const moved = new Set(given);
    for (const rule of this.#wayTo(target, given)) {
      if (rule.relation !== target && !rule.inputs.some((input) => moved.has(input))) continue;
      moved.add(rule.relation);
      const { kind } = rule.header;
      await this.db.run(`create or replace ${kind} ${rule.relation} as ${rule.sql}`);
    }
  }

  /** The direct and indirect inputs of `target` up to the given relations, in build order. */
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
