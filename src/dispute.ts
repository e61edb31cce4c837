import { FlaretallyError } from './errors.ts';
import { find } from './explain.ts';
import { refusePruned } from './ops/notes.ts';
import type { Period } from './period.ts';
import { choosePeriod, type PeriodQuestion } from './reading/choose-period.ts';
import { readCatalog } from './rules/catalog.ts';
import type { Database } from './store/database.ts';
import { literal } from './store/quote.ts';
import type { RowSet } from './words/rows.ts';

/** The evidence for a dispute about one line: rows of the database. Nothing is computed here. */
export interface Dispute {
  period: Period;
  line: string;
  /** One row: both sides, bounds, coverage, feed and what follows. */
  head: RowSet;
  printed: RowSet;
  terms: RowSet;
  rules: RowSet;
  steps: RowSet;
  usage: RowSet;
  /** A SQL statement that calculates the line again on the same database. */
  sql: string;
}

/** The rule that calculates a line again, by the ground of the dispute. */
const CALCULATIONS: Readonly<Record<string, string>> = {
  count: 'report.dispute_calculation',
  price: 'variance.book_amounts',
};

/**
 * Collects the evidence for a line (a SKU or an invoice wording) from a published database.
 * @throws FlaretallyError E_EXPLAIN_UNKNOWN with the nearest name, E_DISPUTE_NOTHING if there is
 *   nothing to dispute, E_PERIOD_PRUNED
 */
export async function dispute(
  db: Database,
  name: string,
  question: PeriodQuestion,
): Promise<Dispute> {
  const period = await choosePeriod(db, question);
  await refusePruned(db, period, 'the evidence of its lines');
  const at = [period.account, period.period_id];
  const { key } = await find(db, at, name, 'line');
  const of = (relation: string, order: string) =>
    db.query(
      `select * exclude (account, period_id, line_key) from ${relation}
       where account = $1 and period_id = $2 and line_key = $3 order by ${order}`,
      [...at, key],
    );
  const head = await of('report.dispute_heads', 'all');
  const { ground, refuses } = head.rows[0] ?? {};
  if (typeof ground !== 'string') throw nothing(key, refuses);
  return {
    period,
    line: key,
    head,
    printed: await of('report.dispute_lines', 'issued_on, invoice_id, line_number'),
    terms: await of('report.dispute_terms', 'term_number'),
    rules: await of('report.dispute_rules', 'from_on'),
    steps: await of('report.dispute_steps', 'step_number, step'),
    usage: await of('report.dispute_usage', 'usage_on, meter'),
    sql: calculation(CALCULATIONS[ground], [...at, key]),
  };
}

/** The rule's own SQL for one line. It runs wherever the database is open. */
function calculation(
  relation: string | undefined,
  [account = '', period = '', line = '']: readonly string[],
): string {
  const rule = readCatalog().rules.find((one) => one.relation === relation);
  return [
    'with calculation as (',
    rule?.sql.trimEnd() ?? `from ${relation}`,
    ')',
    'select * exclude (account, period_id) from calculation',
    `where account = ${literal(account)} and period_id = ${literal(period)}`,
    `    and line_key = ${literal(line)}`,
    'order by all',
    '',
  ].join('\n');
}

/** No letter is written for a line that was billed as expected: its demand would be wrong. */
function nothing(line: string, why: unknown): FlaretallyError {
  const name = /\s/.test(line) ? JSON.stringify(line) : line;
  return new FlaretallyError({
    code: 'E_DISPUTE_NOTHING',
    what: `${line}: there is nothing to dispute, and no letter was written`,
    why: typeof why === 'string' ? why : 'the database has no such line in this period',
    fix: `flaretally explain ${name} shows what the line is made of`,
  });
}
