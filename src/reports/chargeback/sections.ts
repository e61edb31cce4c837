import type { Database } from '../../store/database.ts';
import type { RowSet } from '../../words/rows.ts';

/** A row as the database gives it: decimals are strings. */
export type Row = Readonly<Record<string, string | null>>;

/** A part of the chargeback report: rows of a relation, the same in every form. */
export interface Section {
  name: string;
  /** What a sheet, a heading or a file of it is called. */
  title: string;
  relation: string;
  /** The columns that put its rows in order. */
  order: string;
}

const section = (name: string, title: string, order: string, relation = `chargeback_${name}`) => ({
  name,
  title,
  relation: `report.${relation}`,
  order,
});

/** Every section, in the order in which a form shows them. */
export const SECTIONS = {
  head: section('head', 'Statement', 'period_id'),
  waterfall: section('waterfall', 'From prediction to invoice', 'step_number'),
  tenants: section('tenants', 'Tenants', 'tenant_rank'),
  lines: section('lines', 'Lines of tenants', 'tenant_rank, usd desc, line_number'),
  corrections: section('corrections', 'Corrections of closed periods', 'correction'),
  days: section('days', 'Days', 'usage_on, series'),
  statement: section('statement', 'Lines of the statement', 'line_number'),
  findings: section('findings', 'What to look at', 'finding_number'),
  coverage: section('coverage', 'Days covered', 'usage_on'),
  unknowns: section('unknowns', 'What is not known', 'unknown_number'),
  provenance: section('provenance', 'Provenance', 'item_number'),
} as const satisfies Record<string, Section>;

export type SectionName = keyof typeof SECTIONS;

/** Which statement: the account and the day on which its period starts. */
export interface At {
  account: string;
  period_id: string;
}

/** The rows of a section, without the columns that are equal in all of them. */
export async function readSection(
  db: Database,
  { relation, order }: Section,
  { account, period_id: period }: At,
  where = 'true',
): Promise<RowSet> {
  return db.query(
    `select * exclude (account, period_id) from ${relation}
     where account = $1 and period_id = $2 and (${where}) order by ${order}`,
    [account, period],
  );
}

/** What all tenants have together, with the tax and credits that policies divide. */
export async function readAllTenants(db: Database, { account, period_id }: At): Promise<Row> {
  const [all = {}] = await db.rows<Row>(
    `select predicted_usd, variance_usd, usd from report.chargeback_all
     where account = $1 and period_id = $2`,
    [account, period_id],
  );
  return all;
}

/** What the file of one tenant is made of, as the database gives it. */
export interface TenantPage {
  tenant: string;
  usd: string;
  most_usd: string | null;
  lines: readonly Row[];
  days: readonly Row[];
  /** What moved of its part of closed periods, and is booked in this one or taken back in it. */
  corrections: readonly Row[];
}

/** What all files say of the period and of how they were made. */
export interface Frame {
  head: Row;
  all: Row;
  provenance: readonly Row[];
}
