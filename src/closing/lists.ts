import { hasOps } from '../ops/schema.ts';
import { type OpsView, opsViews } from '../ops/views.ts';
import type { PeriodWish } from '../period.ts';
import { openPublished } from '../store/readable.ts';
import type { RowSet } from '../words/rows.ts';
import { type Close, findClose } from './find-close.ts';

export interface ListWish {
  db: string;
  account?: string | undefined;
  /** The first characters of the period that the rows belong to. */
  month?: string | undefined;
}

/** Breaks, the largest first; resolved ones only if asked for. */
export function listBreaks(wish: ListWish & { isAll: boolean }): Promise<RowSet> {
  return list('breaks', 'open_breaks', wish, [
    `select id, period_id as period, line, kind, state, first_usd, usd, age_days, cause, reason,
       first_seen_on, last_seen_on, account`,
    `${OF_PERIOD} and ${wish.isAll ? 'true' : "state <> 'resolved'"}`,
    `array_position(['open', 'disputed', 'explained', 'accepted', 'resolved'], state),
     abs(usd) desc nulls first, id`,
  ]);
}

/** Every close, the newest period first. */
export function listCloses(wish: ListWish): Promise<RowSet> {
  return list('closes', 'listed_closes', wish, [
    `select starts_on, ends_on, version, state, closed_at::date as closed_on,
       predicted_usd, invoiced_usd, corrections, predicted_change_usd,
       invoiced_change_usd, reason, account, results_digest`,
    OF_PERIOD,
    'starts_on desc, account, version desc',
  ]);
}

/**
 * What changed inputs have moved in closed periods, in the order in which it was found. With a
 * period: what moved in it, and what is booked in it.
 */
export function listCorrections(wish: ListWish): Promise<RowSet> {
  return list('corrections', 'booked_corrections', wish, [
    `select period_id as period, booked_in, name as line, side, was_usd, is_usd, change_usd,
       was_quantity, is_quantity, cause, found_at::date as found_on, version, account`,
    `(${OF_PERIOD} or starts_with(booked_in, $2)) and changed_by = 'inputs'`,
    'correction',
  ]);
}

const OF_PERIOD = "starts_with(period_id, coalesce($2, ''))";

async function list(
  table: string,
  view: OpsView,
  { db: path, account, month }: ListWish,
  [select, where, order]: readonly [string, string, string],
): Promise<RowSet> {
  const db = await openPublished(path);
  try {
    if (!(await hasOps(db, table))) return { columns: [], rows: [] };
    await opsViews(db, view);
    return await db.query(
      `${select} from ${view}
       where account = coalesce($1, account) and ${where}
       order by ${order}`,
      [account ?? null, month ?? null],
    );
  } finally {
    db.close();
  }
}

/** What a close froze: its row, lines and tenants. */
export interface ShownClose {
  close: Close;
  lines: RowSet;
  tenants: RowSet;
}

/** @throws FlaretallyError E_CLOSE_UNKNOWN */
export async function showClose(
  path: string,
  wish: { account?: string | undefined; period: PeriodWish },
): Promise<ShownClose> {
  const db = await openPublished(path);
  try {
    const close = await findClose(db, wish);
    const at = [close.account, close.period_id, close.version];
    const own = 'account = $1 and period_id = $2 and version = $3';
    const lines = await db.query(
      `select name as line, predicted_quantity as used_quantity, invoiced_quantity,
         predicted_usd, invoiced_usd, status, evidence
       from ops.close_lines where ${own}
       order by abs(coalesce(invoiced_usd, predicted_usd)) desc nulls last, line_key`,
      at,
    );
    const tenants = await db.query(
      `select tenant, predicted_usd, invoiced_usd
       from ops.close_tenants where ${own} order by tenant = 'unattributed', tenant`,
      at,
    );
    return { close, lines, tenants };
  } finally {
    db.close();
  }
}
