import { overCurrent } from './build/over-current.ts';
import type { Period, PeriodWish } from './period.ts';
import { choosePeriod } from './reading/choose-period.ts';
import { applyReading, statedBy } from './reading/reading.ts';
import type { Database } from './store/database.ts';
import { insertRows } from './store/insert.ts';
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
  /** Milliseconds to wait for another writer. */
  waitMs?: number | undefined;
  say?: (line: string) => void;
  signal?: AbortSignal | undefined;
}

/** Reports whose rows are not sorted by their columns from left to right. */
const ORDER: Readonly<Record<string, string>> = {
  anomalies: 'usd_month desc, first_on, place, meter',
  forecast_edges: 'passes_on nulls last, pool, number',
};

/** The table that says as of which day a run looks ahead; a published database has no row. */
export const AS_OF = 'params.as_of';

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
  const answers = reports.map((name) => `report.${name}`);
  const stated = { now: options.now };
  return overCurrent(options, {
    answers,
    state: async (db) => {
      const period = await periodOf(db, options);
      const write = async (above: Database) => {
        await applyReading(above, stated);
        await insertRows(above, AS_OF, [asOf(period, options)]);
      };
      return { period, tables: [...statedBy(stated), AS_OF], write };
    },
    read: (db, { period }) => read(db, period),
  });
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
