import { literal } from '../../store/quote.ts';
import type { Condition, Dataset, Dimension, Field, Meter } from '../../words/dataset.ts';

/**
 * A condition on a row of a dataset's table in `staging`. `sinkId.format` is what a list of the
 * REST API says of the thing that the dimension names.
 */
export function conditionSql(dataset: Dataset, { dimension, operator, choices }: Condition) {
  const [named = '', attribute] = dimension.split('.');
  const column = `coalesce(${stagedName(dataset, named)}, '')`;
  const not = operator === 'not_in' ? 'not ' : '';
  const listed = choices.map(literal).join(', ');
  if (attribute === undefined) return `${column} ${not}in (${listed})`;
  const kind = dataset.dimensions.find((own) => own.dimension === named)?.kind ?? '';
  return `${column} ${not}in (
                select resource_id from staging.resource_names
                where kind = ${literal(kind)} and attribute in (${listed})
            )`;
}

/** The condition for a row to be counted on any meter; empty if every row counts. */
export function countedSql(dataset: Dataset): string | undefined {
  const all = dataset.meters.map(({ conditions }) => allOf(dataset, conditions));
  const free = new Set(all.map((own) => own.join(' and ')));
  const shared = (all[0] ?? []).filter((own) => all.every((other) => other.includes(own)));
  return free.has('') || shared.length === 0 ? undefined : shared.join(' and ');
}

function allOf(dataset: Dataset, conditions: readonly Condition[]): string[] {
  return conditions.map((condition) => conditionSql(dataset, condition));
}

/** The columns for kinds of the tenant map have the same names in all datasets. */
const NAMES: Readonly<Record<string, string>> = {
  namespace: 'namespace_id',
  object_id: 'object_id',
  object_name: 'object_name',
  script: 'script',
};

/** Column of a dimension in `staging`. */
export function stagedName({ dimensions }: Dataset, dimension: string): string {
  const own = dimensions.find((one) => one.dimension === dimension);
  return NAMES[own?.kind ?? ''] ?? own?.column ?? dimension;
}

export type Key = { kind: string; column: string } & Pick<Dimension, 'isOnRequest'>;

/** Columns in `staging` that name the resource of usage, by kind of the tenant map. */
export function keysOf(dataset: Dataset): Key[] {
  return dataset.dimensions
    .filter(({ isKey }) => isKey)
    .map(({ kind, dimension, isOnRequest }) => {
      return { kind: kind ?? '', column: stagedName(dataset, dimension), isOnRequest };
    });
}

/** Whether a kind is an object, a namespace or a script: these have a key of their own. */
export function isNative({ kind }: { kind: string }): boolean {
  return Object.hasOwn(NAMES, kind);
}

/** The fields that are stored, each with its column. */
export type Kept = Field & { column: string };

export function keptOf({ fields }: Dataset): Kept[] {
  return fields.filter((field): field is Kept => field.column !== undefined);
}

/** Stored fields for which an answer may give a confidence interval. */
export function boundedOf(dataset: Dataset): Kept[] {
  return dataset.sampling === 'none' ? [] : keptOf(dataset).filter(({ hasBounds }) => hasBounds);
}

/** The column that a meter counts. */
export function columnOf(dataset: Dataset, field: string): string {
  return keptOf(dataset).find((own) => own.field === field)?.column ?? 'null';
}

/**
 * A figure of a row in the unit of the meter. A fraction is counted in parts so small that it has
 * none; one of more decimals is rounded, a bound outward.
 */
export function scaledSql(
  { fields }: Dataset,
  { field, scale }: Meter,
  column: string,
  rounded: 'round' | 'floor' | 'ceil' = 'round',
): string {
  if (scale === '1') return `${column}::hugeint`;
  const isWhole = fields.find((own) => own.field === field)?.isWhole ?? true;
  return isWhole ? `${column}::hugeint * ${scale}` : `${rounded}(${column} * ${scale})::hugeint`;
}

/**
 * The conditions on a row to be counted that matter only once an account shows other rows; nothing
 * where no meter has one. A meter that counts no empty value loses nothing unseen.
 */
export function seenSql(dataset: Dataset): string | undefined {
  const isEmptyCounted = ({ operator, choices }: Condition) =>
    choices.includes('') === (operator === 'in');
  const seen = dataset.meters
    .filter(({ conditions }) => conditions.every(isEmptyCounted))
    .map(({ conditions }) => conditions.filter(({ without }) => without === 'seen'))
    .filter((conditions) => conditions.length > 0);
  const all = seen.flatMap((conditions) => allOf(dataset, conditions));
  return all.length === 0 ? undefined : [...new Set(all)].join(' and ');
}

/** Several SELECTs one under the other. */
export function united(selects: readonly string[]): string {
  return `${selects.join('\nunion all\n')}\n`;
}
