import type { Aggregate, Dataset, Meter } from '../../words/dataset.ts';
import { counterRelation } from './counters.ts';
import { columnOf, conditionSql, scaledSql, stagedName, united } from './sql.ts';

interface Group {
  dataset: Dataset;
  aggregate: Aggregate;
  name: string;
  meters: Meter[];
}

const AGGREGATES: readonly Aggregate[] = ['sum', 'peak', 'hours', 'counter'];

import { literal } from '../../store/quote.ts';

/** `usage.readings`: what each saved answer says of a meter by billing day and resource. */
export function readingsSql(datasets: readonly Dataset[]): string {
  const groups = datasets.flatMap((dataset) =>
    AGGREGATES.map((aggregate) => ({
      dataset,
      aggregate,
      name: `${dataset.relation}_${aggregate}${aggregate === 'hours' ? '' : 's'}`,
      meters: dataset.meters.filter((meter) => meter.aggregate === aggregate),
    })).filter(({ meters }) => meters.length > 0),
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
${groups.map((group) => `${group.name} as (\n${groupSql(group)}\n)`).join(',\n')},
long as (
${united(arms)})
select * replace (total::hugeint as total)
from long
where total > 0
`;
}

function groupSql({ dataset, aggregate, meters }: Group): string {
  const days =
    aggregate === 'peak'
      ? 'left join params.day_periods as b on b.account = u.account and b.usage_on = u.usage_on'
      : `left join days as b
        on b.account = u.account and b.usage_on = u.usage_on
        and u.observed_at >= b.starts_at and u.observed_at < b.ends_at`;
  const figures = meters.map(
    (meter, i) => `        ${figureSql(dataset, meter, aggregate)} as meter_${i}`,
  );
  return `    select
        u.capture_id, u.row_number, u.account, b.period_id, u.usage_on, u.resource_key,
${figures.join(',\n')}
    from ${sourceOf(dataset, aggregate)} as u
    ${days}`;
}

/** A counter's rows are compared with those before by a relation of their own. */
function sourceOf(dataset: Dataset, aggregate: Aggregate): string {
  if (aggregate === 'counter') return counterRelation(dataset);
  if (aggregate === 'hours') return hoursSql(dataset);
  return `staging.${dataset.relation}`;
}

/** Of rows finer than an hour the greatest of each hour counts; a coarser one for all its hours. */
function hoursSql(dataset: Dataset): string {
  const own = dataset.dimensions.map(({ dimension }) => stagedName(dataset, dimension));
  const figures = dataset.meters.filter(({ aggregate }) => aggregate === 'hours');
  const greatest = figures.map(({ field }) => `${columnOf(dataset, field)} desc`);
  return `(
        select s.*, case
            when regexp_matches(c.grouping_key, 'datetime(,|$|Hour|Minute|F)') then 1
            when contains(c.grouping_key, 'datetimeSixHours') then 6
            else 24
        end as row_hours
        from staging.${dataset.relation} as s
        join staging.captures as c using (capture_id)
        qualify row_number() over (
            partition by ${['s.capture_id', ...own.map((name) => `s.${name}`)].join(', ')},
                date_trunc('hour', s.observed_at)
            order by ${greatest.join(', ')}, s.row_number
        ) = 1
    )`;
}

/** The figure of a row that counts; conditions stand on lines of their own. */
function figureSql(dataset: Dataset, meter: Meter, aggregate: Aggregate): string {
  const column = columnOf(dataset, meter.field);
  const scaled = scaledSql(dataset, meter, column);
  const figure = aggregate === 'hours' ? `${scaled} * u.row_hours` : scaled;
  if (meter.conditions.length === 0) return figure;
  const all = meter.conditions.map((condition) => conditionSql(dataset, condition));
  return `case when ${all.join('\n            and ')}\n            then ${figure} end`;
}
