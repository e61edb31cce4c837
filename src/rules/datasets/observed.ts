import { literal } from '../../store/quote.ts';
import type { Dataset, Meter } from '../../words/dataset.ts';
import { columnOf, conditionSql, scaledSql } from './sql.ts';

/** `usage.observed_days`: figures that answers have of resources besides what is billed, by day. */
export function observedSql(datasets: readonly Dataset[]): string {
  const arms = datasets.filter(({ observations }) => observations.length > 0).map(armSql);
  return `-- What saved answers say of a resource beside what is billed, on a billing day, as
-- ref.observations describes it. An observation that is zero or not in the answers has no row.
-- grain: account, usage_on, resource_key, observation
-- kind: table
-- partition: account, usage_on
with observed as (
${arms.join('\n    union all\n')}
)
select account, usage_on, resource_key, observation, total::hugeint as total
from observed
where total > 0
`;
}

/** A dataset's figures by resource and day, from the answers that divide its first meter. */
function armSql(dataset: Dataset): string {
  const [first] = dataset.meters;
  const figures = dataset.observations.map(
    (one) =>
      `            {'observation': ${literal(one.meter)}, 'total': ${figureSql(dataset, one)}}`,
  );
  return `    select u.account, u.usage_on, u.resource_key, unnest([
${figures.join(',\n')}
        ], recursive := true)
    from staging.${dataset.relation} as u
    join usage.capture_days as d
        on d.capture_id = u.capture_id and d.usage_on = u.usage_on and d.is_split
        and d.meter = ${literal(first?.meter ?? '')}
    group by u.account, u.usage_on, u.resource_key`;
}

function figureSql(dataset: Dataset, one: Meter): string {
  const column = scaledSql(dataset, one, `u.${columnOf(dataset, one.field)}`);
  const held = one.conditions.map((condition) => conditionSql(dataset, condition)).join(' and ');
  const filter = held === '' ? '' : ` filter (where ${held})`;
  return `(${one.aggregate === 'peak' ? 'max' : 'sum'}(${column})${filter})::hugeint`;
}
