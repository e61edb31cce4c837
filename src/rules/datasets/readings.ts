import { literal } from '../../store/quote.ts';
import type { Dataset, Meter } from '../../words/dataset.ts';
import { columnOf, conditionSql, united } from './sql.ts';

/** `usage.readings`: what each saved answer says of a meter by billing day and resource. */
export function readingsSql(datasets: readonly Dataset[]): string {
  const groups = datasets.flatMap((dataset) =>
    (['sum', 'peak'] as const)
      .map((aggregate) => ({
        dataset,
        aggregate,
        name: `${dataset.relation}_${aggregate}s`,
        meters: dataset.meters.filter((meter) => meter.aggregate === aggregate),
      }))
      .filter(({ meters }) => meters.length > 0),
  );
  const arms = groups.flatMap(({ name, meters }) =>
    meters.map(
      (
        { meter },
        i,
      ) => `    select capture_id, row_number, account, period_id, ${literal(meter)} as meter,
        usage_on, resource_key, meter_${i} as total
    from ${name}`,
    ),
  );
  return `-- What each row of a saved answer says of a meter, on its billing day and resource, in
-- the smallest unit of its source, as ref.datasets describes it. A peak is not divided: it counts
-- whole, in the billing period in which its day begins. Usage in no billing period has none.
-- grain: capture_id, meter, row_number
-- partition: account, usage_on
-- see: https://developers.cloudflare.com/analytics/graphql-api/
with days as (select * from params.billing_days),
${groups.map(({ name, ...group }) => `${name} as (\n${groupSql(group)}\n)`).join(',\n')},
long as (
${united(arms)})
select * replace (total::hugeint as total)
from long
where total > 0
`;
}

function groupSql(group: { dataset: Dataset; aggregate: 'sum' | 'peak'; meters: Meter[] }) {
  const { dataset, aggregate, meters } = group;
  const days =
    aggregate === 'sum'
      ? `left join days as b
        on b.account = u.account and b.usage_on = u.usage_on
        and u.observed_at >= b.starts_at and u.observed_at < b.ends_at`
      : 'left join params.day_periods as b on b.account = u.account and b.usage_on = u.usage_on';
  const figures = meters.map((meter, i) => `        ${figureSql(dataset, meter)} as meter_${i}`);
  return `    select
        u.capture_id, u.row_number, u.account, b.period_id, u.usage_on, u.resource_key,
${figures.join(',\n')}
    from staging.${dataset.relation} as u
    ${days}`;
}

/** The figure of a row that counts; conditions stand on lines of their own. */
function figureSql(dataset: Dataset, { field, conditions }: Meter): string {
  const column = columnOf(dataset, field);
  if (conditions.length === 0) return column;
  const all = conditions.map((condition) => conditionSql(dataset, condition));
  return `case when ${all.join('\n            and ')}\n            then ${column} end`;
}
