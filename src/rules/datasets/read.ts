import type {
  Aggregate,
  Condition,
  Dataset,
  Dimension,
  Field,
  Meter,
} from '../../words/dataset.ts';
import type { SeedFile } from '../catalogued.ts';
import { type Line, linesOf } from './lines.ts';
import { refuseRows } from './refuse.ts';

/**
 * The datasets that the CSV files of `ref` describe, in the order of their lines.
 * @throws FlaretallyError E_REF_ROW naming a file that is not a table, or a row that is invalid
 */
export function readDatasets(seeds: readonly SeedFile[]): Dataset[] {
  const lines = (name: string) => linesOf(seeds, `ref.${name}`);
  refuseRows(lines);
  const dimensions = lines('dataset_dimensions');
  const fields = lines('dataset_fields');
  const meters = lines('meters');
  const observations = lines('observations').map(asMeter);
  const conditions = lines('meter_conditions');
  return lines('datasets').map((line) => {
    const own = (others: readonly Line[]) => others.filter((o) => o.dataset === line.dataset);
    return {
      dataset: line.dataset ?? '',
      relation: line.relation ?? '',
      scope: line.scope === 'zone' ? 'zone' : 'account',
      timeFilter: line.time_filter === 'datetime' ? 'datetime' : 'date',
      sampling: samplingOf(line.sampling),
      grain: grainOf(line.grain),
      hasTotal: line.has_total === 'true',
      isEverywhere: line.is_everywhere === 'true',
      keptDays: Number(line.kept_days),
      dimensions: own(dimensions).map(dimensionOf),
      fields: own(fields).map(fieldOf),
      meters: own(meters).map((meter) => meterOf(meter, conditions)),
      observations: own(observations).map((observed) => meterOf(observed, conditions)),
    };
  });
}

function samplingOf(said: string | undefined): Dataset['sampling'] {
  return said === 'adaptive' || said === 'bounds' ? said : 'none';
}

function grainOf(said: string | undefined): Dataset['grain'] {
  return said === 'date' || said === 'instant' || said === 'row_date' ? said : 'hour';
}

function aggregateOf(said: string | undefined): Aggregate {
  const known = ['peak', 'hours', 'counter', 'last', 'greatest'] as const;
  return known.find((own) => own === said) ?? 'sum';
}

function dimensionOf(line: Line): Dimension {
  return {
    dimension: line.dimension ?? '',
    column: line.column_name ?? '',
    kind: line.kind || undefined,
    isKey: line.is_key === 'true',
    isList: line.is_list === 'true',
    isOrdered: line.is_ordered === 'true',
    inTotal: line.is_in_total === 'true',
    isOnRequest: line.is_on_request === 'true',
    argument: line.argument ? { name: line.argument } : undefined,
  };
}

function fieldOf(line: Line): Field {
  return {
    field: line.field ?? '',
    column: line.column_name || undefined,
    isWhole: line.is_whole === 'true',
    inTotal: line.is_in_total === 'true',
    hasBounds: line.has_bounds === 'true',
    isSpare: line.is_spare === 'true',
  };
}

function meterOf(line: Line, conditions: readonly Line[]): Meter {
  return {
    meter: line.meter ?? '',
    field: line.field ?? '',
    aggregate: aggregateOf(line.aggregate),
    scale: line.scale ?? '1',
    conditions: conditions.filter(({ meter }) => meter === line.meter).map(conditionOf),
  };
}

/** An observation is counted as a meter is. */
function asMeter(line: Line): Line {
  return { ...line, meter: line.observation };
}

function conditionOf(line: Line): Condition {
  return {
    dimension: line.dimension ?? '',
    operator: line.operator === 'not_in' ? 'not_in' : 'in',
    choices: (line.choices ?? '').split('|'),
    without: withoutOf(line.without),
  };
}

function withoutOf(said: string | undefined): Condition['without'] {
  return said === 'inferred' || said === 'seen' ? said : 'missing';
}
