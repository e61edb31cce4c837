import { existsSync } from 'node:fs';
import { openPublished, requireDatabase } from '../store/readable.ts';
import type { RowSet } from '../words/rows.ts';
import { Journal } from './journal.ts';
import { rowsOfRun, runsIn } from './read-runs.ts';
import type { RunRecord } from './run-record.ts';

type Row = RowSet['rows'][number];

/** A run with its parts, from the database or from the journal of one that was not recorded. */
export interface FoundRun {
  run: Row;
  steps: RowSet['rows'];
  results: RowSet['rows'];
  notices: RowSet['rows'];
}

/**
 * All runs, the newest first: those of the journal are newer than any in the database.
 * @throws FlaretallyError E_DB_MISSING
 */
export async function runsOf(path: string, signal?: AbortSignal): Promise<FoundRun[]> {
  const waiting = new Journal(path).earlier.map(fromJournal).reverse();
  if (waiting.length === 0) requireDatabase(path);
  if (!existsSync(path)) return waiting;
  const db = await openPublished(path);
  try {
    const found: FoundRun[] = [];
    for (const run of await runsIn(db)) {
      signal?.throwIfAborted();
      const rows = (table: Parameters<typeof rowsOfRun>[1]) =>
        rowsOfRun(db, table, `${run.run_id}`);
      found.push({
        run,
        steps: await rows('run_steps'),
        results: await rows('run_results'),
        notices: await rows('run_notices'),
      });
    }
    const known = new Set(found.map(({ run }) => run.run_id));
    return [...waiting.filter(({ run }) => !known.has(run.run_id ?? null)), ...found];
  } finally {
    db.close();
  }
}

function fromJournal({ steps, results, notices, objects: _, ...run }: RunRecord): FoundRun {
  const numbered = steps.map((step, i) => ({ ...step, step_number: i + 1 }));
  return { run: { ...run }, steps: numbered, results: rowsOf(results), notices: rowsOf(notices) };
}

function rowsOf(records: readonly object[]): RowSet['rows'] {
  return records.map((record) => ({ ...record }) as Row);
}
