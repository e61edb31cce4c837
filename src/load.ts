import { onSettled } from './build/rebuild.ts';
import { describeAccount, type PlanChange, plansOf } from './load/describe-account.ts';
import { type Filled, fill, NOTHING_FILLED } from './load/fill.ts';
import { inspected, kindsOf, requireLoadable } from './load/kinds.ts';
import {
  type FoundInFiles,
  foundIn,
  NOTHING_FOUND,
  type RejectedRow,
  rejectsIn,
} from './load/loaded.ts';
import { type RejectWishes, ROWS, requireOneWish, requireRows } from './load/rejects.ts';
import { type ReplacedMap, rememberMaps, replacedMaps } from './load/replaced-maps.ts';
import { carry } from './ops/carry.ts';
import { type LateInput, lateInputs } from './ops/late.ts';
import { ensureOps } from './ops/schema.ts';
import { select } from './reading/reading.ts';
import { build } from './rules/build.ts';
import { PREBUILT, readCatalog } from './rules/catalog.ts';
import type { Catalog } from './rules/catalogued.ts';
import { checksOfReceived, runTouchedChecks } from './rules/check.ts';
import { declare } from './rules/declare.ts';
import { logRules } from './rules/log-rules.ts';
import type { Kind } from './sources/detect.ts';
import type { InputFile } from './sources/files.ts';
import type { Found } from './sources/inputs/found.ts';
import { copiesOf } from './sources/inputs/names.ts';
import { type InputOptions, withInputs } from './sources/inputs/resolve.ts';
import type { Database } from './store/database.ts';
import { limitsFor } from './store/limits.ts';
import { nameSources } from './store/source-names.ts';

export type { LoadedFile } from './load/fill.ts';

export interface LoadOptions extends InputOptions, RejectWishes {
  /** The kind of all files, if their content does not show it. */
  kind?: Kind | undefined;
  /** When bare answers were received: ISO time. */
  capturedAt?: string | undefined;
  plan?: string | undefined;
  /** Day of the month on which the billing periods start, where no invoice says so. */
  anchorDay?: number | undefined;
  /** Whether an invoice replaces those loaded before for the same periods. */
  replace?: boolean;
  /** Whether a log event that several files deliver is counted once; true by default. */
  dedupe?: boolean | undefined;
  /** Whether logs of a job that samples or filters are loaded, to divide totals by them. */
  allowPartial?: boolean | undefined;
  /** Whether every log event is stored as Parquet in `<database>.events`. */
  keepEvents?: boolean | undefined;
  /** Bytes that one document may have, unpacked. */
  documentBytes?: number | undefined;
  queries?: string | undefined;
  /** Milliseconds to wait for another writer; none by default. */
  waitMs?: number | undefined;
  now: Date;
}

export interface LoadResult extends FoundInFiles, Filled {
  rejects: RejectedRow[];
  /** Accounts whose plan has changed. */
  plans: PlanChange[];
  /** Tenant maps without some rows of those that they replace. */
  maps: ReplacedMap[];
  /** Files of closed periods that were pruned: they correct nothing. */
  late: LateInput[];
  /** Whether everything was computed again, because other rules had built the database. */
  isFullBuild: boolean;
}

/** Loads files into the database: all of them, or none after any error. */
export async function load(paths: readonly string[], options: LoadOptions): Promise<LoadResult> {
  requireOneWish(options);
  return withInputs(paths, options, (found) => loadFound(found, paths, options));
}

/** Loads files that were found: all of them, or none after any error. */
export async function loadFound(
  found: readonly Found[],
  paths: readonly string[],
  options: LoadOptions,
): Promise<LoadResult> {
  const kinds = await kindsOf(inspected(found), options);
  requireLoadable(paths, kinds);
  const catalog = readCatalog(options.queries);
  const { datasets } = catalog;
  const result: LoadResult = {
    rejects: [],
    plans: [],
    maps: [],
    late: [],
    isFullBuild: false,
    ...NOTHING_FILLED,
    ...NOTHING_FOUND,
  };
  const command = `flaretally load ${paths.join(' ')}`;
  const isSettled = await onSettled(catalog, command, options, {
    from: PREBUILT,
    signal: options.signal,
    waitMs: options.waitMs,
    limits: limitsFor([...kinds.keys()].reduce((sum, { size }) => sum + size, 0)),
    fill: async (db, roomy) => {
      await declare(db, catalog);
      await ensureOps(db);
      await select(db, options.now);
      const before = await plansOf(db);
      await rememberMaps(db);
      const wishes = { ...options, roomy, datasets, logRules: () => logRules(db, catalog) };
      Object.assign(result, await fill(db, kinds, wishes));
      await nameSources(db, copiesOf(found));
      result.maps = await replacedMaps(db);
      result.plans = await describeAccount(db, options, before);
    },
    compute: async (db) => {
      const fresh = await compute(db, catalog, kinds, result, options);
      const loads = fresh.map(({ digest }) => digest);
      await carry(db, { by: 'inputs', says: command, loads });
      result.late = await lateInputs(db, loads);
    },
  });
  result.isFullBuild ||= isSettled;
  const names = new Map(found.map(({ path, says }) => [path, says]));
  const named = result.files.map((file) => ({ ...file, path: names.get(file.path) ?? file.path }));
  return { ...result, files: named };
}

/** A file that cannot be right is refused before anything is counted from it. */
async function compute(
  db: Database,
  catalog: Catalog,
  kinds: ReadonlyMap<InputFile, Kind | undefined>,
  result: LoadResult,
  options: LoadOptions,
): Promise<InputFile[]> {
  const fresh = [...kinds.keys()].filter((_, i) => result.files[i]?.outcome === 'loaded');
  const checks = await checksOfReceived(db, catalog);
  const built = await build(db, catalog, undefined, undefined, {
    relations: [...checks, ...ROWS],
    check: async (received) => {
      result.rejects = await rejectsIn(db, kinds);
      await requireRows(db, fresh, result.rejects, options);
      await runTouchedChecks(received);
    },
  });
  Object.assign(result, await foundIn(db, kinds, fresh));
  await runTouchedChecks(built, checks);
  result.isFullBuild = built.isFullBuild;
  return fresh;
}
