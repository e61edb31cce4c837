import type { Database } from '../../src/store/database.ts';

// Takes the place of `src/rules/overlay.ts` and `built-by.ts` by `vi.mock` where a test reconciles
// many accounts of one database. `reconcile` works as always, but what it computes in memory for
// all accounts is computed once, and not per account.

type Overlay = typeof import('../../src/rules/overlay.ts');
type BuiltBy = typeof import('../../src/rules/built-by.ts');

/** The module for databases that do not change, and for readings without wishes. */
export function shared(module: Overlay): Overlay {
  const opened = new Map<string, Promise<Database>>();
  const computed = new WeakMap<Database, ReturnType<Overlay['overlay']>>();
  return {
    ...module,
    openOverlay: (path) => {
      const db = opened.get(path) ?? module.openOverlay(path).then(keptOpen);
      opened.set(path, db);
      return db;
    },
    overlay: (db, catalog, statement, wanted) => {
      // Results of one reading are not shared with others.
      if (statement.tables.join() !== 'params.clock')
        throw new Error('a scenario, a tolerance or exact days');
      const changed = computed.get(db) ?? module.overlay(db, catalog, statement, wanted);
      computed.set(db, changed);
      return changed;
    },
  };
}

/** The module that asks a database once which rules built it: before there is more in memory. */
export function askedOnce(module: BuiltBy): BuiltBy {
  const known = new WeakMap<Database, Promise<boolean>>();
  return {
    ...module,
    isBuiltBy: (db, catalog) => {
      const is = known.get(db) ?? module.isBuiltBy(db, catalog);
      known.set(db, is);
      return is;
    },
  };
}

/** The database without its end, which comes with that of the process. */
function keptOpen(db: Database): Database {
  return new Proxy(db, {
    get(target, name) {
      if (name === 'close') return () => {};
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
