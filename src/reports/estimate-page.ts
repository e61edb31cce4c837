import type { EstimateResult } from '../estimate.ts';
import { usd } from '../money.ts';
import { type RenderOptions, render } from './render.ts';
import type { RowSet } from './rowset.ts';

/** Columns that only say which estimate a row belongs to, and those for programs. */
const UNSHOWN = ['position', 'account', 'scenario', 'grade', 'source_url', 'is_total'];

/** Estimates for a person, one after the other; several end with a comparison side by side. */
export function estimatePage(result: EstimateResult, options: RenderOptions): string {
  if (options.format === 'csv') return render(result.lines, options);
  const pages = result.estimates.rows.map((estimate) => {
    const own = (rows: RowSet) => ownRows(rows, estimate.position);
    const head = `${estimate.label}: ${estimate.starts_on} to ${estimate.ends_on}, ${estimate.plan}, ${estimate.scenario}`;
    const total = `Total ${usd(estimate.total_usd as string)}`;
    const tables = [
      render(own(result.lines), { ...options, footer: total }),
      ...[result.freeLimits, result.meters, result.alternatives]
        .map(own)
        .filter(({ rows }) => rows.length > 0)
        .map((rows) => render(rows, options)),
    ];
    const notes = own(result.notes).rows.map(({ note }) => `Note: ${note}`);
    return [head, '', tables.join('\n'), ...notes, ''].join('\n');
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

/** A row a SKU, an amount and a difference a estimate, the distance to the next block at the end. */
function sideBySide({ comparison, estimates }: EstimateResult): RowSet {
  const labels = estimates.rows.map((row, i) => ({ name: `${row.label}`, place: String(i + 1) }));
  const skus = [...new Set(comparison.rows.map(({ sku }) => String(sku)))];
  const rows = skus.map((sku) => {
    const own = comparison.rows.filter((row) => row.sku === sku);
    const cells = own.flatMap((row, i) => [
      [`${labels[i]?.name}_usd`, row.amount_usd ?? null],
      ...(i === 0 ? [] : [[`${labels[i]?.name} difference_usd`, row.difference_usd ?? null]]),
      [`${labels[i]?.name} to_next_block`, row.units_to_next_block ?? null],
    ]);
    return Object.fromEntries([['sku', sku], ...cells]);
  });
  const names = Object.keys(rows[0] ?? {});
  return { columns: names.map((name) => ({ name, type: typeOf(name) })), rows };
}

function typeOf(name: string): string {
  return name === 'sku' ? 'VARCHAR' : 'DECIMAL(38,9)';
}
