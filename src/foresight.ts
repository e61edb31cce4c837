import { FlaretallyError } from './errors.ts';
import type { Period, PeriodWish } from './period.ts';
import { choosePeriod } from './reading/choose-period.ts';
import { applyReading, statedBy } from './reading/reading.ts';
import { isBuiltBy } from './rules/built-by.ts';
import { readCatalog } from './rules/catalog.ts';
import type { Catalog } from './rules/catalogued.ts';
import { openOverlay, overlay } from './rules/overlay.ts';
import type { Database } from './store/database.ts';
import { insertRows } from './store/insert.ts';
import { interruptOn } from './store/interrupt.ts';
import { requireDatabase } from './store/readable.ts';
import type { RowSet } from './words/rows.ts';

export interface ForesightOptions {
  db: string;
  account?: string | undefined;
  /** Without it the newest period with usage that has begun. */
  period?: PeriodWish | undefined;
  /** As of which day: days before it count as known. Without it, today. */
  on?: string | undefined;
  /** Dollars a month from which a change of level is an alarm; without it as the rules say. */
  worth?: string | undefined;
  queries?: string | undefined;
  now: Date;
  say?: (line: string) => void;
  signal?: AbortSignal | undefined;
}

/** Reports whose rows are not sorted by their columns from left to right. */
const ORDER: Readonly<Record<string, string>> = {
  anomalies: 'usd_month desc, first_on, place, meter',
  forecast_edges: 'passes_on nulls last, pool, number',
};

const AS_OF = 'params.as_of';

/** The reports that look ahead. They are computed when asked for, as nothing of them is stored. */
export const FORESIGHT_REPORTS: readonly string[] = [
  ...['month_to_date', 'forecast', 'forecast_totals', 'forecast_edges', 'forecast_budgets'],
  'anomalies',
];

/** Reads what was computed, with the period that it is about. */
type Read<T> = (db: Database, period: Period) => Promise<T>;

/**
 * Computes reports that look ahead, in memory over the published database, and reads them.
 * @throws FlaretallyError E_DB_MISSING, E_PERIOD_UNKNOWN, E_ACCOUNT_NEEDED
 */
export async function foresee<T>(
  reports: readonly string[],
  options: ForesightOptions,
  read: Read<T>,
): Promise<T> {
  requireDatabase(options.db);
  const catalog = readCatalog(options.queries);
  const answers = reports.map((name) => `report.${name}`);
  const found = await computed(catalog, answers, options, read);
  if (found) return found.value;
  const { buildAgain } = await import('./build/rebuild.ts');
  await buildAgain(catalog, options);
  options.say?.('the database was built by other rules: it was rebuilt by the current ones');
  const rebuilt = await computed(catalog, answers, options, read);
  if (rebuilt) return rebuilt.value;
  throw new FlaretallyError({
    code: 'E_DB_CHANGED',
    what: `another command has just rebuilt the database ${options.db} by other rules`,
    fix: 'run the command again, with the same --queries as that command',
  });
}

/** Nothing, if other rules built the database. */
async function computed<T>(
  catalog: Catalog,
  answers: readonly string[],
  options: ForesightOptions,
  read: Read<T>,
): Promise<{ value: T } | undefined> {
  const db = await openOverlay(options.db);
  const stop = interruptOn(options.signal, db);
  try {
    options.signal?.throwIfAborted();
    if (!(await isBuiltBy(db, catalog))) return undefined;
    const period = await periodOf(db, options);
    const stated = { now: options.now };
    const write = async (above: Database) => {
      await applyReading(above, stated);
      await insertRows(above, AS_OF, [asOf(period, options)]);
    };
    await overlay(db, catalog, { tables: [...statedBy(stated), AS_OF], write }, { answers });
    return { value: await read(db, period) };
  } finally {
    stop();
    db.close();
  }
}

function asOf({ account, period_id }: Period, { on, worth }: ForesightOptions) {
  return { account, period_id, as_on: on ?? null, worth_usd: worth ?? null };
}

/** The rows of one of these reports for a period. */
export async function rowsOf(
  db: Database,
  name: string,
  { account, period_id }: Period,
): Promise<RowSet> {
  return db.query(
    `select * exclude (account, period_id) from report.${name}
     where account = $1 and period_id = $2 order by ${ORDER[name] ?? 'all'}`,
    [account, period_id],
  );
}

async function periodOf(db: Database, options: ForesightOptions): Promise<Period> {
  const { account, on, now } = options;
  if (options.period) return choosePeriod(db, options);
  const [newest] = await db.rows<{ startsOn: string; endsOn: string }>(
    `select starts_on::varchar as "startsOn", ends_on::varchar as "endsOn"
     from params.periods
     where account = coalesce($1, account) and starts_on <= $2::date
       and (account, period_id) in (
         select (account, period_id) from usage.period_totals where source <> 'list')
     order by starts_on desc limit 1`,
    [account ?? null, on ?? now.toISOString().slice(0, 10)],
  );
  return choosePeriod(db, { account, period: newest, now });
}
