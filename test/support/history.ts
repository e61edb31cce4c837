import { FlaretallyError } from '../../src/errors.ts';
import { select } from '../../src/reading/reading.ts';
import { build } from '../../src/rules/build.ts';
import { readCatalog } from '../../src/rules/catalog.ts';
import type { Catalog } from '../../src/rules/catalogued.ts';
import { declare } from '../../src/rules/declare.ts';
import type { Rule } from '../../src/rules/rule-file.ts';
import { Database } from '../../src/store/database.ts';
import { findLoads, type KnownLoad } from '../../src/store/logs/undo.ts';
import { takeBack } from '../../src/store/remove-loads.ts';
import { canUndo } from '../../src/undo.ts';
import { contentOf, contentsOf } from './contents.ts';
import { fillFiles } from './filled.ts';

/** The fill step of one run, given the account and the clock of the history. */
export type Fill = (history: History) => Promise<void>;

/**
 * A database that goes through many runs in one connection. It does what `load`, `undo` and others
 * do, without their files, locks and checks, which would take most of the time.
 */
export class History {
  readonly db: Database;
  now = new Date('2026-10-08T06:00:00Z');
  queries: string | undefined;
  /** Rows of answers computed at once, if not the default. */
  rowsAtOnce: number | undefined;
  /** Error codes of files that could not be loaded. */
  readonly refused: string[] = [];

  private constructor(db: Database) {
    this.db = db;
  }

  static async begin(path: string): Promise<History> {
    return new History(await Database.open(path));
  }

  /** One run. A file that cannot be loaded changes nothing. */
  async run(...fills: readonly Fill[]): Promise<void> {
    const catalog = readCatalog(this.queries);
    await this.db.run('begin transaction');
    try {
      await declare(this.db, catalog);
      await select(this.db, this.now);
      for (const fill of fills) await fill(this);
      await this.db.run('commit');
    } catch (error) {
      await this.db.run('rollback');
      if (!(error instanceof FlaretallyError)) throw error;
      this.refused.push(error.code);
      return;
    }
    await build(this.db, catalog, undefined, this.rowsAtOnce);
    // A run of its own ends so. What many runs have written would else stay in memory.
    await this.db.run('checkpoint');
  }

  /**
   * The tables that differ from what their rules give, in all columns. If each table is what its
   * rule gives from the others, then all of them are what everything computed again would be. The
   * content digest would leave out the time and source of each load. Views follow from tables.
   */
  async differing(): Promise<string[]> {
    const held = await contentsOf(this.db);
    const differing: string[] = [];
    for (const { relation, sql } of tablesOf(readCatalog(this.queries))) {
      const found = await contentOf(this.db, `(${sql}\n)`);
      if (found !== held.get(relation)) differing.push(relation);
    }
    return differing;
  }

  /**
   * The tables that differ when everything is computed again, in steps of this many rows. The
   * results stay.
   */
  async differingBy(rowsAtOnce: number): Promise<string[]> {
    const before = await contentsOf(this.db);
    // Loading logs has set a limit that lasts. A load that needs more runs again without limits.
    await this.db.run('reset memory_limit');
    const catalog = readCatalog(this.queries);
    await this.db.run("update params.built set fingerprint = '', content = ''");
    const tables = tablesOf(catalog).map(({ relation }) => relation);
    await build(this.db, catalog, tables, rowsAtOnce);
    return differences(before, await contentsOf(this.db));
  }

  close(): void {
    this.db.close();
  }
}

/** Creating the views that no table reads would take as long as everything else. */
function tablesOf({ rules }: Catalog): Rule[] {
  return rules.filter(({ header }) => header.kind === 'table');
}

function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) {
  const all = [...new Set([...before.keys(), ...after.keys()])].sort();
  return all.filter((relation) => before.get(relation) !== after.get(relation));
}

export function files(account: string, paths: readonly string[], replace = false): Fill {
  return ({ db, queries, now }) =>
    fillFiles(db, readCatalog(queries), paths, { account, now, replace });
}

/** Undoes the file at this position among all that can be undone, or among those of a kind. */
export function undo(which: number, kind?: 'log' | 'invoice' | 'graphql'): Fill {
  return async ({ db }) => {
    const all = await findLoads(db, '');
    const kindOf = (load: KnownLoad) => (load.load_key === null ? load.kind : 'log');
    const loads = all.filter((load) => (kind ? kindOf(load) === kind : canUndo(load)));
    const load = loads[which % Math.max(loads.length, 1)];
    if (load) await takeBack(db, [load]);
  };
}

/** A person accepts a day of a dataset that shows nothing because there was nothing. */
export function accept(account: string, dataset: string, day: string): Fill {
  return ({ db }) =>
    db.run(
      `delete from raw.coverage_acceptances
         where account = '${account}' and dataset = '${dataset}' and from_on = '${day}';
       insert into raw.coverage_acceptances by name select '${account}' as account,
         '${dataset}' as dataset, date '${day}' as from_on, date '${day}' + 1 as to_on,
         'closed' as reason, timestamp '2026-10-08 06:00:00' as accepted_at`,
    );
}

export function anchorDay(account: string, day: number): Fill {
  return ({ db }) =>
    db.run(`update params.accounts set anchor_day = ${day} where account = '${account}'`);
}

export function clock(now: string): Fill {
  return async (history) => {
    history.now = new Date(now);
    await select(history.db, history.now);
  };
}
