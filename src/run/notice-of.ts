import { worstExit } from '../errors.ts';
import { usd } from '../money.ts';
import { runLink } from '../notify/github.ts';
import type { Notice, NoticeLine, NoticeResult } from '../notify/notice.ts';
import type { ResultRecord } from '../ops/run-record.ts';
import type { Reconciliation } from '../reconcile.ts';
import type { RunState } from './world.ts';

/** What people are told about the run so far. */
export function noticeOf(state: RunState, earlier: ReadonlyMap<string, ResultRecord>): Notice {
  const { steps, found, ahead, world, run } = state;
  const failures = steps
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ step, error_code, says }) => ({ step, code: error_code ?? 'E_BUG', says }));
  const sentences = [
    ...found.map(({ result, record }) => resultSays(result, earlier.get(keyOf(record)))),
    ...(failures.length === 0 ? [] : [failedSays(failures, steps.length)]),
  ];
  return {
    run,
    at: state.at().toISOString(),
    exit: worstExit(steps.map(({ exit_code }) => exit_code)),
    says: sentences.length === 0 ? 'No period was reconciled.' : `${sentences.join('; ')}.`,
    results: found.map(({ result }) => resultOf(result, world.again)),
    ahead: ahead.map(({ account, period, lines }) => ({ account, period, lines })),
    failures,
    steps: steps.map(({ step, outcome, says, duration_ms }) => ({
      step,
      outcome,
      says,
      duration_ms,
    })),
    link: runLink(world.env),
  };
}

/** By what a result is found again. */
export function keyOf({ account, period_id }: ResultRecord): string {
  return `${account} ${period_id}`;
}

function failedSays(failures: Notice['failures'], of: number): string {
  const names = failures.map(({ step, code }) => `${step} (${code})`).join(', ');
  return `${failures.length} of ${of} step(s) failed: ${names}`;
}

/** The figures of a period, and what the variance was when it was last told. */
export function resultSays(
  { period, totals, judged }: Reconciliation,
  earlier: ResultRecord | undefined,
): string {
  const { starts_on, ends_on, is_complete, is_running } = period;
  const known = is_complete || is_running ? '' : ', usage not complete';
  const head = `${starts_on}..${ends_on} predicted ${usd(totals.predicted_usd)}`;
  if ((totals.invoiced_usd ?? null) === null) return `${head}, no invoice yet${known}`;
  const was = earlier?.variance_usd ?? null;
  const moved = was === null || was === totals.variance_usd ? '' : ` (was ${usd(was)})`;
  const beyond = judged.rows.filter((row) => row.is_beyond_tolerance === true).length;
  const count = beyond === 0 ? '' : `, ${beyond} line(s) beyond tolerance`;
  const money = `invoiced ${usd(totals.invoiced_usd)}, variance ${usd(totals.variance_usd)}`;
  return `${head}, ${money}${moved}${count}${known}`;
}

function resultOf(
  { period, totals, judged, coverage, causes, exit }: Reconciliation,
  again: RunState['world']['again'],
): NoticeResult {
  const { account, starts_on, ends_on } = period;
  const text = (value: unknown) => (value === null || value === undefined ? null : `${value}`);
  return {
    account,
    period: { starts_on, ends_on },
    exit,
    predicted_usd: text(totals.predicted_usd),
    invoiced_usd: text(totals.invoiced_usd),
    variance_usd: text(totals.variance_usd),
    lines: judged.rows.map(
      (row): NoticeLine => ({
        line: `${row.sku ?? row.invoice_line}`,
        status: `${row.status}`,
        predicted_usd: text(row.predicted_usd),
        invoiced_usd: text(row.invoiced_usd),
        variance_usd: text(row.variance_usd),
        is_beyond_tolerance: row.is_beyond_tolerance === true,
      }),
    ),
    coverage: coverage.rows.map(({ dataset, days_expected, days_complete }) => ({
      dataset: `${dataset}`,
      days_expected: `${days_expected}`,
      days_complete: `${days_complete}`,
    })),
    look_at: causes.rows.map(({ says }) => `${says}`),
    next: again('reconcile', `${starts_on}..${ends_on}`),
  };
}
