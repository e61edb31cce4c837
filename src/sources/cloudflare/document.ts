import { type Dataset, rowDimensions, type Scope } from '../../words/dataset.ts';
import type { Field, GraphqlDocument } from './selection.ts';

/**
 * How a dataset is asked: `total` with the fewest dimensions and no object, which is what is
 * billed; `split` by object, which only divides it. Most datasets need no total of their own.
 */
export type Slicing = 'total' | 'split';

/** What is asked to tell when a row was; with the hour where a billing period divides the day. */
const TIMES: Readonly<Record<Dataset['grain'], readonly string[]>> = {
  hour: ['dimensions.date', 'dimensions.datetimeHour'],
  date: ['dimensions.date'],
  instant: ['dimensions.datetime'],
  row_date: ['date'],
};
const SAMPLE = 'avg.sampleInterval';
const SETTINGS = [
  'enabled',
  'availableFields',
  'maxDuration',
  'maxNumberOfFields',
  'maxPageSize',
  'notOlderThan',
];

/** Arguments of each dataset. */
const ARGUMENTS: Readonly<Record<string, string>> = { confidence: '(level: 0.95)' };

export function slicingsOf({ hasTotal }: Dataset): readonly Slicing[] {
  return hasTotal ? ['total', 'split'] : ['split'];
}

/** The GraphQL document of a dataset and slicing with all fields. */
export function documentOf(dataset: Dataset, slicing: Slicing): GraphqlDocument {
  const type = typeOf(dataset);
  const variables = [
    `$${dataset.scope}Tag: string!`,
    `$filter: ${type}Filter_InputObject!`,
    `$orderBy: [${type}OrderBy!]`,
    '$limit: uint64!',
  ];
  const selection = {
    name: dataset.dataset,
    args: '(filter: $filter, orderBy: $orderBy, limit: $limit)',
    fields: nested(pathsOf(dataset, slicing), argumentsOf(dataset)),
  };
  const head = `query ${operationOf(dataset, slicing)}(\n  ${variables.join('\n  ')}\n)`;
  return { head, fields: inViewer(dataset.scope, [selection]) };
}

/**
 * The document for the limits of the account, or of a zone, on each dataset, and for the remaining
 * budget. Durations are in seconds. A field is spelled `dimensions_date`, `sum_requests`. See
 * https://developers.cloudflare.com/analytics/graphql-api/features/discovery/settings/
 */
export function settingsDocument(
  datasets: readonly Dataset[],
  scope: Scope = 'account',
): GraphqlDocument {
  const nodes = datasets.map(({ dataset }) => `settings.${dataset}`);
  const paths = nodes.flatMap((node) => SETTINGS.map((setting) => `${node}.${setting}`));
  const head = `query Settings($${scope}Tag: string!)`;
  return { head, fields: inViewer(scope, nested(paths)) };
}

/**
 * The document that asks one row of each dataset, to see whether the token may. It takes no
 * variables but the owner's tag.
 * @param windows the arguments of each dataset's filter
 */
export function probeDocument(
  datasets: readonly Dataset[],
  windows: (dataset: Dataset) => Readonly<Record<string, string>>,
): GraphqlDocument {
  const fields = datasets.map((own) => {
    const filter = Object.entries(windows(own)).map(([name, at]) => `${name}: "${at}"`);
    const args = `(filter: { ${filter.join(', ')} }, limit: 1)`;
    return { name: own.dataset, args, fields: nested(TIMES[own.grain].slice(0, 1)) };
  });
  return { head: 'query Probe($accountTag: string!)', fields: inViewer('account', fields) };
}

/** Prefix of the dataset's input types in the schema. */
export function typeOf({ dataset, scope }: Dataset): string {
  const owner = scope === 'zone' ? 'Zone' : 'Account';
  return `${owner}${dataset.charAt(0).toUpperCase()}${dataset.slice(1)}`;
}

/** Paths of what is asked of a row. */
function pathsOf(dataset: Dataset, slicing: Slicing): string[] {
  const { fields, sampling, grain, hasTotal } = dataset;
  const isAsked = ({ inTotal }: { inTotal: boolean }) => slicing === 'split' || inTotal;
  const asked = fields.filter(isAsked);
  const isBilled = slicing === 'total' || !hasTotal;
  const isBounded = isBilled && sampling !== 'none';
  const bounded = isBounded ? asked.filter(({ hasBounds }) => hasBounds) : [];
  const isWhole = sampling === 'adaptive';
  return [
    ...TIMES[grain],
    ...rowDimensions(dataset)
      .filter((own) => isAsked(own) && (!own.argument || own.argument.value !== undefined))
      .map(({ dimension }) => `dimensions.${dimension}`),
    ...asked.map(({ field }) => field),
    ...(isWhole ? [SAMPLE] : []),
    ...(isWhole && bounded.length > 0 ? ['confidence.level'] : []),
    ...bounded.flatMap(({ field }) => intervalOf(`confidence.${field}`, isWhole)),
  ];
}

/**
 * A whole sample interval, or only its bounds where an answer may have many: fields are counted.
 */
function intervalOf(path: string, isWhole: boolean): string[] {
  const parts = ['estimate', 'lower', 'upper', 'sampleSize', 'isValid'];
  return (isWhole ? parts : ['lower', 'upper']).map((part) => `${path}.${part}`);
}

function operationOf({ relation }: Dataset, slicing: Slicing): string {
  const words = relation.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('')}${slicing === 'total' ? 'Totals' : ''}`;
}

function inViewer(scope: Scope, fields: readonly Field[]): Field[] {
  const args = `(filter: { ${scope}Tag: $${scope}Tag })`;
  const inner = [leaf('budget'), { name: `${scope}s`, args, fields }];
  return [{ name: 'viewer', args: '', fields: inner }];
}

function leaf(name: string): Field {
  return { name, args: '', fields: [] };
}

/** Arguments by the path of what takes them. A name is written as JSON, as GraphQL has it too. */
function argumentsOf({ dimensions }: Dataset): Record<string, string> {
  const own = dimensions.flatMap(({ dimension, argument }) =>
    argument?.value === undefined
      ? []
      : [[`dimensions.${dimension}`, `(${argument.name}: ${JSON.stringify(argument.value)})`]],
  );
  return { ...ARGUMENTS, ...Object.fromEntries(own) };
}

/** Dotted paths as blocks of fields. */
function nested(paths: readonly string[], args = ARGUMENTS, prefix = ''): Field[] {
  const names = [...new Set(paths.map((path) => path.split('.')[0] ?? ''))];
  return names.map((name) => {
    const own = paths.filter((path) => path.startsWith(`${name}.`));
    const inner = own.map((path) => path.slice(name.length + 1));
    const fields = nested(inner, args, `${prefix}${name}.`);
    return { name, args: args[`${prefix}${name}`] ?? '', fields };
  });
}
