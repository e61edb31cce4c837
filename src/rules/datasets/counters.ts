import type { Dataset } from '../../words/dataset.ts';
import { columnOf } from './sql.ts';

/** Datasets with a figure that begins anew each month. */
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
    (column) =>
      `greatest(${column}::hugeint - coalesce(max(${column}) over before, 0), 0) as ${column}`,
  );
  return `-- What each day added to figures of ${dataset.dataset}, which
-- count up from the first day of the month. Of several answers the greatest figure of a day counts.
-- A day that no answer speaks of is in what the next one adds.
-- grain: capture_id, row_number
-- kind: table
with newest as (
    select u.*
    from staging.${dataset.relation} as u
    join staging.captures as c using (capture_id)
    where c.is_newest and not c.is_truncated
    qualify row_number() over (
        partition by u.account, u.resource_key, u.usage_on
        order by ${columns.map((column) => `u.${column} desc`).join(', ')}, u.capture_id
    ) = 1
)
select
    * exclude (${columns.join(', ')}),
    ${added.join(',\n    ')}
from newest
window before as (
    partition by account, resource_key, date_trunc('month', usage_on) order by usage_on
    rows between unbounded preceding and 1 preceding
)
`;
}
