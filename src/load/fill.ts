import { adviceFor } from '../sources/advice.ts';
import { loadBudgets } from '../sources/budgets.ts';
import { loadClasses } from '../sources/classes.ts';
import type { Kind } from '../sources/detect.ts';
import type { InputFile } from '../sources/files.ts';
import { loadGraphql } from '../sources/graphql.ts';
import { loadInvoices } from '../sources/invoice/load.ts';
import {
  type LoadContext,
  type LoadWishes,
  loadContext,
  type Skipped,
} from '../sources/load-context.ts';
import { loadJobs } from '../sources/logs/job.ts';
import { loadLogpush, loadTail } from '../sources/logs/load.ts';
import { loadPartials } from '../sources/logs/partials.ts';
import { loadPolicies } from '../sources/policies.ts';
import { loadRest } from '../sources/rest.ts';
import { loadTenantPrices } from '../sources/tenant-prices.ts';
import { loadTenants } from '../sources/tenants.ts';
import type { MissingField, Unheld } from '../store/answer-missing.ts';
import type { Database } from '../store/database.ts';
import { loadedBefore, requireOwn } from './loaded-before.ts';
import { type Unreplaced, unreplacedIn } from './unreplaced.ts';

/** The result for one file. */
export interface LoadedFile {
  path: string;
  kind: Kind | undefined;
  outcome: 'loaded' | 'already loaded' | 'left out' | 'not recognised';
  /** For an unrecognised file: its format and the command that converts it, if known. */
  hint?: string;
}

/** What came of the files before anything is counted from them. */
export interface Filled {
  files: LoadedFile[];
  /** Fields that a prediction needs and that loaded answers do not have. */
  lacks: MissingField[];
  /** Fields that they do not have either, and that only behaviours that cost money need. */
  unjudged: Unheld[];
  /** Invoices loaded before that those of this load took the place of, in words. */
  replaced: string[];
  /** Invoices that were to take the place of others, and were loaded before. */
  unreplaced: Unreplaced[];
  /** Skipped answers, or parts of one, of datasets that are not metered. */
  skipped: Skipped[];
}

export const NOTHING_FILLED: Filled = {
  files: [],
  lacks: [],
  unjudged: [],
  replaced: [],
  unreplaced: [],
  skipped: [],
};

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

/** Puts files that are not in the database yet into it, each by the loader of its kind. */
export async function fill(
  db: Database,
  kinds: ReadonlyMap<InputFile, Kind | undefined>,
  options: LoadWishes,
): Promise<Filled> {
  const known = await loadedBefore(db);
  requireOwn(kinds, known, options.account);
  const context = await loadContext(db, options);
  const outcomes = outcomesOf(kinds, known);
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
  const { lacks, unjudged, replaced, skipped } = context;
  const unreplaced = options.replace ? await unreplacedIn(db, kinds, known) : [];
  return { files: outcomes, lacks, unjudged, replaced, unreplaced, skipped };
}

/** What is to come of each file. Of files with the same content the first is loaded. */
function outcomesOf(
  kinds: ReadonlyMap<InputFile, Kind | undefined>,
  known: ReadonlyMap<string, string>,
): LoadedFile[] {
  const seen = new Set(known.keys());
  return [...kinds].map(([file, kind]) => {
    const outcome = !kind ? 'not recognised' : seen.has(file.digest) ? 'already loaded' : 'loaded';
    if (kind) seen.add(file.digest);
    const advice = kind ? undefined : adviceFor(file);
    const hint = advice ? { hint: `${advice.why}: ${advice.fix}` } : {};
    return { path: file.path, kind, outcome, ...hint };
  });
}
