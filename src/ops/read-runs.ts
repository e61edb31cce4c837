import type { Database } from '../store/database.ts';
import type { RowSet } from '../words/rows.ts';
import type { NoticeRecord, ResultRecord } from './run-record.ts';
import { hasOps } from './schema.ts';

/** The previous run, to tell what has changed since. */
export interface Before {
  /** The exit code of the last run that ended; null without one. */
  exit: number | null;
  /** The outcome of the last notice by channel. */
  notices: ReadonlyMap<string, NoticeRecord['outcome']>;
}

/** @param db the published database */
export async function before(db: Database): Promise<Before> {
  if (!(await hasOps(db, 'runs'))) return { exit: null, notices: new Map() };
  const [run] = await db.rows<{ exit_code: number }>(
    'select exit_code from ops.runs where ended_at is not null order by run_number desc limit 1',
  );
  const notices = await db.rows<NoticeRecord>(
    `select channel, outcome from ops.run_notices join ops.runs using (run_id) order by run_number`,
  );
  return {
    exit: run?.exit_code ?? null,
    notices: new Map(notices.map(({ channel, outcome }) => [channel, outcome])),
  };
}

/** What the last run found of a period; undefined if none did. */
export async function resultBefore(
  db: Database,
  { account, period_id }: Pick<ResultRecord, 'account' | 'period_id'>,
): Promise<ResultRecord | undefined> {
  if (!(await hasOps(db, 'run_results'))) return undefined;
  const [found] = await db.rows<ResultRecord>(
    `select f.* from ops.run_results as f join ops.runs using (run_id)
     where account = $1 and period_id = $2 order by run_number desc limit 1`,
    [account, period_id],
  );
  return found;
}

/** What a step said in the last run that had it; empty if none had. */
export async function saysOfStep(db: Database, step: string): Promise<string> {
  if (!(await hasOps(db, 'run_steps'))) return '';
  const [found] = await db.rows<{ says: string }>(
    `select says from ops.run_steps join ops.runs using (run_id)
     where step = $1 order by run_number desc limit 1`,
    [step],
  );
  return found?.says ?? '';
}

/** Objects in buckets that runs have loaded, as name and version with a line break between. */
export async function objectsLoaded(db: Database): Promise<ReadonlySet<string>> {
  if (!(await hasOps(db, 'run_objects'))) return new Set();
  const rows = await db.rows<{ source: string; version: string }>('from ops.run_objects');
  return new Set(rows.map(({ source, version }) => `${source}\n${version}`));
}

/** The runs of a database, the newest first; none if no run has written it. */
export async function runsIn(db: Database): Promise<RowSet['rows']> {
  if (!(await hasOps(db, 'runs'))) return [];
  const { rows } = await db.query('select * from ops.runs order by run_number desc');
  return rows;
}

/** The rows of a run in a table of `ops`. */
export async function rowsOfRun(
  db: Database,
  table: 'run_steps' | 'run_results' | 'run_notices',
  run: string,
): Promise<RowSet['rows']> {
  const { rows } = await db.query(`from ops.${table} where run_id = $1 order by all`, [run]);
  return rows;
}
