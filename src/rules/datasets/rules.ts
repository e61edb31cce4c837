import type { Dataset } from '../../words/dataset.ts';
import type { Catalog } from '../catalogued.ts';
import type { Layer } from '../layers.ts';
import { parseHeader } from '../rule-file.ts';
import {
  counterGapsSql,
  counterMonthsSql,
  counterRelation,
  counterSql,
  countersOf,
} from './counters.ts';
import {
  exclusionsSql,
  fieldsSql,
  gaugeDaysSql,
  namesSql,
  resourcesSql,
  uncountedSql,
} from './facts.ts';
import { intervalsSql, sampledSql } from './intervals.ts';
import { kindsSql, subjectsSql } from './kinds.ts';
import { linesOf } from './lines.ts';
import { observedSql } from './observed.ts';
import { readDatasets } from './read.ts';
import { readingsSql } from './readings.ts';
import { rawSql, stagingSql } from './tables.ts';

/** The tables of `ref` that say what the datasets are. */
const DESCRIBED_BY = [
  'ref/datasets.csv',
  'ref/dataset_dimensions.csv',
  'ref/dataset_fields.csv',
  'ref/meters.csv',
  'ref/observations.csv',
  'ref/meter_conditions.csv',
  'ref/tenant_kinds.csv',
];

/** Relations that combine all datasets. */
const OF_ALL: Readonly<Record<string, (datasets: readonly Dataset[]) => string>> = {
  readings: readingsSql,
  row_intervals: intervalsSql,
  sampled_days: sampledSql,
  capture_fields: fieldsSql,
  uncounted_captures: uncountedSql,
  gauge_days: gaugeDaysSql,
  seen_exclusions: exclusionsSql,
  seen_resources: resourcesSql,
  counter_gaps: counterGapsSql,
  counter_months: counterMonthsSql,
  seen_names: namesSql,
  observed_days: observedSql,
};

/**
 * Adds the rules that follow from the CSV files about datasets: a table in `raw` and one in
 * `staging` for each dataset, and the relations of `usage` that read all of them. A SQL file of the
 * same path is used instead of a generated rule, for counting that is special.
 */
export function addDatasetRules(catalog: Catalog): void {
  catalog.datasets = readDatasets(catalog.seeds);
  for (const dataset of catalog.datasets) {
    addRule(catalog, 'raw', dataset.relation, rawSql(dataset));
    addRule(catalog, 'staging', dataset.relation, stagingSql(dataset));
  }
  addRule(catalog, 'staging', 'tenant_kinds', kindsSql(linesOf(catalog.seeds, 'ref.tenant_kinds')));
  addRule(catalog, 'staging', 'policy_subjects', subjectsSql(linesOf(catalog.seeds, 'ref.skus')));
  for (const dataset of countersOf(catalog.datasets)) {
    addRule(catalog, 'usage', counterRelation(dataset).slice('usage.'.length), counterSql(dataset));
  }
  for (const [name, sqlOf] of Object.entries(OF_ALL)) {
    addRule(catalog, 'usage', name, sqlOf(catalog.datasets));
  }
}

function addRule(catalog: Catalog, layer: Layer, name: string, sql: string): void {
  const relation = `${layer}.${name}`;
  if (catalog.rules.some((rule) => rule.relation === relation)) return;
  const path = `${layer}/${name}.sql`;
  const isReplaced = DESCRIBED_BY.some((seed) => catalog.replaced.includes(seed));
  const header = parseHeader(path, sql);
  catalog.rules.push({ layer, name, relation, path, sql, header, isReplaced, isMade: true });
}
