import { EXIT, FlaretallyError } from '../../errors.ts';
import { ZONE } from '../../words/dataset.ts';
import type { Line } from './lines.ts';

/** Reads the lines of a file of `ref`. */
type Lines = (name: string) => readonly Line[];

/** Words that become names in SQL or GraphQL. */
const COLUMN = /^[a-z][a-z0-9_]*$/;
const NAME = /^[A-Za-z]\w*$/;
const PATH = /^((sum|max|min|uniq|avg)\.)?[A-Za-z]\w*$/;

/** The allowed values of a column, by file. An empty value is allowed where '' is listed. */
const CHOICES: Readonly<Record<string, Readonly<Record<string, readonly string[] | RegExp>>>> = {
  datasets: {
    dataset: NAME,
    relation: COLUMN,
    scope: ['account', 'zone'],
    time_filter: ['datetime', 'date'],
    sampling: ['adaptive', 'bounds', 'none'],
    grain: ['hour', 'date', 'instant', 'row_date'],
    has_total: ['true', 'false'],
    is_everywhere: ['true', 'false'],
    missing_row: ['zero', 'unknown'],
    kept_days: /^[1-9]\d{0,4}$/,
  },
  dataset_dimensions: {
    dimension: NAME,
    column_name: COLUMN,
    kind: /^([a-z][a-z0-9_]*)?$/,
    is_key: ['true', 'false'],
    is_list: ['true', 'false'],
    is_ordered: ['true', 'false'],
    is_in_total: ['true', 'false'],
    is_on_request: ['true', 'false'],
    argument: /^([A-Za-z]\w*)?$/,
  },
  dataset_fields: {
    field: PATH,
    column_name: /^([a-z][a-z0-9_]*)?$/,
    is_whole: ['true', 'false'],
    is_in_total: ['true', 'false'],
    has_bounds: ['true', 'false'],
    is_spare: ['true', 'false'],
  },
  meters: {
    aggregate: ['sum', 'peak', 'hours', 'counter', 'last', 'greatest'],
    scale: /^[1-9]\d{0,18}$/,
  },
  observations: { aggregate: ['sum', 'peak'], scale: /^[1-9]\d{0,18}$/ },
  meter_conditions: { operator: ['in', 'not_in'], without: ['missing', 'inferred', 'seen'] },
};

/**
 * Refuses rows that would give an invalid rule, or one that silently counts nothing.
 * @throws FlaretallyError E_REF_ROW naming file, row and problem
 */
export function refuseRows(lines: Lines): void {
  for (const [file, columns] of Object.entries(CHOICES)) {
    for (const line of lines(file)) {
      for (const [column, allowed] of Object.entries(columns)) {
        const value = line[column] ?? '';
        const isAllowed = allowed instanceof RegExp ? allowed.test(value) : allowed.includes(value);
        if (!isAllowed) throw refused(file, line, `${column} cannot be "${value}"`);
      }
    }
  }
  refuseStrays(lines);
  refuseZoneless(lines);
  refuseUncounted(lines);
  refuseUnobserved(lines);
}

/** Rows that name a dataset or a meter that does not exist. */
function refuseStrays(lines: Lines): void {
  const datasets = new Set(lines('datasets').map(({ dataset }) => dataset));
  for (const file of ['dataset_dimensions', 'dataset_fields', 'meters', 'observations']) {
    for (const line of lines(file)) {
      if (line.dataset && !datasets.has(line.dataset))
        throw refused(file, line, `ref/datasets.csv has no ${line.dataset}`);
    }
  }
  const meters = new Set(lines('meters').map(({ meter }) => meter));
  for (const { observation } of lines('observations')) meters.add(observation);
  for (const line of lines('meter_conditions')) {
    if (!meters.has(line.meter))
      throw refused('meter_conditions', line, `ref/meters.csv has no ${line.meter}`);
  }
}

/** Datasets whose rows could not be told apart by zone. */
function refuseZoneless(lines: Lines): void {
  for (const line of lines('datasets').filter(({ scope }) => scope === 'zone')) {
    const own = lines('dataset_dimensions').find(
      ({ dataset, dimension }) => dataset === line.dataset && dimension === ZONE,
    );
    if (own?.is_key !== 'true' || own.is_in_total !== 'true')
      throw refused('datasets', line, `its scope needs the dimension ${ZONE}, a key and in total`);
  }
}

/** Meters that no answer could give, or only in part. */
function refuseUncounted(lines: Lines): void {
  const fields = lines('dataset_fields');
  const dimensions = lines('dataset_dimensions');
  for (const line of lines('meters').filter(({ dataset }) => dataset)) {
    const own = fields.find(
      ({ dataset, field }) => dataset === line.dataset && field === line.field,
    );
    if (!own?.column_name || own.is_in_total !== 'true')
      throw refused('meters', line, `${line.field} is no field that is kept and asked in total`);
    const grouped = dimensions.filter(({ dataset }) => dataset === line.dataset);
    const isKeyed = grouped.some(({ is_key }) => is_key === 'true');
    if (/^(peak|last)$/.test(line.aggregate ?? '') && grouped.length > 0 && !isKeyed)
      throw refused('meters', line, 'a peak is of something: the dataset has no key dimension');
    for (const condition of lines('meter_conditions').filter(({ meter }) => meter === line.meter)) {
      const [named] = (condition.dimension ?? '').split('.');
      const dimension = grouped.find((one) => one.dimension === named);
      const hasTotal = lines('datasets').some(
        (one) => one.dataset === line.dataset && one.has_total === 'true',
      );
      if (!dimension || (hasTotal && dimension.is_in_total !== 'true'))
        throw refused(
          'meter_conditions',
          condition,
          'its dimension is none that totals are asked by',
        );
    }
  }
}

/** Observations of a figure that is not kept. */
function refuseUnobserved(lines: Lines): void {
  const kept = lines('dataset_fields').filter(({ column_name }) => column_name);
  for (const line of lines('observations')) {
    if (!kept.some(({ dataset, field }) => dataset === line.dataset && field === line.field))
      throw refused('observations', line, `${line.field} is no field that is kept`);
  }
}

function refused(file: string, line: Line, why: string): FlaretallyError {
  const all = Object.values(line).join(',');
  const row = all.length > 120 ? `${all.slice(0, 117)}...` : all;
  return new FlaretallyError({
    code: 'E_REF_ROW',
    what: `ref/${file}.csv: the row "${row}" cannot be used`,
    why,
    fix: 'correct the row; CONTRIBUTING.md, "Add a product", says what each column means',
    exit: EXIT.usage,
  });
}
