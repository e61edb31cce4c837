import type { FoundRun } from '../../ops/runs-of.ts';
import { instantText, type RowSet, textRows } from '../../words/rows.ts';

/** One line for each run. */
export function runList(runs: readonly FoundRun[]): RowSet {
  const rows = runs.map(({ run, steps }) => {
    const failed = steps.filter(({ outcome }) => outcome === 'failed').map(({ step }) => step);
    return {
      run: run.run_id ?? null,
      started_at: instant(run.started_at),
      exit_code: run.exit_code ?? null,
      steps: steps.length,
      failed: failed.length === 0 ? null : failed.join(', '),
      summary: summaryOf(run),
    };
  });
  return textRows(['run', 'started_at', 'exit_code', 'steps', 'failed', 'summary'], rows);
}

/** One line for each step. */
export function runLines({ steps }: FoundRun): RowSet {
  const rows = steps.map((row) => ({
    step: row.step ?? null,
    outcome: row.outcome ?? null,
    exit_code: row.exit_code ?? null,
    seconds: (Number(row.duration_ms) / 1000).toFixed(1),
    added_rows: row.added_rows ?? null,
    says: row.says ?? null,
  }));
  return textRows(['step', 'outcome', 'exit_code', 'seconds', 'added_rows', 'says'], rows);
}

/** The summary without the name of the run, which another column has. */
function summaryOf({ summary, run_id: id }: FoundRun['run']): string {
  if ((summary ?? null) === null) return 'not ended: it is at work, or was killed';
  return `${summary}`.replace(`run ${id}: `, '').replace(/^exit \d+; /, '');
}

function instant(at: unknown): string | null {
  if (at === null || at === undefined) return null;
  return `${at}`.includes('T') ? `${at}` : instantText(`${at}`.replace(/\.\d+$/, ''));
}
