// The spine: files became raw rows (load.ts); here rules become relations, the chosen period is
// laid beside its invoice, and the books are published. Everything that is a number is decided in
// SQL.
import { EXIT, type ExitCode, worstExit } from './errors.ts';
import { checksOf } from './load.ts';
import { choosePeriod, type Period, type PeriodWish, requireUsage } from './period.ts';
import type { RowSet } from './rows.ts';
import { build } from './rules/build.ts';
import { readCatalog } from './rules/catalog.ts';
import { runChecks } from './rules/check.ts';
import { declare } from './rules/declare.ts';
import { addBounds, addScenario, BASE, parseSwitches, requireScenario } from './scenario.ts';
import type { Database } from './store/database.ts';
import { insertRows } from './store/insert.ts';
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

/** A reconciled statement; every number is text. */
export interface Reconciliation {
  period: Period;
  scenario: string;
  tolerance: { ratio: string; usd: string };
  coverage: RowSet;
  lines: RowSet;
  tenants: RowSet;
  totals: Totals;
  byStatus: RowSet;
  otherLines: RowSet;
  findings: RowSet;
  scenarios: RowSet;
  /** The variance of each line in terms that add up to it. */
  variances: RowSet;
  /** Lines of which the billable-usage feed says something, with the verdict. */
  threeWay: RowSet;
  /** Whether a comparison of scenarios was asked for. */
  compared: boolean;
  replaced: readonly string[];
  exit: ExitCode;
}

const EXACT = { ratio: '0', usd: '0.00' };

/**
 * Reconciles one billing period and publishes the books.
 * @throws FlaretallyError for unknown periods, scenarios, broken checks, a period without usage
 */
export async function reconcile(options: ReconcileOptions): Promise<Reconciliation> {
  requireBooks(options.db);
  const catalog = readCatalog(options.queries);
  const tolerance = options.tolerance ?? EXACT;
  let scenario = BASE;
  return onCopy(options.db, 'flaretally reconcile', options.now, {
    signal: options.signal,
    fill: async (db) => {
      await declare(db, catalog);
      await statePeriod(db, options);
      scenario = await scenarioNamed(db, options.scenario ?? BASE);
      await addBounds(db, scenario);
      for (const other of options.compare ?? []) await scenarioNamed(db, other);
      await db.run('delete from params.selection');
      const row = { scenario, tolerance_ratio: tolerance.ratio, tolerance_usd: tolerance.usd };
      await insertRows(db, 'params.selection', [row]);
    },
    compute: async (db) => {
      await build(db, catalog);
      await runChecks(db, checksOf(catalog));
      const period = await choosePeriod(db, options.account, options.period);
      const statement = await readStatement(db, period);
      if (!options.allowIncomplete) requireUsage(period, rowsOf(statement.coverage));
      const exit = exitOf(period, statement.totals, options.allowIncomplete ?? false);
      const compared = (options.compare ?? []).length > 0;
      return {
        period,
        scenario,
        tolerance,
        ...statement,
        compared,
        replaced: catalog.replaced,
        exit,
      };
    },
  });
}

/** An exact period becomes a row for this run; what an earlier run stated is forgotten. */
async function statePeriod(db: Database, { account, period }: ReconcileOptions): Promise<void> {
  await db.run('delete from params.stated_periods');
  if (!period || !('startsOn' in period)) return;
  await db.run(
    `insert into params.stated_periods
     select account, $1::date, $2::date from params.accounts
     where account = coalesce($3, account)`,
    [period.startsOn, period.endsOn, account ?? null],
  );
}

/** Switches make a scenario of their own, named after themselves. */
async function scenarioNamed(db: Database, wish: string): Promise<string> {
  if (wish.includes('=')) await addScenario(db, wish, parseSwitches(wish));
  else await requireScenario(db, wish);
  return wish;
}

/** What the published relations say of a period. */
export async function readStatement(db: Database, { account, period_id }: Period) {
  const of = (relation: string, order: string) =>
    db.query(
      `select * exclude (account, period_id) from ${relation}
       where account = $1 and period_id = $2 order by ${order}`,
      [account, period_id],
    );
  const [totals] = (await of('report.totals', 'all')).rows;
  return {
    coverage: await of('report.coverage', 'dataset'),
    lines: await of(
      'report.lines',
      'abs(variance_usd) desc nulls last, sku nulls last, invoice_line',
    ),
    tenants: await of('report.tenants', `tenant = 'unattributed', tenant`),
    totals: (totals ?? {}) as unknown as Totals,
    byStatus: await of('report.totals_by_status', 'status'),
    otherLines: await of('reconcile.other_lines', 'all'),
    findings: await of('report.findings', 'finding_rank, usd desc, says'),
    scenarios: await of('report.scenarios', 'scenario'),
    variances: await of('report.variances', 'sku nulls last, invoice_line'),
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
  if (!allowIncomplete && !period.is_complete) codes.push(EXIT.incomplete);
  if (Number(totals.lines_beyond_tolerance) > 0) codes.push(EXIT.variance);
  if (totals.is_within_tolerance === false) codes.push(EXIT.variance);
  return worstExit(codes);
}
