// The spine: files became raw rows (load.ts); here rules become relations, the chosen period is
// laid beside its invoice, and the database is published. Everything that is a number is decided in
// SQL.
import { choosePeriod, requireUsage } from './choose-period.ts';
import { EXIT, type ExitCode, worstExit } from './errors.ts';
import { checksOf, select } from './load.ts';
import type { Period, PeriodWish } from './period.ts';
import { applyReading, isReading } from './reading.ts';
import type { JsonCell, RowSet } from './rows.ts';
import { build } from './rules/build.ts';
import { type Catalog, readCatalog } from './rules/catalog.ts';
import { runChecks } from './rules/check.ts';
import { declare } from './rules/declare.ts';
import { BASE } from './scenario.ts';
import type { Database } from './store/database.ts';
import { onCopy } from './store/publish.ts';
import { requireBooks } from './store/readable.ts';

export interface ReconcileOptions {
  db: string;
  account?: string | undefined;
  period?: PeriodWish | undefined;
  /** A scenario's name, or `switch=value,switch=value` on top of base. */
  scenario?: string | undefined;
  /** Scenarios (names or switches) rated beside the chosen one, for their totals. */
  compare?: readonly string[];
  /** Share of the predicted amount (`0.005` for 0.5 %) and dollars; either clears a line. */
  tolerance?: { ratio: string; usd: string } | undefined;
  /** Days without usage are no error. */
  allowIncomplete?: boolean;
  queries?: string | undefined;
  now: Date;
  /** Stops the work and leaves the database as it was. */
  signal?: AbortSignal | undefined;
}

/** Sums of a statement as text, and whether the total is within its tolerance. */
export type Totals = Readonly<Record<string, string | null>> & {
  readonly is_within_tolerance?: boolean | null;
};

/** How much of what is in use the prediction covers. */
export type Reach = Readonly<Record<string, JsonCell>> & {
  readonly says: string;
  readonly says_partial: string | null;
};

/** A reconciled statement; every number is text. */
export interface Reconciliation {
  period: Period;
  scenario: string;
  /** The scenario that readers of the database see, whatever this run has asked for. */
  published: string;
  tolerance: { ratio: string; usd: string };
  coverage: RowSet;
  /** The same of each meter, with what the answers lack of it. */
  meters: RowSet;
  lines: RowSet;
  tenants: RowSet;
  totals: Totals;
  byStatus: RowSet;
  /** What the prediction covers of the products in use, in words and numbers. */
  reach: Reach;
  /** The products in use, with how far the prediction covers each. */
  products: RowSet;
  otherLines: RowSet;
  findings: RowSet;
  scenarios: RowSet;
  /** The variance of each line in terms that add up to it. */
  variances: RowSet;
  /** Lines of which the billable-usage feed says something, with the verdict. */
  threeWay: RowSet;
  /** On a free plan, how near the usage comes to each daily limit. */
  dailyLimits: RowSet;
  /** Whether a comparison of scenarios was asked for. */
  compared: boolean;
  replaced: readonly string[];
  exit: ExitCode;
}

const EXACT = { ratio: '0', usd: '0.00' };

/**
 * Reconciles one billing period. What is published is always base, whatever was asked: a scenario,
 * a tolerance or a stated period is computed inside a transaction, read, and rolled back.
 * @throws FlaretallyError for unknown periods, scenarios, broken checks, a period without usage
 */
export async function reconcile(options: ReconcileOptions): Promise<Reconciliation> {
  requireBooks(options.db);
  const catalog = readCatalog(options.queries);
  return onCopy(options.db, 'flaretally reconcile', options.now, {
    signal: options.signal,
    fill: async (db) => {
      await declare(db, catalog);
      await select(db, options.now);
    },
    compute: async (db) => {
      if (!isReading(options)) {
        await compute(db, catalog);
        return answer(db, catalog, options);
      }
      await db.run('begin transaction');
      await applyReading(db, options);
      await compute(db, catalog);
      const found = await answer(db, catalog, options);
      await db.run('rollback');
      await compute(db, catalog);
      return found;
    },
  });
}

async function compute(db: Database, catalog: Catalog): Promise<void> {
  await build(db, catalog);
  await runChecks(db, checksOf(catalog));
}

async function answer(
  db: Database,
  catalog: Catalog,
  options: ReconcileOptions,
): Promise<Reconciliation> {
  const period = await choosePeriod(db, options);
  const statement = await readStatement(db, period);
  if (!options.allowIncomplete) requireUsage(period, rowsOf(statement.meters));
  return {
    period,
    scenario: options.scenario ?? BASE,
    published: BASE,
    tolerance: options.tolerance ?? EXACT,
    ...statement,
    compared: (options.compare ?? []).length > 0 || (options.scenario ?? BASE) !== BASE,
    replaced: catalog.replaced,
    exit: exitOf(period, statement.totals, options.allowIncomplete ?? false),
  };
}

/** What the published relations say of a period. */
async function readStatement(db: Database, { account, period_id }: Period) {
  const of = (relation: string, order: string) =>
    db.query(
      `select * exclude (account, period_id) from ${relation}
       where account = $1 and period_id = $2 order by ${order}`,
      [account, period_id],
    );
  const [totals] = (await of('report.totals', 'all')).rows;
  const [reach] = (await of('report.prediction_reach', 'all')).rows;
  return {
    coverage: await of('report.coverage', 'dataset'),
    meters: await of('report.meter_coverage', 'meter'),
    lines: await of(
      'report.lines',
      'abs(variance_usd) desc nulls last, sku nulls last, invoice_line',
    ),
    tenants: await of('report.tenants', `tenant = 'unattributed', tenant`),
    totals: (totals ?? {}) as unknown as Totals,
    reach: reach as unknown as Reach,
    products: await of('report.products', 'product'),
    byStatus: await of('report.totals_by_status', 'status'),
    otherLines: await of('reconcile.other_lines', 'all'),
    findings: await of('report.findings', 'finding_rank, usd desc, says'),
    scenarios: await of('report.scenarios', 'scenario'),
    variances: await of('report.variances', 'sku nulls last, invoice_line'),
    dailyLimits: await of('report.free_plan_limits', 'sku'),
    threeWay: fed(await of('report.three_way', 'sku nulls last, invoice_line')),
  };
}

/** Without the lines of which the billable-usage feed has nothing. */
function fed({ columns, rows }: RowSet): RowSet {
  return { columns, rows: rows.filter(({ feed_quantity }) => feed_quantity !== null) };
}

function rowsOf(rows: RowSet): { days_complete: string }[] {
  return rows.rows as unknown as { days_complete: string }[];
}

function exitOf(period: Period, totals: Totals, allowIncomplete: boolean): ExitCode {
  const codes: ExitCode[] = [];
  if (!allowIncomplete && (!period.is_complete || period.is_unnamed)) codes.push(EXIT.incomplete);
  if (Number(totals.lines_beyond_tolerance) > 0) codes.push(EXIT.variance);
  if (totals.is_within_tolerance === false) codes.push(EXIT.variance);
  return worstExit(codes);
}
