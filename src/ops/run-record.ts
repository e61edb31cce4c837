import type { ExitCode } from '../errors.ts';

/** How a step ended: `skipped` if it had nothing to work on, with the reason. */
export type Outcome = 'done' | 'failed' | 'skipped';

/** A step that has ended. */
export interface StepRecord {
  step: string;
  outcome: Outcome;
  exit_code: ExitCode;
  /** ISO time. */
  started_at: string;
  duration_ms: number;
  /** Rows of `raw` that it added; null for a step that loads nothing. */
  added_rows: string | null;
  /** A sentence. */
  says: string;
  error_code: string | null;
}

/** What a run found of a period. Amounts are text. */
export interface ResultRecord {
  account: string;
  period_id: string;
  starts_on: string;
  ends_on: string;
  exit_code: ExitCode;
  predicted_usd: string | null;
  invoiced_usd: string | null;
  variance_usd: string | null;
  /** How many lines have each status: `match 5, over 1`. */
  statuses: string;
}

/** What came of telling people by a channel. */
export interface NoticeRecord {
  channel: string;
  outcome: 'sent' | 'unchanged' | 'failed';
  says: string;
}

/** Everything about a run that is kept. A run that was killed has no end. */
export interface RunRecord {
  run_id: string;
  started_at: string;
  ended_at: string | null;
  exit_code: ExitCode | null;
  summary: string | null;
  flaretally_version: string;
  node_version: string;
  duckdb_version: string | null;
  rules_digest: string | null;
  steps: StepRecord[];
  results: ResultRecord[];
  notices: NoticeRecord[];
  objects: { source: string; version: string }[];
}
