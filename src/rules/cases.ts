import type { Catalog } from './catalogued.ts';
import { parseHeader, type Rule } from './rule-file.ts';

/**
 * Rules of `rating` that `findings` applies to the usage without a behaviour. Their text is the
 * same, so a rule that `--queries` replaces rates both.
 */
const RATED_AGAIN: readonly (readonly [name: string, again: string])[] = [
  ['pool_quantities', 'case_pools'],
  ['segment_quantities', 'case_segments'],
  ['segment_charges', 'case_segment_charges'],
  ['charges', 'case_charges'],
];

/** What the rules read instead. */
const INSTEAD: readonly (readonly [relation: string, other: string])[] = [
  ...RATED_AGAIN.map(([name, again]) => [`rating.${name}`, `findings.${again}`] as const),
  ['rating.day_quantities', 'findings.case_quantities'],
  ['params.scenarios', 'findings.cases'],
];

/** Adds the relations that rate the cases of `findings.cases`. */
export function addCaseRules(catalog: Catalog): void {
  for (const [name, again] of RATED_AGAIN) {
    const source = catalog.rules.find(({ relation }) => relation === `rating.${name}`);
    if (source) catalog.rules.push(ruleOf(source, again));
  }
}

function ruleOf(source: Rule, name: string): Rule {
  const path = `findings/${name}.sql`;
  const sql = ratedAgain(source);
  const own = { layer: 'findings' as const, name, relation: `findings.${name}`, path, sql };
  return { ...own, header: parseHeader(path, sql), isReplaced: source.isReplaced, isMade: true };
}

/** The rule as a view that reads the cases. */
function ratedAgain({ relation, sql }: Rule): string {
  const body = sql.replace(/^-- kind: table\n/m, '');
  const said = `-- The rule ${relation}, applied to the usage without a behaviour, as a scenario.`;
  const own = INSTEAD.reduce((text, [from, to]) => text.replaceAll(wordOf(from), to), body);
  return `${said}\n--\n${own}`;
}

function wordOf(relation: string): RegExp {
  return new RegExp(`\\b${relation.replace('.', '\\.')}\\b(?!\\.)`, 'g');
}
