// Statements for tenants: what was told stands, and what changes is told by another version.
import { decide } from '../build/on-loaded.ts';
import { EXIT, FlaretallyError, usageError } from '../errors.ts';
import { refusePruned } from '../ops/notes.ts';
import type { Period, PeriodWish } from '../period.ts';
import { choosePeriod } from '../reading/choose-period.ts';
import type { Database } from '../store/database.ts';
import { openPublished } from '../store/readable.ts';
import type { RowSet } from '../words/rows.ts';
import { requireTenants } from './tenant-names.ts';

export interface StatementsWish {
  db: string;
  account?: string | undefined;
  period?: PeriodWish | undefined;
  now: Date;
  /** Only these tenants; without them all. */
  tenant: readonly string[];
  /** Issues statements even if usage is missing. */
  allowIncomplete: boolean;
}

export interface IssueWish extends StatementsWish {
  queries?: string | undefined;
  /** Why; kept with the statements. */
  reason?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** Statements that are due, or that were issued. */
export interface Due {
  period: Period;
  statements: RowSet;
}

/**
 * The statements that `issue` would issue, without issuing them.
 * @throws FlaretallyError E_STATEMENTS_RUNNING, E_STATEMENTS_INCOMPLETE, E_STATEMENTS_TENANT,
 *   E_PERIOD_PRUNED
 */
export async function dueStatements(wish: StatementsWish): Promise<Due> {
  const db = await openPublished(wish.db);
  try {
    return await dueOf(db, wish);
  } finally {
    db.close();
  }
}

/**
 * Issues the due statements and freezes their rows: for tenants without a statement, or whose
 * amounts have changed since.
 * @throws FlaretallyError as `dueStatements`
 */
export async function issueStatements(wish: IssueWish): Promise<Due> {
  return decide('flaretally statements issue', wish, async (db) => {
    const due = await dueOf(db, wish);
    await freeze(db, due.period, wish);
    return due;
  });
}

async function dueOf(db: Database, wish: StatementsWish): Promise<Due> {
  const period = await choosePeriod(db, wish);
  if (period.is_running)
    throw usageError(
      'E_STATEMENTS_RUNNING',
      `the period ${period.starts_on}..${period.ends_on} is still running`,
      'issue statements when it has ended; report chargeback shows it to date',
    );
  await refusePruned(db, period);
  if (!wish.allowIncomplete) await requireWhole(db, period);
  await requireTenants(db, period, wish.tenant);
  const statements = await db.query(
    `select statement, tenant, basis, told_usd, total_usd, change_usd, changed_lines
     from report.statements_due
     where account = $1 and period_id = $2 and ${IS_MEANT} order by tenant`,
    [period.account, period.period_id, JSON.stringify(wish.tenant)],
  );
  return { period, statements };
}

/** One of the tenants of a JSON list, any if it is empty. */
const IS_MEANT = `($3 = '[]' or tenant in (select unnest(from_json($3, '["VARCHAR"]'))))`;

/**
 * Refuses incomplete usage: a prediction would lack days or whole products, and usage divides the
 * lines of an invoice.
 */
async function requireWhole(db: Database, period: Period): Promise<void> {
  const [head] = await db.rows(
    `select 1 from report.chargeback_head
     where account = $1 and period_id = $2 and is_partial and invoices = 0`,
    [period.account, period.period_id],
  );
  if (!period.is_complete || head) throw incomplete(period);
}

function incomplete(period: Period): FlaretallyError {
  return new FlaretallyError({
    code: 'E_STATEMENTS_INCOMPLETE',
    what: `usage of ${period.starts_on}..${period.ends_on} is not complete`,
    why: 'a tenant would be told less than it used; flaretally reconcile says what is missing',
    fix: 'load what is missing, or issue what is known with --allow-incomplete',
    exit: EXIT.incomplete,
  });
}

/** Copies the due rows into the tables of what was told. The lines go first: both read the same. */
async function freeze(db: Database, period: Period, { tenant, now, reason }: IssueWish) {
  const at = [period.account, period.period_id, JSON.stringify(tenant)];
  const isMeant = `account = $1 and period_id = $2 and ${IS_MEANT}`;
  await db.run(
    `create or replace temp table due_lines as
       select l.*, d.version from report.statement_lines as l
       join report.statements_due as d using (account, period_id, tenant);
     create or replace temp table due_statements as from report.statements_due`,
  );
  await db.run(
    `insert into raw.issued_lines by name
     select account, period_id, tenant, version, line_key, line_number, name, quantity, unit,
       price_says, told_usd, amount_usd, says
     from due_lines where ${isMeant}`,
    at,
  );
  await db.run(
    `insert into raw.issued_statements by name
     select statement, account, period_id, tenant, version, $4::timestamp as issued_at, basis,
       currency, invoice_numbers, told_usd, total_usd, $5 as reason
     from due_statements where ${isMeant}`,
    [...at, now.toISOString().replace('Z', ''), reason ?? null],
  );
  await db.run('drop table due_lines; drop table due_statements');
}
