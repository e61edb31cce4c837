import type { LoadResult } from '../load.ts';
import type { NoticeRecord, ResultRecord, StepRecord } from '../ops/run-record.ts';
import type { PullResult } from '../pull.ts';
import type { Reconciliation } from '../reconcile.ts';
import type { ProgressEvent } from '../sources/cloudflare/report.ts';
import type { FetchEvent } from '../sources/inputs/found.ts';
import type { RunPlan } from './plan.ts';

/** What a run tells while it is at work. */
export type RunEvent =
  | { kind: 'begun'; step: string; number: number; of: number }
  | { kind: 'pulling'; event: ProgressEvent }
  | { kind: 'fetching'; event: FetchEvent }
  | { kind: 'pulled'; result: PullResult }
  | { kind: 'loaded'; result: LoadResult }
  | { kind: 'note'; says: string }
  | { kind: 'ended'; record: StepRecord; number: number; of: number; fix: string | undefined };

/** What surrounds a run, which a test can replace. */
export interface RunWorld {
  /** The time when the run began. */
  now: Date;
  env: Readonly<Record<string, string | undefined>>;
  versions: { flaretally: string; node: string };
  /** The command that shows a statement, as a person would have to type it. */
  again: (command: string, period: string) => string;
  tell: (event: RunEvent) => void;
  /** Data for the standard output: annotations of GitHub. */
  print: (text: string) => void;
  signal?: AbortSignal | undefined;
}

/** How a step ended. */
export interface StepEnd {
  says: string;
  outcome?: 'done' | 'failed' | 'skipped';
  exit?: StepRecord['exit_code'];
  /** For a failure that is no error of its own. */
  code?: string;
}

/** A step by its name. */
export interface Step {
  name: string;
  /** Whether it adds rows to `raw`, which are then counted. */
  isLoading?: boolean;
  run: () => Promise<StepEnd>;
}

/** What a running period comes to, as far as a run looked ahead. */
export interface Ahead {
  account: string;
  period: { starts_on: string; ends_on: string };
  /** The forecast, budgets that are or will be passed, and new changes of level. */
  lines: string[];
  /** The new changes of level among them. */
  changes: string[];
  /** Whether the run before told less of these. */
  isNews: boolean;
}

/** What the steps of a run know of each other. */
export interface RunState {
  plan: RunPlan;
  world: RunWorld;
  steps: StepRecord[];
  found: { result: Reconciliation; record: ResultRecord }[];
  ahead: Ahead[];
  notices: NoticeRecord[];
  /** Objects in buckets that were loaded. */
  objects: { source: string; version: string }[];
  run: string;
  /** The time by the clock that the run was begun with. */
  at: () => Date;
}
