import { usageError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { insertRows } from '../store/insert.ts';

/** Switch name to value, as in `memory_mb=32,rounding=pro_rata`. */
export type Switches = Readonly<Record<string, string>>;

/** The scenario with the rules of real invoices. */
export const BASE = 'base';

/**
 * Reads `switch=value,switch=value`.
 * @throws FlaretallyError E_SCENARIO_SYNTAX
 */
export function parseSwitches(text: string): Switches {
  const switches: Record<string, string> = {};
  for (const part of text.split(',')) {
    const [name = '', value = '', extra] = part.split('=').map((word) => word.trim());
    if (!name || !value || extra !== undefined || Object.hasOwn(switches, name)) {
      throw usageError(
        'E_SCENARIO_SYNTAX',
        `"${text}" is not a list of switches`,
        'write switch=value,switch=value, each switch once',
      );
    }
    switches[name] = value;
  }
  return switches;
}

/**
 * Adds a scenario: a copy of another one's row with some switches changed.
 * @throws FlaretallyError E_SCENARIO_SWITCH, E_SCENARIO_VALUE, E_SCENARIO_UNKNOWN
 */
export async function addScenario(
  db: Database,
  scenario: string,
  switches: Switches,
  from: string = BASE,
): Promise<void> {
  await checkSwitches(db, switches);
  const [row] = await db.rows<Record<string, string>>(
    'select * from params.scenarios where scenario = $1',
    [from],
  );
  if (!row) throw await unknownScenario(db, from);
  await insertRows(db, 'params.scenarios', [{ ...row, ...switches, scenario }]);
}

/**
 * Adds scenarios for the low and the high end of a scenario's sampled usage, and for its usage plus
 * what suspect days may have lost.
 */
export async function addBounds(db: Database, scenario: string): Promise<void> {
  const [row] = await db.rows<Record<string, string>>(
    'select * from params.scenarios where scenario = $1',
    [scenario],
  );
  const bounds = ['low', 'high', 'lost'].map((bound) => ({
    ...row,
    scenario: `${scenario}, ${bound}`,
    bound,
    bound_of: scenario,
  }));
  await insertRows(db, 'params.scenarios', bounds);
}

/** @throws FlaretallyError E_SCENARIO_UNKNOWN unless the scenario has a row */
export async function requireScenario(db: Database, scenario: string): Promise<void> {
  const rows = await db.rows(
    'select 1 from params.scenarios where bound is null and scenario = $1',
    [scenario],
  );
  if (rows.length === 0) throw await unknownScenario(db, scenario);
}

/** @throws FlaretallyError E_SCENARIO_QUANTITY when a switch only acts on meters */
export async function refuseMeterSwitches(db: Database, switches: Switches, where: string) {
  const idle = await db.rows<{ switch: string }>(
    `select switch from ref.switches
     where not acts_on_quantities and switch in (select unnest($1::json::varchar[]))`,
    [JSON.stringify(Object.keys(switches))],
  );
  const [first] = idle;
  if (!first) return;
  throw usageError(
    'E_SCENARIO_QUANTITY',
    `${where}: the switch ${first.switch} has no effect on a stated quantity of a SKU`,
    'state meters or a workload instead, or leave the switch out',
  );
}

async function checkSwitches(db: Database, switches: Switches): Promise<void> {
  const known = await db.rows<{ switch: string; allowed: string }>(
    'select switch, allowed from ref.switches',
  );
  for (const [name, value] of Object.entries(switches)) {
    const found = known.find((row) => row.switch === name);
    if (!found) {
      const names = known.map((row) => row.switch).join(', ');
      throw usageError('E_SCENARIO_SWITCH', `there is no switch "${name}"`, `switches: ${names}`);
    }
    const isWhole = found.allowed === 'whole' && /^[1-9]\d{0,17}$/.test(value);
    if (isWhole || found.allowed.split('|').includes(value)) continue;
    const allowed =
      found.allowed === 'whole' ? 'a whole number above zero' : found.allowed.replaceAll('|', ', ');
    throw usageError('E_SCENARIO_VALUE', `${name} cannot be "${value}"`, `it takes ${allowed}`);
  }
}

async function unknownScenario(db: Database, scenario: string) {
  const rows = await db.rows<{ scenario: string }>(
    'select scenario from params.scenarios where bound is null',
  );
  const names = rows.map((row) => row.scenario).join(', ');
  return usageError(
    'E_SCENARIO_UNKNOWN',
    `there is no scenario "${scenario}"`,
    `scenarios: ${names}; or switch=value,switch=value`,
  );
}
