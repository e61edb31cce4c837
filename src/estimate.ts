import { usageError } from './errors.ts';
import { PROBLEMS, refuseProblems, requireAll, tooLarge } from './reading/refusals.ts';
import { addScenario, BASE, refuseMeterSwitches, type Switches } from './reading/scenario.ts';
import { build } from './rules/build.ts';
import { readCatalog } from './rules/catalog.ts';
import type { Catalog } from './rules/catalogued.ts';
import { REFERENCE_CHECKS, runChecks } from './rules/check.ts';
import { declare } from './rules/declare.ts';
import { overlay } from './rules/overlay.ts';
import { openPrebuilt } from './rules/prebuilt.ts';
import type { EstimateInput } from './sources/estimate-file.ts';
import { fillEstimate } from './sources/estimate-rows.ts';
import { Database } from './store/database.ts';
import { insertRows } from './store/insert.ts';
import type { RowSet } from './words/rows.ts';

export interface EstimateOptions {
  /**
   * Sets of switches. Each rates every input once more, in addition to the input's own switches.
   */
  compare?: readonly Switches[];
  /** Folder of rules that replace the bundled ones. */
  queries?: string | undefined;
}

/** One estimate, or several side by side; every number is text. */
export interface EstimateResult {
  estimates: RowSet;
  lines: RowSet;
  meters: RowSet;
  comparison: RowSet;
  notes: RowSet;
  alternatives: RowSet;
  freeLimits: RowSet;
  replaced: readonly string[];
}

const RELATIONS = {
  lines: 'report.estimate_lines',
  meters: 'report.estimate_meters',
  comparison: 'report.estimate_comparison',
  notes: 'report.estimate_notes',
  alternatives: 'report.estimate_alternatives',
  freeLimits: 'report.estimate_limits',
} as const;

const TARGETS = [...Object.values(RELATIONS), 'report.estimate_totals', PROBLEMS];

/**
 * Prices what the inputs state, in memory and without an account, by the same SQL as a bill.
 * @throws FlaretallyError for an unknown SKU, meter, plan, switch or value (exit 2)
 */
export async function estimate(
  inputs: readonly { label: string; input: EstimateInput }[],
  options: EstimateOptions = {},
): Promise<EstimateResult> {
  const catalog = readCatalog(options.queries);
  const fill = async (db: Database) => {
    for (const { label, input } of inputs) {
      await checkNames(db, label, input);
      await fillEstimate(db, label, input);
    }
    await addEstimates(db, inputs, options.compare ?? []);
  };
  const db = await rated(catalog, fill);
  try {
    await refuseProblems(db);
    return { ...(await results(db)), replaced: catalog.replaced };
  } finally {
    db.close();
  }
}

/** The content of an estimate. */
const STATED = [
  ...['params.accounts', 'params.stated_periods', 'params.scenarios', 'params.estimates'],
  ...['raw.given_quantities', 'raw.given_meters', 'raw.alternatives'],
  ...['raw.workloads', 'raw.workload_operations'],
];

/** A database in memory with the filled and rated estimate, over the prebuilt one if it exists. */
async function rated(catalog: Catalog, fill: (db: Database) => Promise<void>): Promise<Database> {
  const prebuilt = await openPrebuilt(catalog);
  const db = prebuilt ?? (await Database.open(':memory:'));
  try {
    if (prebuilt) {
      await overlay(db, catalog, { tables: STATED, write: fill }, { answers: TARGETS });
      return db;
    }
    await declare(db, catalog);
    await fill(db);
    await db.seal();
    await build(db, catalog, [...TARGETS, ...REFERENCE_CHECKS]);
    await runChecks(db, REFERENCE_CHECKS);
    return db;
  } catch (error) {
    db.close();
    throw catalog.replaced.length === 0 ? tooLarge(error) : error;
  }
}

async function addEstimates(
  db: Database,
  inputs: readonly { label: string; input: EstimateInput }[],
  compare: readonly Switches[],
): Promise<void> {
  const rows: { account: string; scenario: string; label: string; note: string | null }[] = [];
  for (const { label, input } of inputs) {
    const own = Object.keys(input.scenario).length === 0 ? BASE : `scenario of ${label}`;
    if (own !== BASE) await addScenario(db, own, input.scenario);
    const note = input.lacks || null;
    rows.push({ account: label, scenario: own, label, note });
    for (const switches of compare) {
      const words = Object.entries(switches).map((pair) => pair.join('='));
      const name = `${own}, ${words.join(',')}`;
      await refuseIdle(db, label, input, switches);
      const known = await db.rows('select 1 from params.scenarios where scenario = $1', [name]);
      if (known.length === 0) await addScenario(db, name, switches, own);
      rows.push({ account: label, scenario: name, label: `${label} ${words.join(',')}`, note });
    }
  }
  await insertRows(
    db,
    'params.estimates',
    rows.map((row, i) => ({ ...row, position: i + 1 })),
  );
}

async function refuseIdle(db: Database, label: string, input: EstimateInput, switches: Switches) {
  const hasMeters = Object.keys(input.meters).length > 0 || input.workload.length > 0;
  if (!hasMeters) await refuseMeterSwitches(db, switches, label);
}

async function checkNames(db: Database, label: string, input: EstimateInput): Promise<void> {
  await requireAll(db, label, 'SKU', 'ref.skus', 'sku', Object.keys(input.usage));
  await requireAll(db, label, 'meter', 'ref.meters', 'meter', Object.keys(input.meters));
  await requireAll(db, label, 'plan', 'ref.plans', 'plan', [input.plan]);
  await refuseIdle(db, label, input, input.scenario);
  const [both] = await db.rows<{ sku: string; meter: string }>(
    `select sku, meter from ref.sku_meters
     where sku in (select unnest($1::json::varchar[]))
       and meter in (select unnest($2::json::varchar[]))`,
    [JSON.stringify(Object.keys(input.usage)), JSON.stringify(Object.keys(input.meters))],
  );
  if (both) {
    throw usageError(
      'E_ESTIMATE_TWICE',
      `${label} states both a quantity of ${both.sku} and its meter ${both.meter}`,
      'state only one of the two',
    );
  }
}

async function results(db: Database): Promise<Omit<EstimateResult, 'replaced'>> {
  const own = (relation: string) =>
    db.query(
      `select e.position, r.* from params.estimates as e
       join ${relation} as r on r.account = e.account and r.scenario = e.scenario
       order by all`,
    );
  return {
    estimates: await db.query(
      `select e.position, e.label, e.scenario, t.plan, p.starts_on, p.ends_on, t.total_usd
       from params.estimates as e
       join report.estimate_totals as t on t.account = e.account and t.scenario = e.scenario
       join params.stated_periods as p on p.account = e.account
       order by e.position`,
    ),
    lines: await own(RELATIONS.lines),
    freeLimits: await own(RELATIONS.freeLimits),
    meters: await db.query(
      `select e.position, m.* from params.estimates as e
       join ${RELATIONS.meters} as m on m.account = e.account order by all`,
    ),
    comparison: await db.query(
      `select * from ${RELATIONS.comparison} order by position, is_total, sku`,
    ),
    notes: await db.query(`select * from ${RELATIONS.notes} order by all`),
    alternatives: await db.query(`select * from ${RELATIONS.alternatives} order by all`),
  };
}
