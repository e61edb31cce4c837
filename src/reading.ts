import type { PeriodWish } from './period.ts';
import { addBounds, addScenario, BASE, parseSwitches, requireScenario } from './scenario.ts';
import type { Database } from './store/database.ts';
import { insertRows } from './store/insert.ts';

/** How one run reads the rules; what is published knows nothing of it. */
export interface Reading {
  account?: string | undefined;
  period?: PeriodWish | undefined;
  /** A scenario's name, or `switch=value,switch=value` on top of base. */
  scenario?: string | undefined;
  /** Scenarios (names or switches) rated beside the chosen one, for their totals. */
  compare?: readonly string[];
  /** Share of the predicted amount (`0.005` for 0.5 %) and dollars; either clears a line. */
  tolerance?: { ratio: string; usd: string } | undefined;
  now: Date;
}

/** Has the running period judged by the clock of this run. */
export async function setClock(db: Database, now: Date): Promise<void> {
  await db.run('delete from params.clock');
  await insertRows(db, 'params.clock', [{ ran_at: now.toISOString().replace('Z', '') }]);
}

/**
 * Puts a reading in the place of what was published.
 * @throws FlaretallyError E_SCENARIO_UNKNOWN, E_SCENARIO_SYNTAX, E_SCENARIO_SWITCH,
 *   E_SCENARIO_VALUE
 */
export async function applyReading(db: Database, reading: Reading): Promise<void> {
  const { scenario = BASE, compare = [], tolerance, now } = reading;
  await setClock(db, now);
  await statePeriod(db, reading);
  for (const wish of new Set([scenario, ...compare])) await scenarioNamed(db, wish);
  if (scenario !== BASE) await addBounds(db, scenario);
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

/** Switches make a scenario of their own, named after themselves. */
async function scenarioNamed(db: Database, wish: string): Promise<void> {
  if (wish.includes('=')) await addScenario(db, wish, parseSwitches(wish));
  else await requireScenario(db, wish);
}
