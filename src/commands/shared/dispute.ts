import { dispute } from '../../dispute.ts';
import { usageError } from '../../errors.ts';
import type { PeriodWish } from '../../period.ts';
import { disputeFiles } from '../../reports/dispute-files.ts';
import type { Database } from '../../store/database.ts';
import { visible } from '../../words/visible.ts';
import { now } from './clock.ts';
import type { Io } from './io.ts';
import { writeFolder } from './write-folder.ts';

interface DisputeArgs {
  name?: string | undefined;
  line?: string | undefined;
  out?: string | undefined;
  force: boolean;
  account?: string | undefined;
}

/**
 * Writes the pack of a dispute: a folder, not a table.
 * @throws FlaretallyError E_DISPUTE_WHAT, E_DISPUTE_NOTHING, E_EXPLAIN_UNKNOWN, E_FOLDER_NOT_EMPTY
 */
export async function writeDispute(
  db: Database,
  { line, out, account, force }: DisputeArgs,
  period: PeriodWish | undefined,
  { stderr, env }: Pick<Io, 'stderr' | 'env'>,
): Promise<void> {
  if (line === undefined || out === undefined) {
    throw usageError(
      'E_DISPUTE_WHAT',
      'a dispute needs a line and a folder',
      'flaretally report dispute LINE --out DIR; flaretally report variances lists the lines',
    );
  }
  const found = await dispute(db, line, { account, period, now: now(env) });
  const { account: id, starts_on: startsOn, ends_on: endsOn } = found.period;
  const files = disputeFiles({ ...found, account: id, startsOn, endsOn });
  writeFolder(out, files, force);
  stderr.write(`${visible(out)}: ${Object.keys(files).join(', ')}\n`);
}

/**
 * @throws FlaretallyError E_REPORT_EXTRA if another report has an argument that only a dispute
 *   takes
 */
export function refuseDisputeFlags({ name, line, out, force }: DisputeArgs): void {
  if (line === undefined && (out !== undefined || !force)) return;
  const what = `the report ${name} takes no line, and --force only with --out`;
  throw usageError('E_REPORT_EXTRA', what, 'report dispute takes a line');
}
