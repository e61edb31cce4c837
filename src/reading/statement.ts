import type { Period } from '../period.ts';
import type { Database } from '../store/database.ts';
import type { RowSet } from '../words/rows.ts';

/** The line that differs most is first. */
const WORST_FIRST = `abs(variance_usd) desc nulls last,
  abs(coalesce(invoiced_usd, predicted_usd)) desc nulls last, sku nulls last, invoice_line`;

/** Relations whose rows of the period a statement shows, each with its order. */
const PARTS = {
  totals: ['report.totals', 'all'],
  reach: ['report.prediction_reach', 'all'],
  coverage: ['report.coverage', 'dataset'],
  meters: ['report.meter_coverage', 'meter'],
  lines: ['report.lines', WORST_FIRST],
  judged: ['reconcile.lines', WORST_FIRST],
  tenants: ['report.tenants', `tenant = 'unattributed', tenant`],
  products: ['report.products', 'product'],
  byStatus: ['report.totals_by_status', 'status'],
  otherLines: ['reconcile.other_lines', 'all'],
  invoices: ['report.statement_invoices', 'is_main desc, issued_on, invoice_number, invoice_id'],
  ties: ['report.statement_ties', 'row_number'],
  findings: ['report.findings', 'finding_rank, usd desc, says'],
  causes: ['findings.causes', 'cause_number'],
  scenarios: ['report.scenarios', 'scenario'],
  variances: ['report.variances', 'sku nulls last, invoice_line'],
  dailyLimits: ['report.free_plan_limits', 'sku'],
  threeWay: ['report.three_way', 'sku nulls last, invoice_line'],
} as const;

type Part = keyof typeof PARTS;

/** All relations that a statement reads, apart from choosing its period. */
export const STATEMENT_RELATIONS: readonly string[] = Object.values(PARTS).map(([name]) => name);

/** The rows of these relations for a period. */
export async function readStatement(
  db: Database,
  { account, period_id }: Period,
): Promise<Record<Part, RowSet>> {
  const found: Partial<Record<Part, RowSet>> = {};
  for (const [part, [relation, order]] of Object.entries(PARTS)) {
    found[part as Part] = await db.query(
      `select * exclude (account, period_id) from ${relation}
       where account = $1 and period_id = $2 order by ${order}`,
      [account, period_id],
    );
  }
  return found as Record<Part, RowSet>;
}
