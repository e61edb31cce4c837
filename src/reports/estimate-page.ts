import type { EstimateResult } from '../estimate.ts';
import { usd } from '../money.ts';
import type { RowSet } from '../words/rows.ts';
import { prose } from './prose.ts';
import { type RenderOptions, render } from './render.ts';

/** Columns that only identify the estimate, and columns for programs. */
const UNSHOWN = ['position', 'account', 'scenario', 'grade', 'source_url', 'is_total'];

/** Estimates for a person, one after the other; several end with a comparison side by side. */
export function estimatePage(result: EstimateResult, options: RenderOptions): string {
  if (options.format === 'csv') return render(result.lines, options);
  const isOne = result.estimates.rows.length === 1;
  const pages = result.estimates.rows.map((estimate) => {
    const own = (rows: RowSet) => ownRows(rows, estimate.position);
    const mark = isOne ? '' : `[${estimate.position}] `;
    const { label, starts_on, ends_on, plan } = estimate;
    const head = `${mark}${label}: ${starts_on} to ${ends_on}, ${plan}`;
    const total = `Total ${usd(estimate.total_usd as string)}`;
    const lines = own(result.lines);
    const rest = [result.freeLimits, result.meters, result.alternatives].map(own);
    const tables = [
      lines.rows.length > 0 ? render(lines, { ...options, footer: total }) : `${total}\n`,
      ...rest.filter(({ rows }) => rows.length > 0).map((rows) => render(rows, options)),
    ];
    const notes = own(result.notes).rows.map(({ note }) => `Note: ${note}`);
    const says = (text: string) => prose(text, options);
    return [says(head), '', tables.join('\n'), ...notes.map(says), ''].join('\n');
  });
  if (pages.length > 1) pages.push(render(sideBySide(result), options));
  if (result.replaced.length > 0) pages.push(`Rules replaced: ${result.replaced.join(', ')}\n`);
  return pages.join('\n');
}

function ownRows({ columns, rows }: RowSet, position: unknown): RowSet {
  return {
    columns: columns.filter(({ name }) => !UNSHOWN.includes(name)),
    rows: rows.filter((row) => row.position === position),
  };
}

/**
 * A row per SKU, with the amount, the difference to the first estimate, and the distance to the
 * next block for each numbered estimate.
 */
function sideBySide({ comparison }: EstimateResult): RowSet {
  const skus = [...new Set(comparison.rows.map(({ sku }) => String(sku)))];
  const rows = skus.map((sku) => {
    const own = comparison.rows.filter((row) => row.sku === sku);
    const cells = own.flatMap(({ position, ...row }) => [
      [`[${position}]_usd`, row.amount_usd ?? null],
      ...(position === 1 ? [] : [[`[${position}] difference_usd`, row.difference_usd ?? null]]),
      [`[${position}] to next block`, row.units_to_next_block ?? null],
    ]);
    return Object.fromEntries([['sku', sku], ...cells]);
  });
  const names = Object.keys(rows[0] ?? {});
  return { columns: names.map((name) => ({ name, type: typeOf(name) })), rows };
}

function typeOf(name: string): string {
  return name === 'sku' ? 'VARCHAR' : 'DECIMAL(38,9)';
}
