import type { Period } from '../../period.ts';
import type { Database } from '../../store/database.ts';
import { renderDocument } from '../json.ts';
import { DATASETS, type FocusDataset } from './datasets.ts';

const SAYS =
  'The files follow the columns of FOCUS 1.4, and their rows were held to the rules listed in ' +
  'docs/chargeback.md. No conformance is claimed.';

/** What the files of an export are made of, without a clock: the same input gives the same text. */
export async function focusManifest(
  db: Database,
  period: Period,
  { version, command }: { version: string; command: string },
): Promise<string> {
  const at = [period.account, period.period_id];
  const [known] = await db.rows<object>(
    `select starts_at, ends_at, invoices, is_complete, usage_complete_at from report.periods
     where account = $1 and period_id = $2`,
    at,
  );
  const items = await db.rows<Record<'item' | 'says', string>>(
    `select item, says from report.chargeback_provenance
     where account = $1 and period_id = $2 order by item_number`,
    at,
  );
  const omissions = await db.rows<{ says: string }>(
    `select says from report.focus_omissions where account = $1 and period_id = $2 order by says`,
    at,
  );
  const unverified = await db.rows(
    `select dataset, column_id, is_written from ref.focus_columns where not is_verified
     order by dataset, place`,
  );
  return renderDocument({
    says: SAYS,
    specification: { name: 'FOCUS', version: '1.4' },
    tool: { name: 'flaretally', version },
    command,
    account: period.account,
    billing_period: { period_id: period.period_id, ...known },
    rule_digest: await ruleDigest(db),
    made_from: Object.fromEntries(items.map(({ item, says }) => [item, says])),
    datasets: await Promise.all(DATASETS.map((dataset) => summaryOf(db, dataset))),
    left_out: omissions.map(({ says }) => says),
    null_rules_not_verified: unverified,
  });
}

async function summaryOf(db: Database, { name }: FocusDataset) {
  const sums = {
    CostAndUsage:
      'sum(BilledCost)::decimal(38, 2) as billed_usd, sum(ListCost)::varchar as list_usd',
    InvoiceDetail: 'sum(BilledCost)::decimal(38, 2) as billed_usd',
    BillingPeriod: 'null as billed_usd',
  };
  const [found] = await db.rows<object>(`select count(*) as rows, ${sums[name]} from ${name}`);
  return { dataset: name, files: [`${name}.csv`, `${name}.parquet`], ...found };
}

/** Of the texts of all rules and of DuckDB's version. */
async function ruleDigest(db: Database): Promise<string> {
  const [built] = await db.rows<{ rules: string }>('select rules from params.built_by');
  return built?.rules ?? '';
}
