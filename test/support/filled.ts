import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { kindsOf } from '../../src/load/kinds.ts';
import { select } from '../../src/reading/reading.ts';
import { build } from '../../src/rules/build.ts';
import type { Catalog } from '../../src/rules/catalogued.ts';
import { declare } from '../../src/rules/declare.ts';
import { logRules } from '../../src/rules/log-rules.ts';
import { loadClasses } from '../../src/sources/classes.ts';
import { inspect } from '../../src/sources/files.ts';
import { loadGraphql } from '../../src/sources/graphql.ts';
import { loadInvoices } from '../../src/sources/invoice/load.ts';
import { loadContext } from '../../src/sources/load-context.ts';
import { loadLogpush, loadTail } from '../../src/sources/logs/load.ts';
import { loadPolicies } from '../../src/sources/policies.ts';
import { loadRest } from '../../src/sources/rest.ts';
import { loadTenants } from '../../src/sources/tenants.ts';
import type { Database } from '../../src/store/database.ts';

const LOADERS = {
  graphql: loadGraphql,
  rest: loadRest,
  logpush: apart(loadLogpush),
  tail: apart(loadTail),
  tenants: loadTenants,
  classes: loadClasses,
  policies: loadPolicies,
  invoice: loadInvoices,
} as const;

/**
 * Fills a database with files of several accounts and builds it once, because each load would build
 * it.
 */
export async function fillAndBuild(
  db: Database,
  catalog: Catalog,
  accounts: ReadonlyMap<string, readonly string[]>,
  now: Date,
): Promise<void> {
  await declare(db, catalog);
  await select(db, now);
  for (const [account, paths] of accounts) await fillFiles(db, catalog, paths, { account, now });
  await build(db, catalog);
}

/** Logs are read through tables in memory, and a transaction may write to one database only. */
function apart(loader: typeof loadLogpush): typeof loadLogpush {
  return async (db, files, context) => {
    const isWithin = await db.run('commit').then(
      () => true,
      () => false,
    );
    await loader(db, files, context);
    if (isWithin) await db.run('begin transaction');
  };
}

/** The fill step of `load`. */
export async function fillFiles(
  db: Database,
  catalog: Catalog,
  paths: readonly string[],
  wishes: { account: string; now: Date; replace?: boolean },
): Promise<void> {
  const files = await Promise.all(paths.flatMap(filesBelow).map((path) => inspect(path, true)));
  const known = await db.rows<{ load_id: string }>('select load_id from raw.loads');
  const fresh = files.filter(({ digest }) => !known.some(({ load_id }) => load_id === digest));
  const kinds = [...(await kindsOf(fresh, {}))];
  const { datasets } = catalog;
  const context = await loadContext(db, {
    ...{ datasets, allowPartial: true, ...wishes },
    logRules: () => logRules(db, catalog),
  });
  for (const [kind, loader] of Object.entries(LOADERS)) {
    const own = kinds.filter((entry) => entry[1] === kind).map(([file]) => file);
    if (own.length > 0) await loader(db, own, context);
  }
  await context.flush(db);
}

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !/^(story|reconcile.golden)\.json$/.test(name))
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}
