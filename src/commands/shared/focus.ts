import { usageError } from '../../errors.ts';
import { refusePruned } from '../../ops/notes.ts';
import type { Period, PeriodWish } from '../../period.ts';
import { choosePeriod } from '../../reading/choose-period.ts';
import { knownOnly } from '../../reports/completeness.ts';
import { DATASETS, requireFocusRules, takeFocusRows } from '../../reports/focus/datasets.ts';
import { focusManifest } from '../../reports/focus/manifest.ts';
import type { Database } from '../../store/database.ts';
import { openExports } from '../../store/export.ts';
import { visible } from '../../words/visible.ts';
import { now } from './clock.ts';
import type { Io } from './io.ts';
import { packageVersion } from './version.ts';
import { type Content, writeFolder } from './write-folder.ts';

interface FocusArgs {
  out?: string | undefined;
  line?: string | undefined;
  account?: string | undefined;
  format?: string | undefined;
  force: boolean;
  raw: boolean;
}

/**
 * Writes the charges of a billing period in the columns of FOCUS 1.4, as CSV and Parquet, with a
 * manifest. Rows that break a rule are not written.
 * @throws FlaretallyError E_FOCUS_WHAT, E_FOCUS_RULES, E_FOLDER_NOT_EMPTY, E_FOLDER_FOREIGN,
 *   E_FOLDER_FILE, E_PERIOD_PRUNED
 */
export async function writeFocus(
  db: Database,
  { out, line, account, format, force, raw }: FocusArgs,
  wish: PeriodWish | undefined,
  { stderr, env }: Pick<Io, 'stderr' | 'env'>,
): Promise<void> {
  if (out === undefined || line !== undefined || format !== undefined) {
    const fix = 'flaretally report focus --out DIR [--period PERIOD]';
    throw usageError('E_FOCUS_WHAT', 'the FOCUS files need a folder, and no line or --format', fix);
  }
  const period = await choosePeriod(db, { account, period: wish, now: now(env) });
  await refusePruned(db, period, 'its charges');
  await requireFocusRules(db, period);
  await takeFocusRows(db, period);
  const exports = await openExports(db);
  try {
    const files: Record<string, Content> = {};
    for (const { name } of DATASETS) {
      files[`${name}.csv`] = { from: await exports.csv(name, raw) };
      files[`${name}.parquet`] = { from: await exports.parquet(name) };
    }
    const made = { version: packageVersion(), command: commandOf(period, raw) };
    files['manifest.json'] = await focusManifest(db, period, made);
    writeFolder(out, files, force);
    for (const says of knownOnly(period)) stderr.write(`${says}\n`);
    stderr.write(`${visible(out)}: ${Object.keys(files).join(', ')}\n`);
  } finally {
    exports.drop();
  }
}

/** The command without paths, which differ from machine to machine. */
function commandOf({ account, starts_on, ends_on }: Period, raw: boolean): string {
  const rest = `--account ${account} --period ${starts_on}..${ends_on}${raw ? ' --raw' : ''}`;
  return `flaretally report focus ${rest} --out DIR`;
}
