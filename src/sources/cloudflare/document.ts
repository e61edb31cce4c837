import { usageError } from '../../errors.ts';
import type { Dataset } from '../../words/dataset.ts';
import type { Field, GraphqlDocument } from './selection.ts';

/**
 * How a dataset is asked: `total` with the fewest dimensions and no object, which is what is
 * billed; `split` by object, which only divides it. What is no estimate needs no total.
 */
export type Slicing = 'total' | 'split';

/** With the hour where a billing period divides the day. */
const TIMES = ['dimensions.date', 'dimensions.datetimeHour'];
const SAMPLE = 'avg.sampleInterval';
const SETTINGS = [
  'enabled',
  'availableFields',
  'maxDuration',
  'maxNumberOfFields',
  'maxPageSize',
  'notOlderThan',
];

/** Arguments of groups. */
const ARGUMENTS: Readonly<Record<string, string>> = { confidence: '(level: 0.95)' };

export function slicingsOf({ sampling }: Dataset): readonly Slicing[] {
  return sampling === 'none' ? ['split'] : ['total', 'split'];
}

/**
 * The document of a dataset and slicing in its fullest form.
 * @throws FlaretallyError E_DATASET_SCOPE for one that is asked zone by zone
 */
export function documentOf(dataset: Dataset, slicing: Slicing): GraphqlDocument {
  requireAccountScope(dataset);
  const type = typeOf(dataset);
  const variables = [
    '$accountTag: string!',
    `$filter: ${type}Filter_InputObject!`,
    `$orderBy: [${type}OrderBy!]`,
    '$limit: uint64!',
  ];
  const selection = {
    name: dataset.dataset,
    args: '(filter: $filter, orderBy: $orderBy, limit: $limit)',
    fields: nested(pathsOf(dataset, slicing)),
  };
  const head = `query ${operationOf(dataset, slicing)}(\n  ${variables.join('\n  ')}\n)`;
  return { head, fields: inViewer([selection]) };
}

/**
 * What the account may ask of each dataset, and how much of its budget is left. Durations are in
 * seconds; a field is spelled `dimensions_date`, `sum_requests`.
 * See https://developers.cloudflare.com/analytics/graphql-api/features/discovery/settings/
 */
export function settingsDocument(datasets: readonly Dataset[]): GraphqlDocument {
  const nodes = datasets.map(({ dataset }) => `settings.${dataset}`);
  const paths = nodes.flatMap((node) => SETTINGS.map((setting) => `${node}.${setting}`));
  return { head: 'query Settings($accountTag: string!)', fields: inViewer(nested(paths)) };
}

/** Prefix of the dataset's input types in the schema. */
export function typeOf({ dataset, scope }: Dataset): string {
  const owner = scope === 'zone' ? 'Zone' : 'Account';
  return `${owner}${dataset.charAt(0).toUpperCase()}${dataset.slice(1)}`;
}

/** Paths of what is asked of a row. */
function pathsOf({ dimensions, fields, sampling }: Dataset, slicing: Slicing): string[] {
  const isAsked = ({ inTotal }: { inTotal: boolean }) => slicing === 'split' || inTotal;
  const asked = fields.filter(isAsked);
  const bounded = slicing === 'total' ? asked.filter(({ hasBounds }) => hasBounds) : [];
  const isWhole = sampling === 'adaptive';
  return [
    ...TIMES,
    ...dimensions.filter(isAsked).map(({ dimension }) => `dimensions.${dimension}`),
    ...asked.map(({ field }) => field),
    ...(isWhole ? [SAMPLE] : []),
    ...(isWhole && bounded.length > 0 ? ['confidence.level'] : []),
    ...bounded.flatMap(({ field }) => intervalOf(`confidence.${field}`, isWhole)),
  ];
}

/**
 * An interval of a sample, whole; else its bounds alone, for fields are counted, and an answer may
 * have many of them.
 */
function intervalOf(path: string, isWhole: boolean): string[] {
  const parts = ['estimate', 'lower', 'upper', 'sampleSize', 'isValid'];
  return (isWhole ? parts : ['lower', 'upper']).map((part) => `${path}.${part}`);
}

function operationOf({ relation }: Dataset, slicing: Slicing): string {
  const words = relation.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('')}${slicing === 'total' ? 'Totals' : ''}`;
}

function inViewer(fields: readonly Field[]): Field[] {
  const args = '(filter: { accountTag: $accountTag })';
  const inner = [leaf('budget'), { name: 'accounts', args, fields }];
  return [{ name: 'viewer', args: '', fields: inner }];
}

function leaf(name: string): Field {
  return { name, args: '', fields: [] };
}

/** Dotted paths as blocks of fields. */
function nested(paths: readonly string[]): Field[] {
  const names = [...new Set(paths.map((path) => path.split('.')[0] ?? ''))];
  return names.map((name) => {
    const own = paths.filter((path) => path.startsWith(`${name}.`));
    const fields = nested(own.map((path) => path.slice(name.length + 1)));
    return { name, args: ARGUMENTS[name] ?? '', fields };
  });
}

function requireAccountScope({ dataset, scope }: Dataset): void {
  if (scope === 'account') return;
  throw usageError(
    'E_DATASET_SCOPE',
    `${dataset} is queried zone by zone, which pull cannot do yet`,
    'in ref/datasets.csv, set its scope to account if the schema has it there, or leave it out',
  );
}
