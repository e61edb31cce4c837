import { literal } from '../../store/quote.ts';
import type { Aggregate, Dataset, Meter } from '../../words/dataset.ts';
import { counterRelation } from './counters.ts';
import { columnOf, conditionSql, scaledSql, stagedName, united } from './sql.ts';

/** `usage.readings`: what each saved answer says of a meter by billing day and resource. */
export function readingsSql(datasets: readonly Dataset[]): string {
  const armsOf = (isPeak: boolean) =>
    datasets.flatMap((dataset) =>
      dataset.meters
        .filter(({ aggregate }) => ['peak', 'last'].includes(aggregate) === isPeak)
        .map((meter) => armSql(dataset, meter)),
    );
  const columns = 'capture_id, row_number, u.account, b.period_id, meter, u.usage_on, resource_key';
  return `-- What each row of a saved answer says of a meter, on its billing day and resource, in
-- the smallest unit of its source, as ref.datasets describes it. A peak is not divided: it counts
-- whole, in the billing period in which its day begins. Usage in no billing period has none.
-- grain: capture_id, meter, row_number
-- partition: account, usage_on
-- see: https://developers.cloudflare.com/analytics/graphql-api/
with divided as (
${united(armsOf(false))}),
peaks as (
${united(armsOf(true))})
select ${columns}, total::hugeint as total
from divided as u
left join params.billing_days as b
    on b.account = u.account and b.usage_on = u.usage_on
    and u.observed_at >= b.starts_at and u.observed_at < b.ends_at
where total > 0
union all
select ${columns}, total::hugeint
from peaks as u
left join params.day_periods as b on b.account = u.account and b.usage_on = u.usage_on
where total > 0
`;
}

/** The rows of a dataset that a meter counts, each with its figure. */
function armSql(dataset: Dataset, meter: Meter): string {
  const own = meter.conditions.map((condition) => conditionSql(dataset, condition));
  const isOfOneDay = ['last', 'greatest'].includes(meter.aggregate);
  const conditions = isOfOneDay ? [oneDaySql(meter), ...own] : own;
  return `    select capture_id, row_number, account, usage_on, observed_at, resource_key,
        ${literal(meter.meter)} as meter, ${figureSql(dataset, meter)} as total
    from ${sourceOf(dataset, meter.aggregate)} as u${conditions
      .map((condition, i) => `\n    ${i === 0 ? 'where' : '    and'} ${condition}`)
      .join('')}`;
}

/** The days that count for a meter of which one day of a period does. */
function oneDaySql({ meter }: Meter): string {
  return `(account, usage_on) in (
        select (account, usage_on) from usage.counted_days where meter = ${literal(meter)}
    )`;
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

/** The figure of a row in the meter's units. */
function figureSql(dataset: Dataset, meter: Meter): string {
  const scaled = scaledSql(dataset, meter, columnOf(dataset, meter.field));
  return meter.aggregate === 'hours' ? `${scaled} * u.row_hours` : scaled;
}
