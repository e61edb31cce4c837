import { usageError } from './errors.ts';
import type { Period, PeriodWish } from './period.ts';
import { choosePeriod } from './reading/choose-period.ts';
import type { Database } from './store/database.ts';
import { openPublished } from './store/readable.ts';
import type { RowSet } from './words/rows.ts';

export interface ExplainOptions {
  db: string;
  account?: string | undefined;
  period?: PeriodWish | undefined;
  now: Date;
}

/** How an amount was calculated: the steps of a line, or the shares and resources of a tenant. */
export interface Explanation {
  period: Period;
  /** The name of what is explained. */
  subject: string;
  kind: 'line' | 'tenant';
  steps: RowSet;
  /** Tenants of a line, or lines of a tenant. */
  shares: RowSet;
  /** Sources of a tenant's usage, the largest first. */
  resources: RowSet | undefined;
  /** Files and hours of usage that comes from logs, those with the most first. */
  evidence: RowSet;
}

/** Resources listed per meter. `flaretally report tenant_resources` shows the rest. */
const RESOURCES_SHOWN = 3;

/** Places in logs that are listed. `flaretally report log_evidence` shows the rest. */
const PLACES_SHOWN = 10;

/**
 * Explains a line (SKU or invoice wording) or a tenant of the published database.
 * @throws FlaretallyError E_EXPLAIN_UNKNOWN with the nearest name
 */
export async function explain(name: string, options: ExplainOptions): Promise<Explanation> {
  const db = await openPublished(options.db);
  try {
    const period = await choosePeriod(db, options);
    const at = [period.account, period.period_id];
    const subject = await find(db, at, name);
    if (subject.kind === 'line') {
      const steps = await db.query(
        `select step_number, step, value, detail, rule, source_url from report.explanation_steps
         where account = $1 and period_id = $2 and line_key = $3 order by step_number, step`,
        [...at, subject.key],
      );
      const shares = await db.query(
        `select tenant, usage_percent, predicted_usd, invoiced_usd, variance_usd
         from report.tenant_lines where account = $1 and period_id = $2
           and coalesce(sku, invoice_line) = $3 order by tenant = 'unattributed', tenant`,
        [...at, subject.key],
      );
      const evidence = await places(db, at, 'line', subject.key);
      const line = { steps, shares, resources: undefined, evidence };
      return { period, subject: subject.key, kind: 'line', ...line };
    }
    const evidence = await places(db, at, 'tenant', subject.key);
    const found = await tenant(db, at, subject.key);
    return { period, subject: subject.key, kind: 'tenant', ...found, evidence };
  } finally {
    db.close();
  }
}

/** Files, hours, objects and kinds of a line or tenant whose source is logs. */
async function places(db: Database, at: readonly string[], kind: 'line' | 'tenant', key: string) {
  const isMeant =
    kind === 'line'
      ? `e.tenant is null and e.meter in (
           select k.meter from ref.sku_meters as k join usage.period_totals as t using (meter)
           where k.sku = $3 and t.account = $1 and t.period_id = $2 and t.source = 'logs')`
      : `e.tenant = $3 and e.meter in (
           select meter from report.tenant_resources
           where account = $1 and period_id = $2 and tenant = $3 and owned_by = 'logs')`;
  return db.query(
    `select meter, source_file, load_id, hour_at, object_id, kind, counted, command
     from report.log_evidence as e
     where account = $1 and period_id = $2 and ${isMeant}
     order by counted desc, load_id, hour_at, kind, object_id limit ${PLACES_SHOWN}`,
    [...at, key],
  );
}

async function tenant(db: Database, at: readonly string[], key: string) {
  const steps = await db.query(
    `select coalesce(t.sku, t.invoice_line) as line, w.weight, s.weights, t.usage_percent,
       t.predicted_usd, t.invoiced_usd, 'allocation/tenant_charges.sql' as rule
     from report.tenant_lines as t
     left join allocation.weights as w using (account, period_id, sku, tenant)
     left join allocation.weight_totals as s using (account, period_id, sku)
     where t.account = $1 and t.period_id = $2 and t.tenant = $3
       and (t.predicted_usd <> 0 or t.invoiced_usd <> 0 or w.weight > 0)
     order by t.predicted_usd desc, line`,
    [...at, key],
  );
  const shares = await db.query(
    `select tenant, predicted_usd, invoiced_usd, variance_usd from report.tenants
     where account = $1 and period_id = $2 and tenant = $3`,
    [...at, key],
  );
  const resources = await db.query(
    `select meter, namespace, resource, owned_by, total from report.tenant_resources
     where account = $1 and period_id = $2 and tenant = $3
     qualify row_number() over (
       partition by meter order by total desc, resource
     ) <= ${RESOURCES_SHOWN}
     order by meter, total desc, resource`,
    [...at, key],
  );
  return { steps, shares, resources };
}

/** The line or tenant of a name: a SKU, an invoice line with or without parenthesis, a tenant. */
export async function find(
  db: Database,
  at: readonly string[],
  name: string,
  kind?: 'line' | 'tenant',
) {
  const all = await db.rows<{ kind: 'line' | 'tenant'; key: string; name: string }>(
    `select 'line' as kind, line_key as key,
       unnest([line_key, invoice_line, wording_of(invoice_line)]) as name
     from reconcile.lines where account = $1 and period_id = $2
     union
     select 'tenant', tenant, tenant from report.tenants where account = $1 and period_id = $2
     union
     select 'line', l.sku, l.sku from reconcile.predictions as l
     where l.account = $1 and l.period_id = $2`,
    at,
  );
  const wanted = name.toLowerCase();
  const found = all.find(
    (one) => one.name?.toLowerCase() === wanted && (kind ?? one.kind) === one.kind,
  );
  if (found) return found;
  const [near] = await db.rows<{ name: string }>(
    `select n as name from (select unnest($1::json::varchar[]) as n)
     order by levenshtein(lower(n), lower($2)), n limit 1`,
    [
      JSON.stringify(
        all.filter((one) => one.name && (kind ?? one.kind) === one.kind).map((one) => one.name),
      ),
      name,
    ],
  );
  throw usageError(
    'E_EXPLAIN_UNKNOWN',
    `no ${kind ?? 'line or tenant'} of the statement is called "${name}"`,
    near ? `did you mean "${near.name}"?` : 'flaretally report lines shows the lines',
  );
}
