import { literal } from '../../store/quote.ts';
import type { Condition, Dataset } from '../../words/dataset.ts';
import { conditionSql, countedSql, keptOf, keysOf, seenSql, stagedName, united } from './sql.ts';

/** `usage.capture_fields`: in how many rows of a saved answer a figure is present. */
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
  return `-- How many rows of a saved answer hold each figure: with none the answer does not say it.
-- grain: capture_id, field
-- partition: capture_id
${united(arms)}`;
}

/**
 * `usage.uncounted_captures`: saved answers without a row that a meter counts. Only for meters with
 * a field of their own: of the others the answer has the figure if it has any.
 */
export function uncountedSql(datasets: readonly Dataset[]): string {
  const arms = datasets.flatMap((dataset) =>
    dataset.meters
      .filter(({ field }) => dataset.meters.some((other) => other.field !== field))
      .filter(({ conditions }) => conditions.some(isTelling))
      .map((own) => {
        const all = own.conditions.filter(isTelling).map((one) => conditionSql(dataset, one));
        return `select capture_id, ${literal(own.meter)} as meter
from staging.${dataset.relation}
group by capture_id
having not bool_or(${all.join(' and ')})`;
      }),
  );
  return `-- Saved answers that have rows, none of which a meter counts: then it does not matter
-- whether they have its figure.
-- grain: capture_id, meter
-- partition: capture_id
${united(arms)}`;
}

/** Whether only rows with some value count, which an answer lacks if it is not grouped by it. */
function isTelling({ operator, without, dimension }: Condition): boolean {
  return operator === 'in' && without === 'missing' && !dimension.includes('.');
}

/** `usage.gauge_days`: days with rows of answers whose days are known from their rows alone. */
export function gaugeDaysSql(datasets: readonly Dataset[]): string {
  const arms = datasets
    .filter(({ meters }) => meters.some(({ aggregate }) => ['peak', 'hours'].includes(aggregate)))
    .map(
      ({ relation }) => `select distinct capture_id, usage_on
from staging.${relation}
where capture_id in (select capture_id from staging.captures where is_window_inferred)`,
    );
  return `-- Days with rows of saved answers of what is open or stored, if only the rows tell
-- which days an answer is about.
-- grain: capture_id, usage_on
-- partition: capture_id
${united(arms)}`;
}

/** `usage.seen_exclusions`: accounts with an answer that has rows which a meter leaves out. */
export function exclusionsSql(datasets: readonly Dataset[]): string {
  const arms = datasets.flatMap((dataset) => {
    const counted = seenSql(dataset);
    if (counted === undefined) return [];
    return `select distinct account, ${literal(dataset.dataset)} as dataset
from staging.${dataset.relation}
where not (${counted})`;
  });
  return `-- Accounts in whose answers of a dataset there are rows that its meters leave out. An
-- answer that does not tell them apart is then no longer sure.
-- grain: account, dataset
-- kind: table
${united(arms)}`;
}

const NATIVE = ['namespace', 'object_id', 'object_name', 'script'];

/**
 * Kind and id by the first key that has a value; usage without a tag is that of its model. Without
 * any it is of the first kind, unless it may be of a script alone.
 */
function closestSql(dataset: Dataset): string {
  const keys = keysOf(dataset);
  const others = keys.filter(({ kind }) => !NATIVE.includes(kind));
  const [first] = others;
  if (first === undefined) return 'null::varchar, null::varchar';
  const kinds = others.map(({ kind, column }) => `if(${column} is null, null, ${literal(kind)})`);
  const ids = others.map(({ column }) => column);
  const last = others.length === keys.length ? `, ${literal(first.kind)}` : '';
  return `coalesce(${kinds.join(', ')}${last}), coalesce(${ids.join(', ')})`;
}

/** `usage.seen_resources`: the resources that usage is counted on, named as in the datasets. */
export function resourcesSql(datasets: readonly Dataset[]): string {
  const arms = datasets.map((dataset) => {
    const names = NATIVE.map((kind) => {
      const own = dataset.dimensions.find((one) => one.kind === kind);
      return own ? stagedName(dataset, own.dimension) : 'null::varchar';
    });
    const counted = countedSql(dataset);
    return `select resource_key, account, ${names.join(', ')}, ${closestSql(dataset)}
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

/** `usage.seen_names`: all names of resources that are not objects, namespaces or scripts. */
export function namesSql(datasets: readonly Dataset[]): string {
  const arms = datasets.flatMap((dataset) => {
    const counted = countedSql(dataset);
    return namedOf(dataset).map(
      ({ kind, name }) => `select distinct resource_key, account, ${literal(kind)} as kind,
    ${name} as resource_id
from staging.${dataset.relation}${counted ? `\nwhere ${counted}` : ''}`,
    );
  });
  return `-- The names of resources in the rows of answers, by kind of the tenant map. A resource
-- may have names of several kinds. Each value of a list is a name.
-- grain: resource_key, kind, resource_id
with seen as (
${united(arms)})
select distinct * from seen where resource_id is not null
`;
}

/** Columns with kinds. Each value of a list is apart. */
function namedOf(dataset: Dataset): { kind: string; name: string }[] {
  return dataset.dimensions.flatMap((own) => {
    if (own.kind === undefined || !own.isKey || NATIVE.includes(own.kind)) return [];
    const column = stagedName(dataset, own.dimension);
    const apart = `unnest(regexp_split_to_array(${column}, '"\\s*,\\s*"'))`;
    return [{ kind: own.kind, name: own.isList ? apart : column }];
  });
}
