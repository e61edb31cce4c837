import { refusePruned } from '../ops/notes.ts';
import type { Period, PeriodWish } from '../period.ts';
import { choosePeriod } from '../reading/choose-period.ts';
import { openPublished } from '../store/readable.ts';
import type { RowSet } from '../words/rows.ts';

export interface TenantsWish {
  db: string;
  account?: string | undefined;
  period?: PeriodWish | undefined;
  now: Date;
  /** Dollars that resources without a tenant may cost. */
  maxUnowned?: string | undefined;
}

/** What nobody pays for in a billing period, and lines for the map that would change that. */
export interface MapCheck {
  period: Period;
  /** The row of `report.unowned_totals`; without charges there is none. */
  totals: Readonly<Record<string, string | null>>;
  /** Whether resources without a tenant cost more than `maxUnowned`. */
  isBeyond: boolean;
  /** Resources without a tenant, most dollars first. */
  resources: RowSet;
  /** Lines that would give them to somebody, most dollars first. */
  suggestions: RowSet;
  /** Lines of the map that deserve a look. */
  notes: RowSet;
}

/**
 * Reads which costs the tenant map gives to no tenant.
 * @throws FlaretallyError E_ACCOUNT_NEEDED, E_PERIOD_UNKNOWN, E_PERIOD_PRUNED, E_DB_MISSING
 */
export async function checkTenants(wish: TenantsWish): Promise<MapCheck> {
  const db = await openPublished(wish.db);
  try {
    const period = await choosePeriod(db, wish);
    await refusePruned(db, period);
    const at = [period.account, period.period_id];
    const read = (columns: string, relation: string, rest: string) =>
      db.query(
        `select ${columns} from report.${relation}
         where account = $1 and period_id = $2 ${rest}`,
        at,
      );
    const { rows } = await read('* exclude (account, period_id)', 'unowned_totals', '');
    const beyond = await db.rows(
      `select 1 from report.unowned_totals
       where account = $1 and period_id = $2 and resources_usd > $3::decimal(38, 2)`,
      [...at, wish.maxUnowned ?? null],
    );
    return {
      period,
      totals: (rows[0] ?? {}) as MapCheck['totals'],
      isBeyond: beyond.length > 0,
      resources: await read(
        'usd, kind, value, namespace, products',
        'resource_totals',
        `and tenant = 'unattributed' and kind <> 'account'
         order by usd desc, kind, value, namespace`,
      ),
      suggestions: await read(
        'usd, says, tenant, kind, value, match',
        'tenant_suggestions',
        'order by usd desc, names desc, kind, value',
      ),
      notes: await read('line, kind, value, says', 'tenant_map_notes', 'order by rank, line, says'),
    };
  } finally {
    db.close();
  }
}
