import type { Catalog } from './catalogued.ts';
import type { Layer } from './layers.ts';
import { parseHeader, type Rule } from './rule-file.ts';

/** Rules of `rating` that are applied to usage without some of it, with their new names. */
const RATED_AGAIN: readonly (readonly [name: string, again: string])[] = [
  ['pool_quantities', 'pools'],
  ['segment_quantities', 'segments'],
  ['segment_charges', 'segment_charges'],
  ['charges', 'charges'],
];

/** Forecasts have no rows until a run asks for them. */
const ASKED = '\n-- kind: table\n-- empty without: params.as_of';

/**
 * A group of cases: each is a scenario with some usage taken away, rated by relations of a common
 * prefix.
 */
interface Cases {
  layer: Layer;
  prefix: string;
  scenarios: string;
  without: string;
  /** Further lines for the headers of the rules. */
  head: string;
  /** What one case stands for. */
  each: string;
}

const ALL_CASES: readonly Cases[] = [
  {
    layer: 'findings',
    prefix: 'case_',
    scenarios: 'findings.cases',
    without: 'the usage without a behaviour',
    head: '',
    each: 'Behaviour and place whose usage is taken away, in the place of a scenario',
  },
  {
    layer: 'allocation',
    prefix: 'without_',
    scenarios: 'allocation.without_tenants',
    without: 'the usage without a tenant',
    head: '\n-- checked: when named',
    each: 'Tenant whose usage is taken away, in the place of a scenario',
  },
  {
    layer: 'foresight',
    prefix: 'forecast_',
    scenarios: 'foresight.forecast_cases',
    without: 'the usage of the forecast period',
    head: ASKED,
    each: 'Path of a forecast, or the usage to date, in the place of a scenario',
  },
  {
    layer: 'foresight',
    prefix: 'change_',
    scenarios: 'foresight.change_cases',
    without: 'a month with and without a change of level',
    head: ASKED,
    each: 'A month with a change of level or the same without it, in the place of a scenario',
  },
];

/**
 * Adds the relations that rate the cases. Their text is that of the rules of `rating`, so a rule
 * that `--queries` replaces rates all of them.
 */
export function addCaseRules(catalog: Catalog): void {
  for (const cases of ALL_CASES) {
    for (const [name, again] of RATED_AGAIN) {
      const source = catalog.rules.find(({ relation }) => relation === `rating.${name}`);
      if (source) catalog.rules.push(ruleOf(source, again, cases));
    }
  }
}

function ruleOf(source: Rule, again: string, cases: Cases): Rule {
  const { layer, prefix } = cases;
  const name = `${prefix}${again}`;
  const path = `${layer}/${name}.sql`;
  const sql = ratedAgain(source, cases);
  const own = { layer, name, relation: `${layer}.${name}`, path, sql };
  return { ...own, header: parseHeader(path, sql), isReplaced: source.isReplaced, isMade: true };
}

/** The rule as one that reads the cases. */
function ratedAgain({ relation, sql }: Rule, cases: Cases): string {
  const { layer, prefix, scenarios, without, each, head } = cases;
  const body = sql.replace(
    head === ASKED ? /^-- (kind|partition): .*\n/gm : /^-- kind: .*\n/gm,
    '',
  );
  const said = `-- The rule ${relation}, applied to ${without}, as a scenario.${head}
-- column scenario: ${each}`;
  const instead = [
    ...RATED_AGAIN.map(([name, again]) => [`rating.${name}`, `${layer}.${prefix}${again}`]),
    ['rating.day_quantities', `${layer}.${prefix}quantities`],
    ['params.scenarios', scenarios],
  ];
  const own = instead.reduce(
    (text, [from = '', to = '']) => text.replaceAll(wordOf(from), to),
    body,
  );
  return `${said}\n--\n${own}`;
}

function wordOf(relation: string): RegExp {
  return new RegExp(`\\b${relation.replace('.', '\\.')}\\b(?!\\.)`, 'g');
}
