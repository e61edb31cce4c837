import { usageError } from '../../errors.ts';
import { type PublishedRelation, withoutOnRequest } from '../../rules/digest.ts';
import type { Rule } from '../../rules/rule-file.ts';
import { closest } from '../../words/suggest.ts';

/**
 * The relations meant: `sums` is `checks.sums`, `tenant-lines` every relation of that name. Without
 * a name all but those that are checked when named.
 */
export function namedRelations(
  all: readonly PublishedRelation[],
  names: readonly string[],
  rules: readonly Rule[],
): PublishedRelation[] {
  if (names.length === 0) return withoutOnRequest(all, rules);
  const wanted = new Set(names.flatMap((name) => meant(all, name)));
  return all.filter((found) => wanted.has(found));
}

function meant(all: readonly PublishedRelation[], typed: string): PublishedRelation[] {
  const name = typed.replaceAll('-', '_');
  const found = all.filter(({ relation }) => `.${relation}`.endsWith(`.${name}`));
  if (found.length > 0) return found;
  const candidates = all.flatMap(({ relation }) => [relation, relation.replace(/.*\./, '')]);
  const near = closest(name, candidates);
  const fix = near === undefined ? 'flaretally rules lists them' : `did you mean ${near}?`;
  throw usageError('E_CHECK_UNKNOWN', `there is no check or relation "${typed}"`, fix);
}
