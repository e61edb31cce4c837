import { FlaretallyError, usageError } from './errors.ts';
import { refusePruned } from './ops/notes.ts';
import type { Period, PeriodWish } from './period.ts';
import { choosePeriod } from './reading/choose-period.ts';
import type { Database } from './store/database.ts';
import { columnsOf } from './store/insert.ts';
import { openPublished } from './store/readable.ts';
import type { RowSet } from './words/rows.ts';
import { closestName } from './words/suggest.ts';

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
 * @throws FlaretallyError E_EXPLAIN_UNKNOWN with the nearest name, E_PERIOD_PRUNED
 */
export async function explain(name: string, options: ExplainOptions): Promise<Explanation> {
  const db = await openPublished(options.db);
  try {
    const period = await choosePeriod(db, options);
    await refusePruned(db, period, 'what its amounts are made of');
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
  return db.query(
    `select meter, source_file, load_id, hour_at, object_id, kind, counted, command
     from report.explanation_places
     where account = $1 and period_id = $2 and subject_kind = $3 and subject = $4
     order by counted desc, load_id, hour_at, kind, object_id limit ${PLACES_SHOWN}`,
    [...at, kind, key],
  );
}

async function tenant(db: Database, at: readonly string[], key: string) {
  const isMeant = 'where account = $1 and period_id = $2 and tenant = $3';
  const steps = await db.query(
    `select line, weight, weights, usage_percent, predicted_usd, invoiced_usd, rule
     from report.explanation_shares ${isMeant} order by predicted_usd desc, line`,
    [...at, key],
  );
  const shares = await db.query(
    `select tenant, predicted_usd, invoiced_usd, variance_usd from report.tenants ${isMeant}`,
    [...at, key],
  );
  const resources = await db.query(
    `select meter, namespace, resource, owned_by, total from report.explanation_resources
     ${isMeant} and resource_rank <= ${RESOURCES_SHOWN} order by meter, resource_rank`,
    [...at, key],
  );
  return { steps, shares, resources };
}

/**
 * The line or tenant of a name: a SKU, an invoice line with or without parenthesis, a tenant.
 * Letters may be written in another case, unless tenants differ in nothing else.
 */
export async function find(
  db: Database,
  at: readonly string[],
  name: string,
  kind?: 'line' | 'tenant',
) {
  await requireNames(db);
  const isMeant = `account = $1 and period_id = $2 and subject_kind = coalesce($4, subject_kind)`;
  const asked = [...at, name, kind ?? null];
  const [found] = await db.rows<{ kind: 'line' | 'tenant'; key: string }>(
    `select subject_kind as kind, subject as key from report.explanation_names
     where ${isMeant} and lower(name) = lower($3)
     qualify name = $3 or subject_kind = 'line'
       or count(distinct subject) over (partition by subject_kind) = 1
     order by name = $3 desc, kind, key limit 1`,
    asked,
  );
  if (found) return found;
  const names = await db.rows<{ name: string }>(
    `select name from report.explanation_names where ${isMeant}
     order by levenshtein(lower(name), lower($3)), name`,
    asked,
  );
  const near = closestName(
    name,
    names.map((one) => one.name),
  );
  throw usageError(
    'E_EXPLAIN_UNKNOWN',
    `no ${kind ?? 'line or tenant'} of the statement is called "${name}"`,
    near ? `did you mean "${near}"?` : 'flaretally report lines shows the lines',
  );
}

/** @throws FlaretallyError E_DB_FORMAT for a database of a version that had no such relations */
async function requireNames(db: Database): Promise<void> {
  if ((await columnsOf(db, 'report.explanation_names')).length > 0) return;
  throw new FlaretallyError({
    code: 'E_DB_FORMAT',
    what: `the database ${db.path} was built by other rules, which explain nothing`,
    why: 'it lacks report.explanation_names',
    fix: `build it again: flaretally reconcile --db ${db.path}`,
  });
}
