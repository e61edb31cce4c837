import { onSettled } from './build/rebuild.ts';
import { describeAccount, type PlanChange, plansOf } from './load/describe-account.ts';
import { inspected, kindsOf, requireLoadable } from './load/kinds.ts';
import {
  type FoundInFiles,
  foundIn,
  NOTHING_FOUND,
  type RejectedRow,
  rejectsIn,
} from './load/loaded.ts';
import { loadedBefore, requireOwn } from './load/loaded-before.ts';
import { type RejectWishes, ROWS, requireOneWish, requireRows } from './load/rejects.ts';
import { type ReplacedMap, rememberMaps, replacedMaps } from './load/replaced-maps.ts';
import { carry } from './ops/carry.ts';
import { type LateInput, lateInputs } from './ops/late.ts';
import { select } from './reading/reading.ts';
import { build } from './rules/build.ts';
import { PREBUILT, readCatalog } from './rules/catalog.ts';
import type { Catalog } from './rules/catalogued.ts';
import { checksOfReceived, runTouchedChecks } from './rules/check.ts';
import { declare } from './rules/declare.ts';
import { logRules } from './rules/log-rules.ts';
import { adviceFor } from './sources/advice.ts';
import { loadBudgets } from './sources/budgets.ts';
import { loadClasses } from './sources/classes.ts';
import type { Kind } from './sources/detect.ts';
import type { InputFile } from './sources/files.ts';
import { loadGraphql } from './sources/graphql.ts';
import type { Found } from './sources/inputs/found.ts';
import { copiesOf } from './sources/inputs/names.ts';
import { type InputOptions, withInputs } from './sources/inputs/resolve.ts';
import { loadInvoices } from './sources/invoice/load.ts';
import { type LoadContext, loadContext, type Skipped } from './sources/load-context.ts';
import { loadJobs } from './sources/logs/job.ts';
import { loadLogpush, loadTail } from './sources/logs/load.ts';
import { loadPartials } from './sources/logs/partials.ts';
import { loadPolicies } from './sources/policies.ts';
import { loadRest } from './sources/rest.ts';
import { loadTenantPrices } from './sources/tenant-prices.ts';
import { loadTenants } from './sources/tenants.ts';
import type { MissingField, Unheld } from './store/answer-missing.ts';
import type { Database } from './store/database.ts';
import { limitsFor } from './store/limits.ts';
import { nameSources } from './store/source-names.ts';
import type { Dataset } from './words/dataset.ts';

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

/** The result for one file. */
export interface LoadedFile {
  path: string;
  kind: Kind | undefined;
  outcome: 'loaded' | 'already loaded' | 'left out' | 'not recognised';
  /** For an unrecognised file: its format and the command that converts it, if known. */
  hint?: string;
}

export interface LoadResult extends FoundInFiles {
  files: LoadedFile[];
  rejects: RejectedRow[];
  /** Accounts whose plan has changed. */
  plans: PlanChange[];
  /** Fields that a prediction needs and that loaded answers do not have. */
  lacks: MissingField[];
  /** Fields that they do not have either, and that only behaviours that cost money need. */
  unjudged: Unheld[];
  /** Tenant maps without some rows of those that they replace. */
  maps: ReplacedMap[];
  /** Skipped answers, or parts of one, of datasets that are not metered. */
  skipped: Skipped[];
  /** Files of closed periods that were pruned: they correct nothing. */
  late: LateInput[];
  /** Whether everything was computed again, because other rules had built the database. */
  isFullBuild: boolean;
}

/**
 * Loaders by kind, in their order. Usage is first, because it names the accounts that other files
 * may leave out.
 */
const LOADERS: readonly [
  Kind,
  (db: Database, files: readonly InputFile[], context: LoadContext) => Promise<void>,
][] = [
  ['graphql', loadGraphql],
  ['rest', loadRest],
  ['logpush_job', loadJobs],
  ['logpush', loadLogpush],
  ['tail', loadTail],
  ['log_partials', loadPartials],
  ['tenants', loadTenants],
  ['classes', loadClasses],
  ['policies', loadPolicies],
  ['prices', loadTenantPrices],
  ['budgets', loadBudgets],
  ['invoice', loadInvoices],
];

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
    files: [],
    rejects: [],
    plans: [],
    maps: [],
    lacks: [],
    unjudged: [],
    skipped: [],
    late: [],
    isFullBuild: false,
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
      await select(db, options.now);
      const before = await plansOf(db);
      await rememberMaps(db);
      Object.assign(result, await fill(db, kinds, { ...options, roomy, datasets, catalog }));
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

async function fill(
  db: Database,
  kinds: ReadonlyMap<InputFile, Kind | undefined>,
  options: LoadOptions & { roomy: boolean; datasets: readonly Dataset[]; catalog: Catalog },
): Promise<Pick<LoadResult, 'files' | 'lacks' | 'unjudged' | 'skipped'>> {
  const known = await loadedBefore(db);
  requireOwn(kinds, known, options.account);
  const seen = new Set(known.keys());
  const context = await loadContext(db, {
    ...options,
    logRules: () => logRules(db, options.catalog),
  });
  const outcomes: LoadedFile[] = [];
  for (const [file, kind] of kinds) {
    const outcome = !kind ? 'not recognised' : seen.has(file.digest) ? 'already loaded' : 'loaded';
    if (kind) seen.add(file.digest);
    const advice = kind ? undefined : adviceFor(file);
    const hint = advice ? { hint: `${advice.why}: ${advice.fix}` } : {};
    outcomes.push({ path: file.path, kind, outcome, ...hint });
  }
  for (const [kind, loader] of LOADERS) {
    const files = [...kinds.keys()].filter((_, i) => {
      const { kind: own, outcome } = outcomes[i] ?? {};
      return own === kind && outcome === 'loaded';
    });
    if (files.length > 0) await loader(db, files, context);
  }
  await context.flush(db);
  const digests = new Map([...kinds.keys()].map(({ path, digest }) => [path, digest]));
  for (const file of outcomes.filter(({ outcome }) => outcome === 'loaded')) {
    if (!context.isTaken(digests.get(file.path) ?? '')) file.outcome = 'left out';
  }
  const [first] = context.skipped;
  if (first && !outcomes.some(({ outcome }) => /loaded/.test(outcome))) throw first.error;
  const { lacks, unjudged, skipped } = context;
  return { files: outcomes, lacks, unjudged, skipped };
}
