import { EXIT } from '../errors.ts';
import type { Before } from '../ops/read-runs.ts';
import type { ResultRecord } from '../ops/run-record.ts';
import type { NotifyPlan } from './plan.ts';

/** What decides whether people are told. */
export interface Question {
  on: NotifyPlan['on'];
  channel: string;
  /** The exit code of this run. */
  exit: number;
  before: Before;
  /** Whether something new began to cost more. */
  isNews: boolean;
  /** What was found now, with what the last run found of the same period. */
  results: readonly { now: ResultRecord; earlier: ResultRecord | undefined }[];
}

/**
 * Whether people are told by a channel: always; when the run does not end with 0; or when something
 * is not as in the last run, something began to cost more, a step failed, the last message did not
 * arrive, or none was ever sent.
 */
export function isDue({ on, channel, exit, before, isNews, results }: Question): boolean {
  if (on === 'always' || before.notices.get(channel) === 'failed') return true;
  if (on === 'failure') return exit !== EXIT.ok;
  const isFailed = [EXIT.failed, EXIT.usage, EXIT.unauthorised].some((code) => code === exit);
  const isNew = !before.notices.has(channel);
  return isNew || isNews || isFailed || exit !== before.exit || results.some(hasChanged);
}

function hasChanged({ now, earlier }: Question['results'][number]): boolean {
  return (
    earlier === undefined ||
    now.exit_code !== earlier.exit_code ||
    now.statuses !== earlier.statuses ||
    now.variance_usd !== earlier.variance_usd
  );
}
