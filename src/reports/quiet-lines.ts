import { counted } from '../words/counted.ts';
import type { RowSet } from '../words/rows.ts';

type Row = RowSet['rows'][number];

/** SQL for lines to hide: nothing meters them, and they have no known amount. They are counted. */
export function isQuiet({ status, variance_usd: variance }: Row): boolean {
  return status === 'not_metered' && (variance === '0.00' || variance === null);
}

/** A note on how many lines are hidden, why, and how to see them. */
export function quietSays(quiet: readonly Row[], where: string): string[] {
  const billed = quiet.filter((row) => row.variance_usd === '0.00').length;
  const unknown = quiet.length - billed;
  const says = (count: number, what: string) => {
    return count > 0
      ? [`${counted(count, 'line')} ${what} ${count === 1 ? 'is' : 'are'} hidden: ${where}`]
      : [];
  };
  return [
    ...says(billed, 'at $0.00 with no usage source'),
    ...says(unknown, 'of products in use that nothing meters'),
  ];
}
