import { plain } from '../money.ts';
import type { Reconciliation } from '../reconcile.ts';
import { instantText, type JsonCell, type RowSet } from '../words/rows.ts';
import { meterCoverageOf } from './completeness.ts';

type Row = Readonly<Record<string, JsonCell>>;

/** The JSON of a reconciliation: money and quantities as text; fields are only ever added. */
export function reconciliationJson(result: Reconciliation): string {
  const { period, totals } = result;
  const document = {
    schema_version: 1,
    account: period.account,
    period: boundsOf(period),
    scenario: result.scenario,
    tolerance: { ratio: result.tolerance.ratio, usd: result.tolerance.usd },
    coverage: {
      usage_complete_to: `${period.usage_complete_at.replace(' ', 'T')}Z`,
      datasets: result.coverage.rows.map(coverageOf),
      meters: result.meters.rows.map(meterCoverageOf),
    },
    prediction: predictionOf(result),
    lines: quantitiesPlain(result.lines),
    tenants: result.tenants.rows,
    totals: {
      predicted_usd: totals.predicted_usd ?? '0.00',
      invoiced_usd: totals.invoiced_usd ?? null,
      variance_usd: totals.variance_usd ?? null,
      tolerance_usd: totals.total_tolerance_usd ?? null,
      is_within_tolerance: totals.is_within_tolerance ?? null,
      is_partial: result.reach.is_partial,
      lacks: result.reach.lacks,
      by_status: Object.fromEntries(
        result.byStatus.rows.map(({ status, ...row }) => [status, row]),
      ),
    },
    other_lines: result.otherLines.rows,
    invoices: result.invoices.rows.map(({ invoice_id: _id, ...invoice }) => invoice),
    payable: result.ties.rows.map(({ row_number: _number, ...tie }) => tie),
    findings: result.findings.rows.map(findingOf),
    finding_causes: result.causes.rows.map(({ cause_number: _number, ...cause }) => cause),
    scenarios: result.scenarios.rows,
    variances: quantitiesPlain(result.variances),
    three_way: quantitiesPlain(result.threeWay),
    daily_limits: quantitiesPlain(result.dailyLimits),
    ...(result.closes.length > 0 ? { closes: result.closes } : {}),
    replaced_rules: result.replaced,
    exit: result.exit,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/**
 * A finding alone: its cause, and whether its command takes a period, are properties of the cause.
 */
function findingOf({ finding_rank: _rank, cause: _cause, is_dated: _dated, ...finding }: Row): Row {
  return finding;
}

/** Days, and also instants if the period begins within a day. */
function boundsOf(period: Reconciliation['period']) {
  const { starts_on, ends_on, source, starts_at, ends_at, is_running } = period;
  const instants = { starts_at: instantText(starts_at), ends_at: instantText(ends_at) };
  const isDivided = instants.starts_at !== starts_on || instants.ends_at !== ends_on;
  return { starts_on, ends_on, source, is_running, ...(isDivided ? instants : {}) };
}

function coverageOf(row: Row) {
  const { dataset, days_expected, days_complete, days_missing, days_to_come, evidence } = row;
  return {
    dataset,
    days_expected: Number(days_expected),
    days_complete: Number(days_complete),
    days_missing: days_missing ?? [],
    days_to_come: Number(days_to_come),
    days_suspect: row.days_suspect ?? [],
    evidence,
  };
}

/** How many of the products in use the prediction covers, and how much of each. */
function predictionOf({ reach, products }: Reconciliation) {
  return {
    says: reach.says,
    products_in_use: Number(reach.products_in_use),
    products_covered: Number(reach.products_covered),
    is_use_known: reach.is_use_known,
    products: products.rows,
  };
}

/** Quantities without trailing zeros. */
export function quantitiesPlain({ columns, rows }: RowSet): Record<string, JsonCell>[] {
  const names = columns.filter((c) => /_(quantity|blocks?)$/.test(c.name));
  return rows.map((row) => ({
    ...row,
    ...Object.fromEntries(names.map(({ name }) => [name, plain(row[name] as string | null)])),
  }));
}
