import type { Database } from '../store/database.ts';
import { opsViews } from './views.ts';

/** A file of a closed period that came after the rows of that period were pruned. */
export interface LateInput {
  source_file: string;
  account: string;
  /** The first day of the period. */
  period_id: string;
}

/** Such files among some loads, after `carry` has found them. */
export async function lateInputs(db: Database, loads: readonly string[]): Promise<LateInput[]> {
  await opsViews(db, 'late_inputs');
  return db.rows<LateInput>(
    `select source_file, account, period_id from late_inputs
     where load_id in (select unnest($1::json::varchar[]))
     order by period_id, source_file, account`,
    [JSON.stringify(loads)],
  );
}
