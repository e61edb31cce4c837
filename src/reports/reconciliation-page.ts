import { percentSays, usd } from '../money.ts';
import type { Reconciliation } from '../reconcile.ts';
import type { RowSet } from '../words/rows.ts';
import { visible } from '../words/visible.ts';
import { renderList } from './list.ts';
import { prose } from './prose.ts';
import { isQuiet, quietSays } from './quiet-lines.ts';
import { type RenderOptions, render } from './render.ts';
import { headOf } from './statement-head.ts';

export interface PageOptions extends RenderOptions {
  /** A command for the same statement, as a person would have to type it. */
  again: (command: string, isDated: boolean) => string;
}

/** A reconciliation for a person: the head, the lines, the tenants, the findings. */
export function reconciliationPage(result: Reconciliation, options: PageOptions): string {
  if (options.format === 'csv') return render(result.lines, options);
  const { shown, quiet } = withoutQuietLines(result.lines);
  const parts = [
    prose(headOf(result), options),
    render(shown, { ...options, footer: footerOf(result, quiet, options) }),
    render(result.tenants, options),
  ];
  if (result.ties.rows.length > 0) parts.push(render(tiesOf(result), options));
  if (result.threeWay.rows.length > 0) parts.push(threeWayOf(result, options));
  if (result.dailyLimits.rows.length > 0) parts.push(render(limitsOf(result), options));
  if (result.scenarios.rows.length > 1 && result.compared)
    parts.push(render(result.scenarios, options));
  if (result.causes.rows.length > 0) parts.push(causesOf(result, options));
  parts.push(`${prose(footOf(result), options)}\n${nextOf(result, options)}`);
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

/** Without the source, which `report free-plan-limits` shows. */
function limitsOf({ dailyLimits: { columns, rows } }: Reconciliation): RowSet {
  return { columns: columns.filter(({ name }) => name !== 'source_url'), rows };
}

/** From the sum of the tenants to the amount to pay. */
function tiesOf({ ties: { columns, rows } }: Reconciliation): RowSet {
  return { columns: columns.filter(({ name }) => name !== 'row_number'), rows };
}

/** With one name per line. */
function shownLines({ columns, rows }: RowSet): RowSet {
  return { columns: shownColumns({ columns, rows }), rows: rows.map(named) };
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

function footerOf(result: Reconciliation, quiet: RowSet['rows'], { again }: PageOptions): string {
  return [totalsOf(result), ...quietSays(quiet, again('report lines --all', true))].join('\n');
}

function withoutQuietLines(lines: RowSet): { shown: RowSet; quiet: RowSet['rows'] } {
  const rows = lines.rows.filter((row) => !isQuiet(row));
  return {
    shown: { columns: shownColumns(lines), rows: rows.map(named) },
    quiet: lines.rows.filter(isQuiet),
  };
}

/** The name of a line: its SKU, or the invoice's words without one; and what its evidence lacks. */
function named(row: RowSet['rows'][number]) {
  const { sku, invoice_line: printed, lacks, evidence } = row;
  return { ...row, line: sku ?? printed ?? null, evidence: lacks ?? evidence ?? null };
}

/** Without the two names that `line` combines, and without bounds if nothing was sampled. */
function shownColumns({ columns, rows }: RowSet): RowSet['columns'] {
  const isBounded = rows.some((row) => (row.predicted_low_usd ?? null) !== null);
  const rest = columns.filter(
    ({ name }) =>
      !['sku', 'invoice_line', 'days_missing', 'lacks'].includes(name) &&
      (isBounded || !/_(low|high)_usd$/.test(name)),
  );
  return [{ name: 'line', type: 'VARCHAR' }, ...rest];
}

/** Each cause with its dollars, and its parts below it. */
function causesOf({ causes }: Reconciliation, { format, columns, again }: PageOptions): string {
  const said = (text: unknown) => prose(visible(`${text}`), { format });
  const items = causes.rows.map(({ says, details }) => ({
    head: `- ${said(says)}`,
    details: (details as readonly string[]).map((detail) =>
      format === 'md' ? `- ${said(detail)}` : said(detail),
    ),
  }));
  const list = renderList(items, format === 'md' ? undefined : columns);
  const isWhole = causes.rows.every((row) => `${row.findings_hidden}` === '0');
  const rest = isWhole ? '' : `All of them: ${again('report findings', true)}\n`;
  return `What to look at\n${list}${rest}`;
}

function footOf(result: Reconciliation): string {
  const { scenario, published, tolerance, totals, replaced } = result;
  const beyond = totals.lines_beyond_tolerance ?? '0';
  return [
    ...result.closes,
    `Tolerance of a line: ${usd(tolerance.usd)} or ${percentSays(tolerance.ratio)} of the ` +
      `prediction; ${beyond} beyond it.`,
    ...toleranceOfTotal(totals),
    ...(replaced.length > 0 ? [`Rules replaced: ${replaced.join(', ')}`] : []),
    ...(scenario !== published
      ? [`The database holds ${published}; ${scenario} is printed here only.`]
      : []),
  ].join('\n');
}

/**
 * The next command on one line of any length. Missing data comes before the differences that it
 * causes. Of a pruned period only what was closed can be seen, if it was.
 */
function nextOf(result: Reconciliation, { again, format }: PageOptions) {
  const { period, findings, causes, pruned } = result;
  if (pruned === 'lost') return '';
  const lacks = period.is_complete ? undefined : findings.rows.find(isOfCoverage);
  const closed = { next_command: `close show ${period.starts_on}..${period.ends_on}` };
  const found = pruned ? closed : (lacks ?? causes.rows[0] ?? {});
  const { next_command: next = null, is_dated: isDated }: Readonly<Record<string, unknown>> = found;
  if (next === null || period.source === 'stated') return '';
  return prose(`Next: ${again(`${next}`, isDated === true)}\n`, { format });
}

function isOfCoverage({ kind }: Readonly<Record<string, unknown>>): boolean {
  return kind === 'coverage' || kind === 'suspect';
}

function toleranceOfTotal({ total_tolerance_usd, is_within_tolerance }: Reconciliation['totals']) {
  if (typeof is_within_tolerance !== 'boolean') return [];
  const verdict = is_within_tolerance ? 'within it' : 'beyond it';
  return [`Tolerance of the total: ${usd(total_tolerance_usd)}; ${verdict}.`];
}
