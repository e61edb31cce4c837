import { PREBUILT } from '../rules/catalog.ts';
import type { Database } from '../store/database.ts';
import { type InsertRow, insertRows } from '../store/insert.ts';
import type { Patience } from '../store/lock.ts';
import { onCopy } from '../store/publish.ts';
import type { RunRecord } from './run-record.ts';
import { ensureOps } from './schema.ts';

/**
 * Writes records of runs into a database and publishes it. A database is begun if there is none, so
 * that a first night that failed is known too. A run that is there already is written once.
 * @throws FlaretallyError E_DB_LOCKED, E_DISK_FULL
 */
export async function recordRuns(
  db: string,
  records: readonly RunRecord[],
  now: Date,
  patience: Patience,
): Promise<void> {
  await onCopy(db, 'flaretally run', now, {
    ...patience,
    from: PREBUILT,
    fill: async (copy) => {
      await ensureOps(copy);
      for (const record of records) await add(copy, record);
    },
    compute: async () => {},
  });
}

async function add(db: Database, record: RunRecord): Promise<void> {
  const { steps, results, notices, objects, ...run } = record;
  const { run_id } = run;
  const [known] = await db.rows('select 1 from ops.runs where run_id = $1', [run_id]);
  if (known) return;
  const [{ last = '0' } = {}] = await db.rows<{ last: string }>(
    'select coalesce(max(run_number), 0)::varchar as last from ops.runs',
  );
  await insertRows(db, 'ops.runs', [{ ...run, run_number: Number(last) + 1 }]);
  const own = (rows: readonly object[]) => rows.map((row) => ({ ...row, run_id }) as InsertRow);
  const numbered = steps.map((step, i) => ({ ...step, step_number: i + 1 }));
  await insertRows(db, 'ops.run_steps', own(numbered));
  await insertRows(db, 'ops.run_results', own(results));
  await insertRows(db, 'ops.run_notices', own(notices));
  for (const { source, version } of objects)
    await db.run('insert or ignore into ops.run_objects values ($1, $2, $3)', [
      source,
      version,
      run_id,
    ]);
}
