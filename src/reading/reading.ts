import type { PeriodWish } from '../period.ts';
import type { Database } from '../store/database.ts';
import { insertRows } from '../store/insert.ts';
import { addBounds, addScenario, BASE, parseSwitches, requireScenario } from './scenario.ts';

/** How one run reads the rules. The published database does not depend on it. */
export interface Reading {
  account?: string | undefined;
  period?: PeriodWish | undefined;
  /** A scenario's name, or `switch=value,switch=value` on top of base. */
  scenario?: string | undefined;
  /** Scenarios (names or switches) rated beside the chosen one, for their totals. */
  compare?: readonly string[];
  /** Share of the predicted amount (`0.005` for 0.5 %) and dollars. A line within either passes. */
  tolerance?: { ratio: string; usd: string } | undefined;
  now: Date;
}

/** The tables whose rows a reading changes. */
export function statedBy({ period, scenario = BASE, compare = [], tolerance }: Reading): string[] {
  const isOther = scenario !== BASE;
  return [
    'params.clock',
    ...(period && 'startsOn' in period ? ['params.stated_periods'] : []),
    ...(isOther || compare.length > 0 ? ['params.scenarios'] : []),
    ...(isOther || tolerance ? ['params.selection'] : []),
  ];
}

/** Judges the running period by the clock of this run. */
async function setClock(db: Database, now: Date): Promise<void> {
  await db.run('delete from params.clock');
  await insertRows(db, 'params.clock', [{ ran_at: now.toISOString().replace('Z', '') }]);
}

/** The published reading: base, no tolerance, no stated period, the clock of the run. */
export async function select(db: Database, now: Date): Promise<void> {
  await setClock(db, now);
  await addBounds(db, BASE);
  await db.run('delete from params.stated_periods');
  await db.run('delete from params.selection');
  await db.run('insert into params.selection values ($1, 0, 0)', [BASE]);
}

/**
 * Writes a reading over the published one, in the tables that it changes.
 * @throws FlaretallyError E_SCENARIO_UNKNOWN, E_SCENARIO_SYNTAX, E_SCENARIO_SWITCH,
 *   E_SCENARIO_VALUE
 */
export async function applyReading(db: Database, reading: Reading): Promise<void> {
  const { scenario = BASE, compare = [], tolerance } = reading;
  await setClock(db, reading.now);
  await statePeriod(db, reading);
  for (const wish of new Set([scenario, ...compare])) {
    if (wish !== BASE) await scenarioNamed(db, wish);
  }
  if (scenario !== BASE) await addBounds(db, scenario);
  if (!statedBy(reading).includes('params.selection')) return;
  await db.run('delete from params.selection');
  await insertRows(db, 'params.selection', [
    { scenario, tolerance_ratio: tolerance?.ratio ?? '0', tolerance_usd: tolerance?.usd ?? '0' },
  ]);
}

/** An exact period becomes a row. */
async function statePeriod(db: Database, { account, period }: Reading): Promise<void> {
  if (!period || !('startsOn' in period)) return;
  await db.run(
    `insert into params.stated_periods
     select account, $1::date, $2::date from params.accounts
     where account = coalesce($3, account)`,
    [period.startsOn, period.endsOn, account ?? null],
  );
}

/** Switches make a new scenario, named by their text. */
async function scenarioNamed(db: Database, wish: string): Promise<void> {
  if (wish.includes('=')) await addScenario(db, wish, parseSwitches(wish));
  else await requireScenario(db, wish);
}
