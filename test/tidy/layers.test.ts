// Every SQL file keeps to its layer: src/rules/layers.ts lists what each may read.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OPS_VIEWS } from '../../src/ops/views.ts';
import { readCatalog } from '../../src/rules/catalog.ts';
import { GLOSSARY } from '../../src/rules/column-meanings.ts';
import { inputsOf } from '../../src/rules/inputs.ts';
import { INVOICE_RELATIONS, type Layer, whyForbidden } from '../../src/rules/layers.ts';
import type { ResolvedRule } from '../../src/rules/order.ts';
import { resolve } from '../../src/rules/resolve.ts';
import { Database } from '../../src/store/database.ts';
import { filesUnder, ROOT } from '../support/temp.ts';

/** The design's own table, written out a second time on purpose. */
const MAY_READ: Readonly<Record<Layer, readonly string[]>> = {
  raw: [],
  ref: [],
  staging: ['raw'],
  params: ['staging', 'ref'],
  logs: ['staging', 'ref', 'params'],
  usage: ['staging', 'logs', 'ref', 'params'],
  rating: ['usage', 'ref', 'params'],
  allocation: ['usage', 'rating', 'ref', 'params'],
  foresight: ['usage', 'logs', 'rating', 'ref', 'params'],
  reconcile: ['staging', 'logs', 'usage', 'rating', 'allocation', 'ref', 'params'],
  variance: ['staging', 'logs', 'usage', 'rating', 'allocation', 'reconcile', 'ref', 'params'],
  findings: [
    ...['staging', 'logs', 'usage', 'rating', 'allocation', 'reconcile', 'variance'],
    ...['ref', 'params'],
  ],
  report: [
    ...['staging', 'logs', 'usage', 'rating', 'allocation', 'reconcile', 'variance', 'findings'],
    ...['foresight', 'ref', 'params'],
  ],
  checks: [
    'raw',
    'staging',
    'logs',
    'usage',
    'rating',
    'allocation',
    'reconcile',
    'variance',
    'findings',
    'foresight',
    'report',
    'ref',
    'params',
  ],
};

/** Those from whom the invoice is hidden: a prediction that has seen the answer is none. */
const BLIND: readonly Layer[] = [
  ...(['raw', 'ref', 'params', 'logs', 'usage', 'rating', 'allocation', 'foresight'] as const),
];

let db: Database;
let rules: readonly ResolvedRule[];

beforeAll(async () => {
  db = await Database.open(':memory:');
  rules = await resolve(db, readCatalog());
});

afterAll(() => db.close());

const ofUsage = (name: string) => `usage/${name}.sql`;

test('every file of ops/ is a view that follows up runs, closes and breaks', () => {
  expect(filesUnder('ops', '.sql').sort()).toEqual(OPS_VIEWS.map((name) => `${name}.sql`).sort());
});

test('every SQL and CSV file of queries/ is a relation, the glossary or the macros', () => {
  const catalog = readCatalog();
  const macros = [
    '',
    '_coverage',
    '_dates',
    '_hours',
    '_lists',
    '_logs',
    '_medians',
    '_plurals',
    '_printed',
    '_worded',
  ].map((name) => `macros${name}.sql`);
  const known = [
    GLOSSARY,
    ...macros,
    ...[...catalog.rules, ...catalog.seeds].map(({ path }) => path),
  ];
  const found = [...filesUnder('queries', '.sql'), ...filesUnder('queries', '.csv')];
  const made = known.filter((path) => !existsSync(join(ROOT, 'queries', path)));
  expect(found.sort()).toEqual(known.filter((path) => !made.includes(path)).sort());
  // What follows from rows of ref, a table in raw and staging for each dataset and what reads all,
  // and rules of rating that rate the cases of findings.
  const { datasets } = catalog;
  expect(made.sort()).toEqual(
    [
      ...datasets.map(({ relation }) => `raw/${relation}.sql`),
      ...datasets.map(({ relation }) => `staging/${relation}.sql`),
      'staging/policy_subjects.sql',
      'staging/tenant_kinds.sql',
      ...['case_charges', 'case_pools', 'case_segment_charges', 'case_segments'].map(
        (name) => `findings/${name}.sql`,
      ),
      ...['charges', 'pools', 'segment_charges', 'segments'].flatMap((name) => [
        `foresight/change_${name}.sql`,
        `foresight/forecast_${name}.sql`,
      ]),
      ...['charges', 'pools', 'segment_charges', 'segments'].map(
        (name) => `allocation/without_${name}.sql`,
      ),
      ofUsage('observed_days'),
      ...['capture_fields', 'readings', 'row_intervals', 'sampled_days'].map(ofUsage),
      ...['counter_gaps', 'counter_months', 'gauge_days', 'uncounted_captures'].map(ofUsage),
      ...['seen_exclusions', 'seen_names', 'seen_resources'].map(ofUsage),
      ...['image_transformations', 'media_transformations'].map((own) => ofUsage(`${own}_added`)),
    ].sort(),
  );
});

test('a rule reads its own layer and those that it may', () => {
  const broken = rules.flatMap(({ path, layer, inputs }) =>
    inputs
      .filter((input) => ![layer, ...MAY_READ[layer]].includes(input.split('.')[0] ?? ''))
      .map((input) => `${path} reads ${input}`),
  );
  expect(broken).toEqual([]);
});

test('nobody reads checks, and a check reads no other check', () => {
  const readers = rules.filter(({ inputs }) => inputs.some((i) => i.startsWith('checks.')));
  expect(readers.map(({ path }) => path)).toEqual([]);
});

test('the invoice is first read by reconcile, not even by way of another relation', () => {
  const seeing = new Set<string>([...INVOICE_RELATIONS, 'raw.invoices', 'raw.invoice_lines']);
  // Only the dates and wordings of lines, for the bounds of periods.
  const dates = 'staging.invoice_periods';
  for (const { relation, inputs } of rules) {
    if (relation !== dates && inputs.some((input) => seeing.has(input))) seeing.add(relation);
  }
  const broken = rules.filter(({ relation, layer }) => seeing.has(relation) && blind(layer));
  expect(broken.map(({ path }) => path).filter((path) => !path.startsWith('raw/'))).toEqual([]);
  const shown = rules.find(({ relation }) => relation === dates)?.sql ?? '';
  expect(shown.replace(/^--.*$/gm, '')).not.toMatch(/\b(amount|quantity|unit_price|total)/);
});

function blind(layer: Layer): boolean {
  return BLIND.includes(layer);
}

test('macros are scalar and read no table', () => {
  const text = readCatalog().macros.replace(/--.*$/gm, '');
  const statements = text.split(';').map((statement) => statement.trim());
  const strange = statements.filter(Boolean).filter((statement) => {
    return !/^create or replace macro \w+\([\w, ]*\) as\b/.test(statement);
  });
  expect(strange).toEqual([]);
  expect(text).not.toMatch(/\bselect\b|\bfrom\b|\bas table\b/);
});

describe('the build refuses a rule that breaks the law', () => {
  const forbidden: [Layer, string][] = [
    ['staging', 'select * from usage.meters'],
    ['params', 'select * from staging.invoice_lines'],
    ['logs', 'select * from staging.invoices'],
    ['logs', 'select * from usage.meters'],
    ['usage', 'select * from staging.invoices'],
    ['usage', 'select * from raw.captures'],
    ['rating', 'select * from (select * from staging.captures)'],
    ['rating', 'select 1 where exists (select 1 from reconcile.lines)'],
    ['reconcile', 'select * from variance.walks'],
    ['variance', 'select * from report.lines'],
    ['variance', 'select * from findings.terms'],
    ['findings', 'select * from report.lines'],
    ['allocation', 'with r as (select * from report.lines) select * from r'],
    ['report', 'select * from checks.sums'],
    ['report', 'select * from report.lines as l join raw.loads as r on true'],
    ['report', "select * from read_csv('x.csv')"],
    ['report', "select * from 'x.parquet'"],
    ['report', 'select * from duckdb_tables()'],
    ['report', 'select 1; select 2'],
    ['report', 'delete from report.lines'],
    ['report', 'select * from lines'],
  ];
  test.each(forbidden)('%s: %s', async (layer, sql) => {
    const rule = { ...must(rules[0]), layer, path: `${layer}/mine.sql`, sql };
    await expect(inputsOf(db, rule)).rejects.toMatchObject({
      code: expect.stringMatching(/^E_RULE_(READS|SHAPE)$/),
      exit: 2,
    });
  });

  test('the list in the code is the one of the design', () => {
    for (const layer of Object.keys(MAY_READ) as Layer[]) {
      const found = Object.keys(MAY_READ).filter((from) => !whyForbidden(layer, `${from}.x`));
      const own = layer === 'raw' || layer === 'ref' || layer === 'checks' ? [] : [layer];
      expect(found.sort(), layer).toEqual([...MAY_READ[layer], ...own].sort());
    }
  });
});

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('there is no rule');
  return value;
}
