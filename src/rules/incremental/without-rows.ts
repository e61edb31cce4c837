import type { ResolvedRule } from '../order.ts';
import type { Touched } from './touched.ts';

/**
 * Tells in a build whether a table had no rows and gets none, because all tables whose rows it
 * needs have none. Most accounts use few datasets, and each answer changes what the tables of all
 * read.
 * @param empty tables without rows when the build began
 * @param changes what the build has changed so far
 */
export function withoutRows(
  rules: readonly ResolvedRule[],
  empty: ReadonlySet<string>,
  changes: ReadonlyMap<string, Touched>,
): (rule: ResolvedRule) => boolean {
  const filled = new Set(
    rules.filter(({ header }) => header.kind === 'declaration').map(({ relation }) => relation),
  );
  // A build does not change what is filled; what it computes may have got its first rows.
  const isEmpty = (relation: string) =>
    empty.has(relation) && (filled.has(relation) || !changes.get(relation)?.isChanged);
  return ({ relation, header: { without } }) =>
    without.length > 0 && isEmpty(relation) && without.every(isEmpty);
}
