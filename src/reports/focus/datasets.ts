import { FlaretallyError } from '../../errors.ts';
import type { Period } from '../../period.ts';
import type { Database } from '../../store/database.ts';

/** A dataset of FOCUS: its name, which is that of its files, and the relation that has its rows. */
export interface FocusDataset {
  name: 'CostAndUsage' | 'InvoiceDetail' | 'BillingPeriod';
  relation: string;
  account: string;
  order: string;
}

export const DATASETS: readonly FocusDataset[] = [
  {
    name: 'CostAndUsage',
    relation: 'report.focus_cost_and_usage',
    account: 'BillingAccountId',
    order: 'x_ChargeId',
  },
  {
    name: 'InvoiceDetail',
    relation: 'report.focus_invoice_detail',
    account: 'BillingAccountId',
    order: 'InvoiceDetailId',
  },
  {
    name: 'BillingPeriod',
    relation: 'report.focus_billing_periods',
    account: 'x_BillingAccountId',
    order: 'BillingPeriodStart',
  },
];

/** Every relation that a FOCUS export reads and that depends on corrections. */
export const FOCUS_RELATIONS: readonly string[] = [
  ...DATASETS.map(({ relation }) => relation),
  'report.focus_problems',
  'report.focus_omissions',
];

/** Problems that are printed; the rest are counted. */
const SHOWN = 10;

/**
 * Holds the rows of a billing period to the rules of FOCUS.
 * @throws FlaretallyError E_FOCUS_RULES, with the row and the rule of each problem
 */
export async function requireFocusRules(db: Database, period: Period): Promise<void> {
  const problems = await db.rows<Record<'dataset' | 'row_name' | 'problem', string>>(
    `select dataset, row_name, problem from report.focus_problems
     where account = $1 and period_id = $2 order by all`,
    [period.account, period.period_id],
  );
  if (problems.length === 0) return;
  const shown = problems
    .slice(0, SHOWN)
    .map(({ dataset, row_name, problem }) => `${dataset}, ${row_name}: ${problem}`);
  const more = problems.length > SHOWN ? [`and ${problems.length - SHOWN} more`] : [];
  throw new FlaretallyError({
    code: 'E_FOCUS_RULES',
    what: `${problems.length} row(s) or column(s) break a rule of FOCUS, so nothing was written`,
    why: [...shown, ...more].join('\n'),
    fix: 'flaretally check says whether the database is sound; rules given by --queries may not be',
  });
}

/** Keeps the rows of a billing period as temporary tables named after the datasets, in order. */
export async function takeFocusRows(db: Database, period: Period): Promise<void> {
  for (const { name, relation, account, order } of DATASETS) {
    await db.run(
      `create or replace temp table ${name} as select * from ${relation}
       where ${account} = $1 and x_BillingPeriodId = $2 order by ${order}`,
      [period.account, period.period_id],
    );
  }
}
