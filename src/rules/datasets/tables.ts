import type { Dataset, Dimension } from '../../words/dataset.ts';
import { boundedOf, isNative, type Kept, keptOf, keysOf, stagedName } from './sql.ts';

/** `raw.<relation>`: rows of a dataset as they were received. */
export function rawSql(dataset: Dataset): string {
  const columns = [
    ['capture_id', 'varchar'],
    ['row_number', 'bigint'],
    ['account', 'varchar'],
    ['observed_at', 'varchar'],
    ...dataset.dimensions.map(({ column }) => [column, 'varchar']),
    ...keptOf(dataset).map(({ column, isWhole }) => [column, isWhole ? 'ubigint' : 'varchar']),
    ...(dataset.sampling === 'adaptive' ? [['sample_interval', 'varchar']] : []),
    ...boundedOf(dataset).flatMap(({ column }) => [
      [`${column}_lower`, 'varchar'],
      [`${column}_upper`, 'varchar'],
    ]),
  ];
  return `-- Rows of ${dataset.dataset} as answered.
-- grain: capture_id, row_number
-- kind: declaration
select
${columns.map(([name, type]) => `    null::${type} as ${name}`).join(',\n')}
where false
`;
}

/** `staging.<relation>`: the rows of all saved answers, with the resource of the usage. */
export function stagingSql(dataset: Dataset): string {
  const bounded = boundedOf(dataset);
  const columns = [
    'capture_id',
    'row_number',
    'account',
    'observed_at::timestamp as observed_at',
    'observed_at::timestamp::date as usage_on',
    ...dataset.dimensions.map((own) => dimensionSql(dataset, own)),
    `${keySql(dataset)} as resource_key`,
    ...keptOf(dataset).map(({ column, isWhole }) => (isWhole ? column : decimalSql(column))),
    ...bounded.flatMap(boundsSql),
    `${sampledSql(dataset)} as is_sampled`,
  ];
  return `-- Rows of ${dataset.dataset} of all saved answers.
-- grain: capture_id, row_number
-- kind: table
-- partition: capture_id
-- empty without: raw.${dataset.relation}
select
    ${columns.join(',\n    ')}
from raw.${dataset.relation}
where capture_id in (select capture_id from staging.captures where error_message is null)
`;
}

/**
 * The resource key: of the object, namespace or script, or of any other kind by its id. A script
 * that stands in something else, as in a dispatch namespace, is not the script of that name.
 */
function keySql(dataset: Dataset): string {
  const keys = keysOf(dataset);
  const named = keys.map(({ kind, column, isOnRequest }) =>
    isOnRequest ? `'${kind}/' || nullif(${column}, '')` : `'${kind}', coalesce(${column}, '')`,
  );
  const ofKind = `kind_key(account, concat_ws('/', ${named.join(', ')}))`;
  const others = keys.filter((own) => !isNative(own));
  if (others.length > 0 && others.length === keys.length) return ofKind;
  const of = (kind: string) => keys.find((own) => own.kind === kind)?.column ?? 'null';
  const native = `resource_key(account, ${of('namespace')}, ${of('object_id')}, ${of('script')})`;
  if (others.length === 0) return native;
  const ids = others.map(({ column }) => column).join(', ');
  return `if(coalesce(${ids}) is null, ${native}, ${ofKind})`;
}

/** An empty name counts as no name. */
function dimensionSql(dataset: Dataset, { dimension, column, isList }: Dimension): string {
  const bare = isList ? `trim(${column}, '[]"')` : column;
  return `nullif(${bare}, '') as ${stagedName(dataset, dimension)}`;
}

/** Bounds of a count are whole, those of a fraction as they were answered. */
function boundsSql({ column, isWhole }: Kept): string[] {
  const of = (end: string) => `${column}_${end}::decimal(38, ${isWhole ? 6 : 9})`;
  const low = isWhole ? `floor(${of('lower')})::hugeint` : of('lower');
  const high = isWhole ? `ceil(${of('upper')})::hugeint` : of('upper');
  return [`${low} as ${column}_low`, `${high} as ${column}_high`];
}

function decimalSql(column: string): string {
  return `coalesce(try_cast(${column} as decimal(18, 9)), ${column}::decimal(38, 9)) as ${column}`;
}

/** A row is an estimate if its sample interval says so, or if its bounds differ. */
function sampledSql(dataset: Dataset): string {
  if (dataset.sampling === 'adaptive') return 'coalesce(sample_interval::decimal(38, 6), 1) > 1';
  const apart = boundedOf(dataset).map(({ column }) => `${column}_high - ${column}_low`);
  return apart.length === 0 ? 'false' : `coalesce(greatest(${apart.join(', ')}) > 0, false)`;
}
