import { usageError } from '../errors.ts';
import { opsViews } from '../ops/views.ts';
import { readCatalog } from '../rules/catalog.ts';
import { openPublished } from '../store/readable.ts';
import type { RowSet } from '../words/rows.ts';
import { computedAgain } from './again.ts';
import { type Close, findClose } from './find-close.ts';
import type { VerifyWish } from './verify.ts';

/** A close beside the same inputs under the rules of this run. */
export interface Compared {
  close: Close;
  lines: RowSet;
  /** Sums of both, as text. */
  totals: Readonly<Record<string, string | null>>;
}

/**
 * Computes a closed period by the rules of this run (`--queries` may replace some, or the price
 * book) from the inputs that it was closed with.
 * @throws FlaretallyError E_CLOSE_UNKNOWN, E_COMPARE_PRUNED if its rows are not there any more
 */
export async function compareClose(wish: VerifyWish): Promise<Compared> {
  const close = await closeOf(wish);
  const catalog = readCatalog(wish.queries);
  return computedAgain(wish.db, catalog, close, wish.signal, async (db) => {
    await opsViews(db, 'compared_totals');
    const at = [close.account, close.period_id, close.version];
    const own = 'account = $1 and period_id = $2 and version = $3';
    const lines = await db.query(
      `select line, frozen_predicted_quantity, predicted_quantity, frozen_predicted_usd,
         predicted_usd, change_usd, invoiced_usd, frozen_status, status
       from compared_lines where ${own}
       order by abs(change_usd) desc,
         abs(coalesce(predicted_usd, invoiced_usd, 0)) desc, line_key`,
      at,
    );
    const [totals] = await db.rows<Record<string, string | null>>(
      `select * exclude (account, period_id, version) from compared_totals where ${own}`,
      at,
    );
    return { close, lines, totals: totals ?? {} };
  });
}

async function closeOf(wish: VerifyWish): Promise<Close> {
  const db = await openPublished(wish.db);
  try {
    const close = await findClose(db, wish);
    await opsViews(db, 'missing_inputs');
    const [missing] = await db.rows<{ source_file: string }>(
      'select source_file from missing_inputs where close_number = $1 limit 1',
      [close.close_number],
    );
    if (!close.is_pruned && !missing) return close;
    const period = `${close.starts_on}..${close.ends_on}`;
    throw usageError(
      'E_COMPARE_PRUNED',
      `the rows that ${period} was computed from are not there any more`,
      `flaretally close show ${period} prints what the close keeps`,
    );
  } finally {
    db.close();
  }
}
