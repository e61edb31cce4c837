import { literal } from '../../store/quote.ts';
import type { Dataset, Meter } from '../../words/dataset.ts';
import { boundedOf, columnOf, conditionSql, scaledSql, united } from './sql.ts';

/** `usage.row_intervals`: the bounds that a saved row gives for a meter. */
export function intervalsSql(datasets: readonly Dataset[]): string {
  const arms = datasets.flatMap((dataset) => {
    const bounded = boundedOf(dataset);
    return dataset.meters
      .filter(({ field }) => bounded.some((own) => own.field === field))
      .map((meter) => intervalSql(dataset, meter));
  });
  return `-- The bounds that a saved row gives for a sampled meter. A row without bounds is exact
-- and not here. Bounds that do not enclose the total are not used: the row counts as exact.
-- grain: capture_id, meter, row_number
-- partition: account, usage_on
-- partition: capture_id
-- see: https://developers.cloudflare.com/analytics/graphql-api/features/confidence-intervals/
with long as (
${united(arms)})
select
    * exclude (low, high),
    case when low <= total and total <= high then low else total end as low,
    case when low <= total and total <= high then high else total end as high
from long
where total is not null
`;
}

function intervalSql(dataset: Dataset, own: Meter): string {
  const { meter, field, conditions, scale } = own;
  const times = scale === '1' ? '' : ` * ${scale}`;
  const column = columnOf(dataset, field);
  const all = conditions.map((condition) => conditionSql(dataset, condition));
  return `    select capture_id, row_number, account, ${literal(meter)} as meter, usage_on,
        observed_at,
        ${scaledSql(dataset, own, column)}::hugeint as total,
        ${column}_low${times} as low, ${column}_high${times} as high
    from staging.${dataset.relation}
    where ${column}_high is not null${all
      .map((condition) => `\n        and ${condition}`)
      .join('')}`;
}

/** `usage.sampled_days`: days on which a dataset answered from samples. */
export function sampledSql(datasets: readonly Dataset[]): string {
  const arms = datasets
    .filter(({ sampling }) => sampling !== 'none')
    .map(
      ({ dataset, relation }) => `select distinct account, ${literal(dataset)} as dataset, usage_on
from staging.${relation}
where is_sampled`,
    );
  return `-- Days on which a dataset answered from samples.
-- grain: account, dataset, usage_on
-- partition: account, usage_on
-- see: https://developers.cloudflare.com/analytics/graphql-api/sampling/
${united(arms)}`;
}
