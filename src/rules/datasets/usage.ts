import type { Dataset, Meter } from '../../dataset.ts';
import { literal } from '../../store/insert.ts';
import {
  boundedOf,
  columnOf,
  conditionSql,
  countedSql,
  keptOf,
  keysOf,
  stagedName,
} from './sql.ts';

const united = (selects: readonly string[]) => `${selects.join('\nunion all\n')}\n`;

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
  return `-- What each row of a saved answer says of a meter, on its billing day and resource, in the smallest
-- unit of its source, as ref.datasets describes it. A peak is not divided: it counts whole, in the
-- billing period in which its day begins. Usage in no billing period has none.
-- grain: capture_id, meter, row_number
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

/** `usage.row_intervals`: the bounds that a saved row gives for a meter. */
export function intervalsSql(datasets: readonly Dataset[]): string {
  const arms = datasets.flatMap((dataset) => {
    const bounded = boundedOf(dataset);
    return dataset.meters
      .filter(({ field }) => bounded.some((own) => own.field === field))
      .map((meter) => intervalSql(dataset, meter));
  });
  return `-- The bounds that a saved row gives for a sampled meter, of answers that have any. A row whose
-- bounds are not there, or do not enclose what they are of, counts as exact.
-- grain: capture_id, meter, row_number
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

function intervalSql(dataset: Dataset, { meter, field, conditions }: Meter): string {
  const column = columnOf(dataset, field);
  const all = conditions.map((condition) => conditionSql(dataset, condition));
  const table = `staging.${dataset.relation}`;
  return `    select capture_id, row_number, ${literal(meter)} as meter, usage_on, observed_at,
        ${column} as total, ${column}_low as low, ${column}_high as high
    from ${table}
    where capture_id in (select capture_id from ${table} where ${column}_high is not null)${all
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
-- see: https://developers.cloudflare.com/analytics/graphql-api/sampling/
${united(arms)}`;
}

/** `usage.capture_fields`: how many rows of a saved answer hold a figure. */
export function fieldsSql(datasets: readonly Dataset[]): string {
  const arms = datasets.map((dataset) => {
    const fields = keptOf(dataset);
    const counts = fields.map(({ column }) => `count(${column}) as ${column}`);
    const structs = fields.map(
      ({ field, column }) => `        {'field': ${literal(field)}, 'filled': ${column}}`,
    );
    return `select capture_id, unnest([
${structs.join(',\n')}
    ], recursive := true)
from (
    select capture_id, ${counts.join(', ')}
    from staging.${dataset.relation}
    group by capture_id
)`;
  });
  return `-- How many rows of a saved answer hold each figure: with none of them the answer does not say it.
-- grain: capture_id, field
${united(arms)}`;
}

/** `usage.seen_exclusions`: accounts of which an answer shows rows that a meter leaves out. */
export function exclusionsSql(datasets: readonly Dataset[]): string {
  const arms = datasets.flatMap((dataset) => {
    const counted = countedSql(dataset);
    if (counted === undefined) return [];
    return `select distinct account, ${literal(dataset.dataset)} as dataset
from staging.${dataset.relation}
where not (${counted})`;
  });
  return `-- Accounts in whose answers of a dataset there are rows that its meters leave out: of Workers for
-- Platforms. An answer that does not tell them apart is then no longer sure.
-- grain: account, dataset
${united(arms)}`;
}

/** `usage.seen_resources`: what usage is counted on, as the rows of all datasets name it. */
export function resourcesSql(datasets: readonly Dataset[]): string {
  const arms = datasets.map((dataset) => {
    const native = ['namespace', 'object_id', 'object_name', 'script'];
    const names = native.map((kind) => {
      const own = dataset.dimensions.find((one) => one.kind === kind);
      return own ? stagedName(dataset, own.dimension) : 'null::varchar';
    });
    const [other] = keysOf(dataset).filter(({ kind }) => !native.includes(kind));
    const counted = countedSql(dataset);
    return `select resource_key, account, ${names.join(', ')}, ${
      other ? `${literal(other.kind)}, ${other.column}` : 'null::varchar, null::varchar'
    }
from staging.${dataset.relation}${counted ? `\nwhere ${counted}` : ''}`;
  });
  return `-- What usage is counted on, with the names that rows of answers give it.
-- grain: resource_key
with seen(
    resource_key, account, namespace_id, object_id, object_name, script, kind, resource_id
) as (
${united(arms)})
select
    resource_key,
    any_value(account) as account,
    any_value(namespace_id) as namespace_id,
    any_value(object_id) as object_id,
    max(object_name) as object_name,
    max(script) as script,
    any_value(kind) as kind,
    any_value(resource_id) as resource_id
from seen
group by resource_key
`;
}
