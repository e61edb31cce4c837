import { literal } from '../../store/quote.ts';
import type { Dataset } from '../../words/dataset.ts';
import { columnOf, united } from './sql.ts';

/** Datasets with a figure that restarts from zero each month. */
export function countersOf(datasets: readonly Dataset[]): Dataset[] {
  return datasets.filter(({ meters }) => meters.some(({ aggregate }) => aggregate === 'counter'));
}

/** The relation that has what each day added to the counters of a dataset. */
export function counterRelation({ relation }: Dataset): string {
  return `usage.${relation}_added`;
}

/**
 * `usage.<relation>_added`: what a day added to a figure that counts up from the first of the
 * month. A day without an answer is in what the next one adds.
 */
export function counterSql(dataset: Dataset): string {
  const counters = dataset.meters.filter(({ aggregate }) => aggregate === 'counter');
  const columns = [...new Set(counters.map(({ field }) => columnOf(dataset, field)))];
  const added = columns.map(
    (column) => `case when is_unbased then 0
        else greatest(${column}::hugeint - coalesce(max(${column}) over before, 0), 0)
    end as ${column}`,
  );
  const meter = literal(counters[0]?.meter ?? '');
  return `-- What each day added to figures of ${dataset.dataset}, which
-- count up from the first day of the month. Of several answers the greatest figure of a day counts.
-- A day that no answer speaks of is in what the next one adds. Without the day before a period it
-- is not known what the first day of the period added (is_unbased): nothing counts.
-- grain: capture_id, row_number
-- kind: table
-- empty without: staging.${dataset.relation}
with newest as (
${newestSql(dataset, columns)}
),
known as (select distinct account, usage_on from usage.capture_days where meter = ${meter}),
placed as (
    select
        n.*,
        p.period_id,
        p.starts_on,
        coalesce(p.starts_on > date_trunc('month', n.usage_on), false)
            and k.usage_on is null
            and row_number() over (
                partition by n.account, n.resource_key, p.period_id, date_trunc('month', n.usage_on)
                order by n.usage_on
            ) = 1 as is_unbased
    from newest as n
    left join params.day_periods as d on d.account = n.account and d.usage_on = n.usage_on
    left join params.periods as p on p.account = d.account and p.period_id = d.period_id
    left join known as k on k.account = p.account and k.usage_on = p.starts_on - 1
)
select
    * exclude (${columns.join(', ')}),
    ${added.join(',\n    ')}
from placed
window before as (
    partition by account, resource_key, date_trunc('month', usage_on) order by usage_on
    rows between unbounded preceding and 1 preceding
)
`;
}

/** Of several answers the greatest figure of a day counts. */
function newestSql({ relation }: Dataset, columns: readonly string[]): string {
  return `    select u.*
    from staging.${relation} as u
    join staging.captures as c using (capture_id)
    where c.is_newest and not c.is_truncated
    qualify row_number() over (
        partition by u.account, u.resource_key, u.usage_on
        order by ${columns.map((column) => `u.${column} desc`).join(', ')}, u.capture_id
    ) = 1`;
}

/** `usage.counter_months`: what the counters of a billing period rose by, month by month. */
export function counterMonthsSql(datasets: readonly Dataset[]): string {
  const arms = countersOf(datasets).flatMap((dataset) =>
    dataset.meters
      .filter(({ aggregate }) => aggregate === 'counter')
      .map(
        ({ meter, field }) => `select account, period_id, ${literal(meter)} as meter,
    date_trunc('month', usage_on)::date as month_on, min(usage_on) as first_on,
    max(usage_on) as last_on, sum(${columnOf(dataset, field)})::hugeint as total
from ${counterRelation(dataset)}
where period_id is not null
group by all`,
      ),
  );
  return `-- What counters that begin anew each month rose by in a billing period, month by month.
-- grain: account, period_id, meter, month_on
${united(arms)}`;
}

/**
 * `usage.counter_gaps`: days of which a counter does not tell what they added, and no later one
 * does: the first of a period, and the last of a month or period.
 */
export function counterGapsSql(datasets: readonly Dataset[]): string {
  const arms = countersOf(datasets).flatMap((dataset) =>
    dataset.meters
      .filter(({ aggregate }) => aggregate === 'counter')
      .map(
        ({ meter }) => `select account, period_id, ${literal(meter)} as meter, usage_on,
    printf('the counter of %s', (starts_on - 1)::varchar) as lacks
from ${counterRelation(dataset)}
where is_unbased
union all
select m.account, m.period_id, m.meter, m.end_on, printf('the counter of %s', m.end_on::varchar)
from (
    select m.*, least(last_day(m.month_on), p.ends_on - 1) as end_on
    from usage.counter_months as m
    join params.periods as p using (account, period_id)
    where m.meter = ${literal(meter)}
) as m
semi join usage.capture_days as d
    on d.account = m.account and d.meter = m.meter and d.usage_on = m.end_on
where m.last_on < m.end_on`,
      ),
  );
  return `-- Days of which a counter does not tell what they added, and no later day does: the
-- first of a billing period, if no answer has the counter of the day before, and the last of a
-- month or period, if the answer has days before it and not that day.
-- grain: account, period_id, meter, usage_on
${united(arms)}`;
}
