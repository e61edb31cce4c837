import type { Database } from '../../store/database.ts';
import { identifier } from '../../store/quote.ts';
import { bodyOf } from '../declared-columns.ts';
import type { ResolvedRule } from '../order.ts';
import { PARTITIONS, type Partition } from '../rule-file.ts';
import type { KeyColumns } from './columns.ts';
import { conditionOn, type Slice } from './slice.ts';

/** The catalog of the views for each kind of partition. */
const catalogOf = (kind: Partition) => `part_${kind}`;

export const PART_CATALOGS = (Object.keys(PARTITIONS) as Partition[]).map(catalogOf);

/**
 * Runs the unchanged SELECT of a rule on some partitions. Each of its inputs is replaced by a view
 * of these partitions. The views are in a catalog in memory that DuckDB searches before the
 * database. A condition around the SELECT would not be enough: with a window or a CTE that is read
 * twice, DuckDB reads all rows.
 */
export class Parts {
  readonly #db: Database;
  readonly #rules: ReadonlyMap<string, ResolvedRule>;
  readonly #main: string;
  readonly #empty: ReadonlySet<string>;
  /** Text of each existing view, by name. */
  readonly #views = new Map<string, string>();

  private constructor(
    db: Database,
    rules: ReadonlyMap<string, ResolvedRule>,
    main: string,
    empty: ReadonlySet<string>,
  ) {
    this.#db = db;
    this.#rules = rules;
    this.#main = main;
    this.#empty = empty;
  }

  /** @param empty tables that had no row when the build began */
  static async over(
    db: Database,
    rules: readonly ResolvedRule[],
    empty: ReadonlySet<string> = new Set(),
  ): Promise<Parts> {
    const [found] = await db.rows<{ name: string }>('select current_database() as name');
    const byName = new Map(rules.map((rule) => [rule.relation, rule]));
    return new Parts(db, byName, identifier(found?.name ?? ''), empty);
  }

  /** The qualified name of the relation, which no view hides. */
  whole(relation: string): string {
    return `${this.#main}.${relation}`;
  }

  /** The rows of a rule that are in a slice, as a SELECT for use inside of `work`. */
  async within<T>(
    rule: ResolvedRule,
    slice: Slice,
    columns: KeyColumns,
    work: (select: string) => Promise<T>,
  ): Promise<T> {
    const catalog = catalogOf(slice.kind);
    await this.#attach(slice.kind);
    await this.#show(rule, slice, columns);
    await this.#db.run(
      `set search_path = '${catalog}.main,${this.#main.replaceAll("'", "''")}.main'`,
    );
    try {
      return await work(this.#select(rule, slice, columns));
    } finally {
      await this.#db.run(`use ${this.#main}.main`);
    }
  }

  #select(rule: ResolvedRule, slice: Slice, columns: KeyColumns): string {
    const own = columns.get(rule.relation) ?? new Set<string>();
    const condition = conditionOn(own, slice);
    return `from ${bodyOf(rule)}${condition === undefined ? '' : ` where ${condition}`}`;
  }

  async #attach(kind: Partition): Promise<void> {
    if (this.#views.has(kind)) return;
    const schemas = [...new Set([...this.#rules.values()].map(({ layer }) => layer))];
    await this.#db.run(
      [
        `attach if not exists ':memory:' as ${catalogOf(kind)}`,
        ...schemas.map((schema) => `create schema if not exists ${catalogOf(kind)}.${schema}`),
      ].join('; '),
    );
    this.#views.set(kind, '');
  }

  /** Creates the views of all inputs of a rule. Views that are already right are kept. */
  async #show(rule: ResolvedRule, slice: Slice, columns: KeyColumns): Promise<void> {
    const catalog = catalogOf(slice.kind);
    const wanted: string[] = [];
    const divided: ResolvedRule[] = [];
    for (const input of rule.inputs) {
      const own = this.#rules.get(input);
      if (own && isDivided(own, slice)) {
        divided.push(own);
        continue;
      }
      const condition = this.#hasNoRow(input)
        ? 'false'
        : conditionOn(columns.get(input) ?? new Set(), slice);
      const text = `from ${this.whole(input)}${condition ? ` where ${condition}` : ''}`;
      const view = `${catalog}.${input}`;
      if (this.#views.get(view) === text) continue;
      this.#views.set(view, text);
      wanted.push(`create or replace view ${view} as ${text}`);
    }
    if (wanted.length > 0) await this.#db.run(wanted.join('; '));
    // Only now, because the inputs of the views must exist as well.
    for (const own of divided) {
      await this.#show(own, slice, columns);
      await this.#make(`${catalog}.${own.relation}`, this.#select(own, slice, columns), catalog);
    }
  }

  /**
   * Whether a table of `raw` has no row, nor then its copy in `staging`. Most accounts use few
   * products: DuckDB leaves out the others, which would cost a join each. Other tables may get rows
   * in this build.
   */
  #hasNoRow(relation: string): boolean {
    const received = relation.replace(/^staging\./, 'raw.');
    return received.startsWith('raw.') && this.#empty.has(received);
  }

  /** A view of SQL that reads other views of the catalog. */
  async #make(view: string, text: string, catalog: string): Promise<void> {
    if (this.#views.get(view) === text) return;
    this.#views.set(view, text);
    const path = `${catalog}.main,${this.#main.replaceAll("'", "''")}.main`;
    await this.#db.run(`set search_path = '${path}'; create or replace view ${view} as ${text}`);
  }
}

/** A view with partitions of its own is divided too. */
function isDivided({ header }: ResolvedRule, slice: Slice): boolean {
  return header.kind === 'view' && header.partitions.includes(slice.kind);
}
