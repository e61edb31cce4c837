import { usd } from '../money.ts';
import type { Reconciliation } from '../reconcile.ts';
import { instantText, type RowSet } from '../rows.ts';
import { completenessOf, metersSay } from './completeness.ts';
import { prose } from './prose.ts';
import { isQuiet, quietSays } from './quiet-lines.ts';
import { type RenderOptions, render, type TextFormat } from './render.ts';
import { visible } from './visible.ts';

/** A reconciliation for a person: what stands on top, the lines, the tenants, what to look at. */
export function reconciliationPage(result: Reconciliation, options: RenderOptions): string {
  if (options.format === 'csv') return render(result.lines, options);
  const { shown, quiet } = withoutQuietLines(result.lines);
  const parts = [
    prose(headOf(result), options.format),
    render(shown, { ...options, footer: footerOf(result, quiet) }),
    render(result.tenants, options),
  ];
  if (result.threeWay.rows.length > 0) parts.push(threeWayOf(result, options));
  if (result.dailyLimits.rows.length > 0) parts.push(render(limitsOf(result), options));
  if (result.otherLines.rows.length > 0) parts.push(render(result.otherLines, options));
  if (result.scenarios.rows.length > 1 && result.compared)
    parts.push(render(result.scenarios, options));
  if (result.findings.rows.length > 0) parts.push(findingsOf(result, options.format));
  parts.push(prose(footOf(result), options.format));
  return parts.join('\n');
}

/** Prediction, Cloudflare's own feed and invoice, where there is a feed. */
function threeWayOf({ threeWay }: Reconciliation, options: RenderOptions): string {
  const { columns, rows } = shownLines(threeWay);
  const footer =
    'metering: prediction and feed differ; billing: feed and invoice differ by cut-off or ' +
    'rounding; disputable: both agree against the invoice';
  return render({ columns, rows }, { ...options, footer });
}

/** A person looks the source up with `report free-plan-limits`. */
function limitsOf({ dailyLimits: { columns, rows } }: Reconciliation): RowSet {
  return { columns: columns.filter(({ name }) => name !== 'source_url'), rows };
}

/** With one name a line. */
function shownLines({ columns, rows }: RowSet): RowSet {
  return { columns: shownColumns({ columns, rows }), rows: rows.map(named) };
}

function headOf({ period, scenario, reach, meters }: Reconciliation): string {
  const complete = completenessOf(period);
  const bounds = `${instantText(period.starts_at)} to ${instantText(period.ends_at)} UTC`;
  return (
    `Account ${period.account}, ${bounds} (end exclusive, ` +
    `${period.source}), scenario ${scenario}, ${complete}\n` +
    `${metersSay(period, meters)}${reach.says}\n`
  );
}

function totalsOf({ totals, reach }: Reconciliation): string {
  const lacks = reach.says_partial === null ? '' : ` (partial: ${reach.says_partial})`;
  const predicted = `Predicted ${usd(totals.predicted_usd)}${lacks}`;
  if (totals.invoiced_usd === null) {
    return `${predicted}; no invoice was loaded for this period.`;
  }
  return (
    `${predicted}, invoiced ${usd(totals.invoiced_usd)}, ` +
    `variance ${usd(totals.variance_usd)} before tax.`
  );
}

function footerOf(result: Reconciliation, quiet: RowSet['rows']): string {
  return [totalsOf(result), ...quietSays(quiet, 'flaretally report lines --all')].join('\n');
}

function withoutQuietLines(lines: RowSet): { shown: RowSet; quiet: RowSet['rows'] } {
  const rows = lines.rows.filter((row) => !isQuiet(row));
  return {
    shown: { columns: shownColumns(lines), rows: rows.map(named) },
    quiet: lines.rows.filter(isQuiet),
  };
}

/** A person needs one name of a line: the SKU, or the invoice's words where there is none. */
function named(row: RowSet['rows'][number]) {
  return { ...row, line: row.sku ?? row.invoice_line ?? null };
}

/** Without the two names that `line` stands for, and without bounds where nothing was sampled. */
function shownColumns({ columns, rows }: RowSet): RowSet['columns'] {
  const isBounded = rows.some((row) => (row.predicted_low_usd ?? null) !== null);
  const rest = columns.filter(
    ({ name }) =>
      name !== 'sku' && name !== 'invoice_line' && (isBounded || !/_(low|high)_usd$/.test(name)),
  );
  return [{ name: 'line', type: 'VARCHAR' }, ...rest];
}

function findingsOf({ findings }: Reconciliation, format: TextFormat): string {
  const lines = findings.rows.map((row) => `- ${prose(visible(`${row.says}`), format)}`);
  return ['What to look at', ...lines, ''].join('\n');
}

function footOf(result: Reconciliation): string {
  const { period, scenario, published, tolerance, totals, replaced, findings } = result;
  const beyond = totals.lines_beyond_tolerance ?? '0';
  const lacks = period.is_complete ? undefined : findings.rows.find(isOfCoverage);
  const next = (lacks ?? findings.rows[0])?.next_command;
  return [
    `Tolerance of a line: ${usd(tolerance.usd)} or a share of ${tolerance.ratio} of the ` +
      `prediction; ${beyond} beyond it.`,
    ...toleranceOfTotal(totals),
    ...(replaced.length > 0 ? [`Rules replaced: ${replaced.join(', ')}`] : []),
    ...(scenario !== published
      ? [`The database holds ${published}: ${scenario} is only printed here.`]
      : []),
    ...(next && period.source !== 'stated' ? [`Next: flaretally ${next}`] : []),
    '',
  ].join('\n');
}

/** What lacks comes before what it makes differ. */
function isOfCoverage({ kind }: Readonly<Record<string, unknown>>): boolean {
  return kind === 'coverage' || kind === 'suspect';
}

function toleranceOfTotal({ total_tolerance_usd, is_within_tolerance }: Reconciliation['totals']) {
  if (typeof is_within_tolerance !== 'boolean') return [];
  const verdict = is_within_tolerance ? 'within it' : 'beyond it';
  return [`Tolerance of the total: ${usd(total_tolerance_usd)}; ${verdict}.`];
}
