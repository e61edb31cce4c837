import { percentSays, usd } from '../money.ts';
import type { Period } from '../period.ts';
import type { Database } from '../store/database.ts';
import { columnsOf } from '../store/insert.ts';
import { identifier, literal } from '../store/quote.ts';
import { completenessOf } from './completeness.ts';
import { isQuiet, quietSays } from './quiet-lines.ts';

/**
 * Every report of the database with its description, without those of `estimate`, which are empty
 * here.
 */
export const LIST_SQL = `
  with relations as (
    select schema_name, view_name as report, comment as says from duckdb_views()
    union all
    select schema_name, table_name, comment from duckdb_tables()
  )
  select report, says from relations
  where schema_name = 'report'
    and not regexp_matches(report, '^(dispute|estimate|explanation|charge)_')
    and not regexp_matches(report, '^focus_(corrections|types|nulls|cells|sums)$')
  order by report`;

/** Reports whose rows are not sorted by their columns from left to right. */
const ORDER: Readonly<Record<string, string>> = {
  margins: 'account, period_id, margin_usd, tenant',
  margin_lines: 'account, period_id, tenant, margin_usd, line',
  findings: 'account, period_id, finding_rank, usd desc, says, subject',
};

/** Reports with a row a line, of which most are $0.00. */
const QUIETENED: readonly string[] = ['lines', 'variances'];

/** Columns that `report lines` also has, which `report variances` can do without. */
const LEAVING: Readonly<Record<string, readonly string[]>> = {
  variances: [
    ...['status', 'predicted_usd', 'invoiced_usd'],
    ...['units_to_next_block', 'percent_to_next_block'],
  ],
};

/** Which rows of a report to read. */
export interface Slice {
  report: string;
  account?: string | undefined;
  /** The billing period with its account; all periods without it. */
  period?: Period | undefined;
  /** Of a period whose rows were pruned: whether a close keeps what it came to. */
  pruned?: 'closed' | 'lost' | undefined;
}

/** The rows as they are in this database. */
export interface Found extends Slice {
  sql: string;
  /** For people: without columns that are equal in all rows, and with one name per line. */
  pageSql: string;
  /** Notes about the rows and the scenario. */
  foot: string[];
}

/** Whether a report has rows for each billing period. */
export async function isOfPeriod(db: Database, report: string): Promise<boolean> {
  return (await columnNames(db, report)).includes('period_id');
}

async function columnNames(db: Database, report: string): Promise<string[]> {
  return (await columnsOf(db, `report.${report}`)).map(([name]) => name);
}

/**
 * The SELECT of the rows, always in the same order. It is text, because an Arrow stream takes no
 * parameters.
 */
export async function findSlice(db: Database, slice: Slice): Promise<Found> {
  const { report, period } = slice;
  const columns = await columnNames(db, report);
  const wanted = { account: period?.account ?? slice.account, period_id: period?.period_id };
  const fixed = Object.entries(wanted).filter(([name, value]) => value && columns.includes(name));
  const where = fixed.map(([name, value]) => `${name} = ${literal(value ?? '')}`).join(' and ');
  const order = ORDER[report] ?? 'all';
  const rest = `from ${sourceOf(slice, columns)} ${where && `where ${where}`} order by ${order}`;
  const shown = columns.filter((name) => !fixed.some(([own]) => own === name));
  return {
    ...slice,
    sql: `select * ${rest}`,
    pageSql: `select ${onPage(shown).join(', ')} ${rest}`,
    foot: [whose(slice, fixed.length === 0), ...(await reading(db))],
  };
}

/** The relation; of a pruned period without commands that are refused, for they need its rows. */
function sourceOf({ report, period, pruned }: Slice, columns: readonly string[]): string {
  if (!period || !pruned || !columns.includes('next_command')) return `report.${report}`;
  const { starts_on: from, ends_on: to } = period;
  const instead = pruned === 'closed' ? literal(`close show ${from}..${to}`) : 'null';
  const isRefused = `starts_with(next_command, 'explain ')`;
  return `(select * replace (if(${isRefused}, ${instead}, next_command) as next_command,
    is_dated and not ${isRefused} as is_dated) from report.${report})`;
}

/** The name of a line: its SKU, or the invoice's words without one. */
function onPage(columns: readonly string[]): string[] {
  if (!columns.includes('sku') || !columns.includes('invoice_line')) return columns.map(identifier);
  const others = columns.filter((name) => name !== 'invoice_line');
  return others.map((name) =>
    name === 'sku' ? 'coalesce(sku, invoice_line) as line' : identifier(name),
  );
}

/** The rows for a program: every row and column. */
export async function readData(db: Database, { sql, foot }: Found) {
  return { rows: await db.query(sql), foot, leaving: undefined };
}

/**
 * The rows for a table that people read, and its footer. Lines at $0.00 that nothing meters are
 * counted and not shown, unless `isWhole`.
 */
export async function readPage(db: Database, found: Found, isWhole: boolean) {
  const page = await db.query(found.pageSql);
  const quiet = isWhole || !QUIETENED.includes(found.report) ? [] : page.rows.filter(isQuiet);
  const leaving = LEAVING[found.report];
  if (quiet.length === 0) return { rows: page, foot: found.foot, leaving };
  const rows = page.rows.filter((row) => !quiet.includes(row));
  const foot = [...found.foot, ...quietSays(quiet, '--all')];
  return { rows: { columns: page.columns, rows }, foot, leaving };
}

function whose({ account, period }: Slice, isWhole: boolean): string {
  if (isWhole) return 'All accounts and billing periods.';
  return period ? ofPeriod(period) : `Account ${account}.`;
}

/** Whose rows these are, and of which days. */
export function ofPeriod(period: Period): string {
  const running = period.is_running ? `, ${completenessOf(period)}` : '';
  const days = `${period.starts_on} to ${period.ends_on} UTC (end exclusive)`;
  return `Account ${period.account}, ${days}${running}.`;
}

/** The scenario that the database was built for. */
async function reading(db: Database): Promise<string[]> {
  const [selection = {}] = await db.rows<Record<string, string>>('from params.selection');
  const { scenario, tolerance_usd: dollars, tolerance_ratio: ratio } = selection;
  const replaced = await replacedRules(db);
  const tolerance = `${usd(dollars)} or ${percentSays(ratio)} of the prediction`;
  return [
    `Scenario ${scenario}; tolerance of a line: ${tolerance}.`,
    ...(replaced.length > 0 ? [`Rules replaced: ${replaced.join(', ')}`] : []),
  ];
}

/** Paths of bundled rules that --queries replaced when the database was built. */
async function replacedRules(db: Database): Promise<string[]> {
  if ((await columnsOf(db, 'params.replaced_rules')).length === 0) return [];
  const rows = await db.rows<{ path: string }>('from params.replaced_rules order by path');
  return rows.map(({ path }) => path);
}
