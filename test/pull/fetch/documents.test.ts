// What the CSV files of `queries/ref` say of a dataset exists in Cloudflare's schema, and so does all
// that is asked of it.
import {
  buildSchema,
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  getNamedType,
  parse,
  validate,
} from 'graphql';
import { expect, test } from 'vitest';
import { dividedBy } from '../../../src/rules/datasets/choose.ts';
import { askedOf } from '../../../src/sources/asked.ts';
import {
  documentOf,
  settingsDocument,
  slicingsOf,
  typeOf,
} from '../../../src/sources/cloudflare/document.ts';
import { leavesOf, printDocument } from '../../../src/sources/cloudflare/selection.ts';
import { dimensionsOf } from '../../../src/sources/window.ts';
import { besideRows, type Dataset, rowDimensions } from '../../../src/words/dataset.ts';
import { schemaText } from '../../support/cloudflare/schema.ts';
import { ALL_DATASETS } from '../support/pull.ts';

const schema = buildSchema(schemaText());

/** Name of the scalar at a path below the rows of a dataset; nothing where there is none. */
function scalarAt({ dataset, scope }: Dataset, path: string): string | undefined {
  let type = schema.getType(scope);
  for (const step of [dataset, ...path.split('.')]) {
    const field = (type as GraphQLObjectType | undefined)?.getFields?.()[step];
    if (!field) return undefined;
    type = getNamedType(field.type);
  }
  return type?.name;
}

const split = (dataset: Dataset) => printDocument(documentOf(dataset, 'split'));
const asked = ALL_DATASETS.flatMap((dataset) =>
  slicingsOf(dataset).map(
    (slicing) => [`${dataset.dataset} ${slicing}`, dataset, slicing] as const,
  ),
);

test.each(asked)('the document of %s is valid', (_, dataset, slicing) => {
  const text = printDocument(documentOf(dataset, slicing));
  expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
});

test('a dimension with an argument is asked for with a value, whatever is in it', () => {
  const name = 'a "b" (c) { d }';
  const { datasets } = dividedBy(ALL_DATASETS, [`container_label=${name}`]);
  const own = datasets.find(({ dataset }) => dataset === 'containersUsageAdaptiveGroups');
  if (!own) throw new Error('no dataset of containers');
  const text = split(own);
  expect(text).toContain('label(name: "a \\"b\\" (c) { d }")');
  expect(validate(schema, parse(text))).toEqual([]);
  const grouped = ['date', 'datetimeHour', 'applicationId', 'label', 'region'];
  expect(dimensionsOf(text, own.dataset).toSorted()).toEqual(grouped.toSorted());
  expect(askedOf(text, own.dataset)).toContain('dimensions.label');
  const usual = ALL_DATASETS.find(({ dataset }) => dataset === own.dataset);
  expect(usual && split(usual)).not.toContain('label');
});

test('the document of the settings is valid', () => {
  for (const scope of ['account', 'zone'] as const) {
    const own = ALL_DATASETS.filter((dataset) => dataset.scope === scope);
    const text = printDocument(settingsDocument(own, scope));
    expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
  }
});

test.each(ALL_DATASETS.map((dataset) => [dataset.dataset, dataset] as const))(
  'the rows of %s in ref name what the schema has',
  (name, dataset) => {
    const lacking: string[] = [];
    const require = (isThere: boolean, says: string) => isThere || lacking.push(says);
    const orders = (schema.getType(`${typeOf(dataset)}OrderBy`) as GraphQLEnumType).getValues();
    const filter = schema.getType(`${typeOf(dataset)}Filter_InputObject`) as GraphQLInputObjectType;
    const isOrder = (own: string) => orders.some((value) => value.name === `${own}_ASC`);
    const beside = besideRows(dataset);
    expect(beside.length).toBe(dataset.scope === 'zone' ? 1 : 0);
    for (const { dimension, isOrdered, isList } of rowDimensions(dataset)) {
      const type = scalarAt(dataset, `dimensions.${dimension}`);
      require(type !== undefined, `${name} has no dimension ${dimension}`);
      const canFollow = isOrder(dimension) && `${dimension}_gt` in filter.getFields();
      require(canFollow || !isOrdered, `${name} cannot be read on by ${dimension}: is_ordered`);
      require(!(isList && isOrdered), `${dimension} is a list, which orders nothing: is_ordered`);
    }
    for (const { field, isWhole, hasBounds } of dataset.fields) {
      const type = scalarAt(dataset, field);
      require(type !== undefined, `${name} has no field ${field}`);
      if (type) require(isWhole !== /^float/.test(type), `${field} is a ${type}: is_whole`);
      const interval = scalarAt(dataset, `confidence.${field}.lower`);
      require(!hasBounds || interval !== undefined, `${field} has no interval: has_bounds`);
    }
    const byDay = dataset.grain === 'hour' ? ['date', 'datetimeHour'] : ['date'];
    const bounds = dataset.timeFilter === 'datetime' ? ['datetime'] : byDay;
    for (const bound of bounds) {
      require(`${bound}_geq` in filter.getFields(), `no window by ${bound}: time_filter`);
    }
    const isSampled = scalarAt(dataset, 'avg.sampleInterval') !== undefined;
    require(isSampled || dataset.sampling !== 'adaptive', 'no avg.sampleInterval: sampling');
    expect(lacking).toEqual([]);
  },
);

test('a meter counts a field of its dataset, and its conditions look at dimensions of it', () => {
  const lost = ALL_DATASETS.flatMap(({ dataset, fields, dimensions, meters }) =>
    meters.flatMap(({ meter, field, conditions }) => [
      ...(fields.some((own) => own.field === field) ? [] : [`${meter}: ${dataset}.${field}`]),
      ...conditions
        .filter((own) => !dimensions.some((one) => one.dimension === own.dimension.split('.')[0]))
        .map((own) => `${meter}: ${dataset}.${own.dimension}`),
    ]),
  );
  expect(lost).toEqual([]);
});

test('no document asks for more fields than the smallest plan allows', () => {
  const isCounted = (path: string) => /(?:accounts|zones)\.\w+\.(?!.*datetimeHour)/.test(path);
  const most = asked.map(([, dataset, slicing]) =>
    leavesOf(documentOf(dataset, slicing).fields).filter(isCounted),
  );
  expect(Math.max(...most.map((paths) => paths.length))).toBeLessThanOrEqual(30);
});

test('what is billed by is asked for with its interval: the total, or a split without one', () => {
  for (const dataset of ALL_DATASETS) {
    const { hasTotal, sampling, fields } = dataset;
    const isBounded = sampling !== 'none' && fields.some(({ hasBounds }) => hasBounds);
    expect(slicingsOf(dataset)).toEqual(hasTotal ? ['total', 'split'] : ['split']);
    expect(split(dataset).includes('confidence'), dataset.dataset).toBe(!hasTotal && isBounded);
    const total = hasTotal ? printDocument(documentOf(dataset, 'total')) : '';
    expect(total.includes('confidence(level: 0.95)')).toBe(hasTotal && isBounded);
  }
});
