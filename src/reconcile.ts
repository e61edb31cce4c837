// The main path. load.ts has turned files into raw rows and rules have made relations of them. Here
// the chosen period is compared with its invoice. SQL decides every number.

import { EXIT, type ExitCode, FlaretallyError, worstExit } from './errors.ts';
import { closeNotes, type PrunedAs } from './ops/notes.ts';
import type { Period } from './period.ts';
import { choosePeriod, type MeterDays, PERIODS, requireUsage } from './reading/choose-period.ts';
import { applyReading, type Reading, statedBy } from './reading/reading.ts';
import { BASE } from './reading/scenario.ts';
import { readStatement, STATEMENT_RELATIONS } from './reading/statement.ts';
import { isBuiltBy } from './rules/built-by.ts';
import { readCatalog } from './rules/catalog.ts';
import type { Catalog } from './rules/catalogued.ts';
import { checksOf, runChecks } from './rules/check.ts';
import { openOverlay, overlay } from './rules/overlay.ts';
import type { Database } from './store/database.ts';
import { interruptOn } from './store/interrupt.ts';
import { requireDatabase } from './store/readable.ts';
import type { JsonCell, RowSet } from './words/rows.ts';

export interface ReconcileOptions extends Reading {
  db: string;
  /** Whether days without usage are no error. */
  allowIncomplete?: boolean;
  queries?: string | undefined;
  /** Called with the reason if the database is built again before it is read. */
  say?: (line: string) => void;
  /** Stops the work and leaves the database as it was. */
  signal?: AbortSignal | undefined;
  /** Milliseconds to wait for another writer, where the database must be built first. */
  waitMs?: number | undefined;
}

/** Sums of a statement as text, and whether the total is within its tolerance. */
export type Totals = Readonly<Record<string, string | null>> & {
  readonly is_within_tolerance?: boolean | null;
};

/** How much of the products in use the prediction covers. */
export type Reach = Readonly<Record<string, JsonCell>> & {
  readonly says: string;
  readonly says_partial: string | null;
};

/** A reconciled statement; every number is text. */
export interface Reconciliation {
  period: Period;
  scenario: string;
  /** The scenario of the published database, whatever this run has asked for. */
  published: string;
  tolerance: { ratio: string; usd: string };
  coverage: RowSet;
  /** The same for each meter, with the fields that its answers do not have. */
  meters: RowSet;
  lines: RowSet;
  /** The same lines in the same order, with `is_beyond_tolerance`: what makes exit code 3. */
  judged: RowSet;
  tenants: RowSet;
  totals: Totals;
  byStatus: RowSet;
  /** The coverage of the products in use, in words and numbers. */
  reach: Reach;
  /** The products in use, with how far the prediction covers each. */
  products: RowSet;
  otherLines: RowSet;
  /** The invoices of the statement as they are printed. */
  invoices: RowSet;
  /** Named amounts from the sum of the tenants to the amount to pay, which is the last row. */
  ties: RowSet;
  findings: RowSet;
  /** The findings by cause, with their dollars. */
  causes: RowSet;
  scenarios: RowSet;
  /** The variance of each line in terms that add up to it. */
  variances: RowSet;
  /** Lines that the billable-usage feed has figures for, with the verdict. */
  threeWay: RowSet;
  /** On a free plan, how close the usage comes to each daily limit. */
  dailyLimits: RowSet;
  /** Whether a comparison of scenarios was asked for. */
  compared: boolean;
  /** Sentences: that the period is closed, and what is booked in it of earlier ones. */
  closes: readonly string[];
  /** Where its rows were pruned, whether a close keeps what it came to: most commands refuse it. */
  pruned: PrunedAs | undefined;
  replaced: readonly string[];
  exit: ExitCode;
}

const EXACT = { ratio: '0', usd: '0.00' };

/**
 * Reconciles one billing period of the loaded data. If these rules built the database, it is only
 * read, and changes by the clock, a scenario, a tolerance or a stated period are computed in
 * memory. If other rules built it, it is built again and published first.
 * @throws FlaretallyError for unknown periods, scenarios, broken checks, a period without usage
 */
export async function reconcile(options: ReconcileOptions): Promise<Reconciliation> {
  requireDatabase(options.db);
  const catalog = readCatalog(options.queries);
  const found = await readPublished(catalog, options);
  if (found) return found;
  const { buildAgain } = await import('./build/rebuild.ts');
  await buildAgain(catalog, options).catch((error: unknown) => {
    throw cannotBuild(options.db, error);
  });
  const rebuilt = await readPublished(catalog, options);
  if (rebuilt) {
    options.say?.('the database was built by other rules: it was rebuilt by the current ones');
    return rebuilt;
  }
  throw new FlaretallyError({
    code: 'E_DB_CHANGED',
    what: `another command has just rebuilt the database ${options.db} by other rules`,
    fix: 'run the command again, with the same --queries as that command',
  });
}

/** Tells a person who only wanted to read why the database was written. */
function cannotBuild(db: string, error: unknown): unknown {
  const { code, message, why } = error as FlaretallyError;
  if (code !== 'E_DB_LOCKED' && code !== 'E_DB_FOLDER') return error;
  const isLocked = code === 'E_DB_LOCKED';
  return new FlaretallyError(
    {
      code,
      what: `the database ${db} was built by other rules and cannot be rebuilt`,
      why: [message, why].filter(Boolean).join(': '),
      fix: isLocked
        ? 'wait until that ends, or use the rules that built it (--queries, version)'
        : 'run this once with write access to its folder, or use the rules that built it',
    },
    { cause: error },
  );
}

/** The result from the published database; none if other rules built it. */
async function readPublished(
  catalog: Catalog,
  options: ReconcileOptions,
): Promise<Reconciliation | undefined> {
  const db = await openOverlay(options.db);
  const stop = interruptOn(options.signal, db);
  try {
    options.signal?.throwIfAborted();
    if (!(await isBuiltBy(db, catalog))) return undefined;
    const checks = checksOf(catalog);
    const answers = [PERIODS, ...STATEMENT_RELATIONS];
    const reading = {
      tables: statedBy(options),
      write: (above: Database) => applyReading(above, options),
    };
    const changed = await overlay(db, catalog, reading, { answers, checks });
    const again = checks.filter((check) => changed.has(check));
    await runChecks(db, again);
    return await answer(db, catalog, options);
  } finally {
    stop();
    db.close();
  }
}

async function answer(
  db: Database,
  catalog: Catalog,
  options: ReconcileOptions,
): Promise<Reconciliation> {
  const period = await choosePeriod(db, options);
  const statement = await readStatement(db, period);
  const { says: closes, pruned } = await closeNotes(db, period);
  if (!options.allowIncomplete) await requireUsage(db, period, rowsOf(statement.meters), closes);
  const totals = (statement.totals.rows[0] ?? {}) as unknown as Totals;
  return {
    period,
    scenario: options.scenario ?? BASE,
    published: BASE,
    tolerance: options.tolerance ?? EXACT,
    ...statement,
    totals,
    reach: statement.reach.rows[0] as unknown as Reach,
    threeWay: fed(statement.threeWay),
    compared: (options.compare ?? []).length > 0 || (options.scenario ?? BASE) !== BASE,
    closes,
    pruned,
    replaced: catalog.replaced,
    exit: exitOf(period, totals, options.allowIncomplete ?? false),
  };
}

/** Without the lines that the billable-usage feed has no figures for. */
function fed({ columns, rows }: RowSet): RowSet {
  return { columns, rows: rows.filter(({ feed_quantity }) => feed_quantity !== null) };
}

function rowsOf(rows: RowSet): MeterDays[] {
  return rows.rows as unknown as MeterDays[];
}

function exitOf(period: Period, totals: Totals, allowIncomplete: boolean): ExitCode {
  const codes: ExitCode[] = [];
  if (!allowIncomplete && (!period.is_complete || period.is_unnamed)) codes.push(EXIT.incomplete);
  if (Number(totals.lines_beyond_tolerance) > 0) codes.push(EXIT.variance);
  if (totals.is_within_tolerance === false) codes.push(EXIT.variance);
  return worstExit(codes);
}
