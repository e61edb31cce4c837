import { bucketLabel, WIDTHS } from './times.ts';
import type { Dim, Row } from './types.ts';

/**
 * A row's value of a dimension: its own, else derived from its time, else empty. `label(name:)` reads
 * the entry `name=value` of the dimension `labels`.
 */
export function dimOf(row: Row, field: string, args: Readonly<Record<string, unknown>> = {}): Dim {
  if (field === 'label') {
    const start = `${String(args.name)}=`;
    const found = [row.dims?.labels ?? []].flat().find((item) => String(item).startsWith(start));
    return found === undefined ? '' : String(found).slice(start.length);
  }
  const own = row.dims?.[field];
  if (own !== undefined) return own;
  if (field === 'isDispatcher') return 0;
  return field in WIDTHS ? bucketLabel(field, row.at) : '';
}

/** A raw dataset keeps its numbers beside its dimensions. */
export function rawValue(row: Row, field: string): Dim | bigint {
  return row.sum?.[field] ?? dimOf(row, field);
}
