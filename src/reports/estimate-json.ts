import type { EstimateResult } from '../estimate.ts';
import type { JsonCell, RowSet } from '../words/rows.ts';
import { quantitiesPlain } from './reconciliation-json.ts';

type Row = Record<string, JsonCell>;

/** The JSON of one estimate, or of several with their comparison; money and quantities as text. */
export function estimateJson(result: EstimateResult): string {
  const estimates = result.estimates.rows.map((row) => oneEstimate(result, row));
  const document =
    estimates.length === 1
      ? { schema_version: 1, ...estimates[0] }
      : { schema_version: 1, estimates, comparison: quantitiesPlain(result.comparison) };
  return `${JSON.stringify({ ...document, replaced_rules: result.replaced }, null, 2)}\n`;
}

function oneEstimate(result: EstimateResult, estimate: Readonly<Row>) {
  const own = (rows: RowSet) =>
    quantitiesPlain({ ...rows, rows: rows.rows.filter((r) => r.position === estimate.position) });
  return {
    label: estimate.label,
    period: { starts_on: estimate.starts_on, ends_on: estimate.ends_on },
    plan: estimate.plan,
    scenario: estimate.scenario,
    lines: own(result.lines).map(without('position', 'account', 'scenario')),
    total_usd: estimate.total_usd,
    meters: own(result.meters).map(without('position', 'account')),
    daily_limits: own(result.freeLimits).map(without('position', 'account', 'scenario')),
    other: own(result.alternatives).map(without('position')),
    notes: own(result.notes).map((row) => row.note),
  };
}

function without(...names: readonly string[]) {
  return (row: Row): Row =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
}
