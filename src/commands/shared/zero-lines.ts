import type { RowSet } from '../../words/rows.ts';

/** Lines of a comparison for people: those at $0.00 on all sides are counted and not shown. */
export function withoutZeros(lines: RowSet): { shown: RowSet; says: string[] } {
  const shown = lines.rows.filter((row) => !isZero(row));
  const hidden = lines.rows.length - shown.length;
  const says = `${hidden} line(s) at $0.00 then and now are hidden: --format csv has them`;
  return { shown: { columns: lines.columns, rows: shown }, says: hidden > 0 ? [says] : [] };
}

/** Nothing was, is, or is invoiced, and the status has not changed. */
function isZero(row: RowSet['rows'][number]): boolean {
  const amounts = [row.frozen_predicted_usd, row.predicted_usd, row.invoiced_usd];
  const isNothing = amounts.every((usd) => (usd ?? '0.00') === '0.00');
  return isNothing && row.frozen_status === row.status;
}
