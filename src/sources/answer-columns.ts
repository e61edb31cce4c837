import type { NeededField } from '../store/answer-missing.ts';
import type { RowMapping } from '../store/answer-rows.ts';
import { besideRows, type Dataset, rowDimensions } from '../words/dataset.ts';
import { ROW_TIMES, TIMES } from './times.ts';

/** The table for the rows of a dataset. */
export function tableOf({ relation }: Dataset): string {
  return `raw.${relation}`;
}

/**
 * Column of a dataset's table -> path of the field in a row of an answer. Sample interval and
 * bounds are stored with each figure, because no other answer has them.
 */
function columnsOf(dataset: Dataset): Record<string, string> {
  const { fields, sampling } = dataset;
  const kept = fields.flatMap(({ field, column, hasBounds }) =>
    column === undefined ? [] : [{ field, column, hasBounds }],
  );
  const bounded = sampling === 'none' ? [] : kept.filter(({ hasBounds }) => hasBounds);
  return Object.fromEntries([
    ...rowDimensions(dataset).map(({ dimension, column }) => [column, `dimensions.${dimension}`]),
    ...kept.map(({ field, column }) => [column, field]),
    ...(sampling === 'adaptive' ? [['sample_interval', 'avg.sampleInterval']] : []),
    ...bounded.flatMap(({ field, column }) =>
      ['lower', 'upper'].map((end) => [`${column}_${end}`, `confidence.${field}.${end}`]),
    ),
  ]);
}

/** Where the rows of a dataset go, and which fields are stored. */
export function mappingOf(dataset: Dataset): RowMapping {
  const times = dataset.grain === 'row_date' ? ROW_TIMES : TIMES;
  const zoneColumn = besideRows(dataset)[0]?.column;
  return { relation: tableOf(dataset), fields: columnsOf(dataset), times, zoneColumn };
}

/** The figures that only behaviours that cost money need. */
export function sparesOf({ fields }: Dataset): NeededField[] {
  return fields.flatMap(({ field, column, isSpare }) =>
    isSpare && column !== undefined ? [{ path: field, column }] : [],
  );
}

/** The field of a meter, and the dimensions that are needed to know which rows it counts. */
export function neededOf(dataset: Dataset): NeededField[] {
  const paths = dataset.meters.flatMap(({ field, conditions }) => [
    field,
    ...conditions
      .filter(({ without }) => without === 'missing')
      .map(({ dimension }) => `dimensions.${dimension}`),
  ]);
  return Object.entries(columnsOf(dataset)).flatMap(([column, path]) =>
    paths.includes(path) ? [{ path, column }] : [],
  );
}
