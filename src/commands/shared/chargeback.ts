import { usageError } from '../../errors.ts';
import { refusePruned } from '../../ops/notes.ts';
import type { Period, PeriodWish } from '../../period.ts';
import { choosePeriod } from '../../reading/choose-period.ts';
import { chargebackFile } from '../../reports/chargeback/forms.ts';
import { chargebackHtml } from '../../reports/chargeback/html/report.ts';
import { chargebackFiles } from '../../reports/chargeback/page-files.ts';
import { readChargeback } from '../../reports/chargeback/read.ts';
import { knownOnly } from '../../reports/completeness.ts';
import { type Form, formOf } from '../../reports/forms/form.ts';
import type { Database } from '../../store/database.ts';
import { requireFree, writeFiles } from '../../store/write-files.ts';
import { visible } from '../../words/visible.ts';
import { writeSplit } from './chargeback-split.ts';
import { now } from './clock.ts';
import type { Io } from './io.ts';
import { packageVersion } from './version.ts';

export interface ChargebackArgs {
  line?: string | undefined;
  out?: string | undefined;
  format?: string | undefined;
  splitBy?: string | undefined;
  raw: boolean;
  force: boolean;
  account?: string | undefined;
}

type Streams = Pick<Io, 'stdout' | 'stderr'>;

/**
 * Writes the chargeback report of a period: to a file, to standard output, or a file a tenant.
 * @throws FlaretallyError E_CHARGEBACK_FORM, E_FORM_UNKNOWN, E_FILE_EXISTS, E_REPORT_EXTRA,
 *   E_PERIOD_PRUNED
 */
export async function writeChargeback(
  db: Database,
  args: ChargebackArgs,
  wish: PeriodWish | undefined,
  { stdout, stderr, env }: Streams & Pick<Io, 'env'>,
): Promise<void> {
  if (args.line !== undefined) {
    throw usageError('E_REPORT_EXTRA', 'the report chargeback takes no line', 'leave it out');
  }
  const find = () => choosePeriod(db, { account: args.account, period: wish, now: now(env) });
  if (args.splitBy !== undefined) return writeSplit(db, find, args, stderr);
  const form = chargebackForm(args);
  const { out, force, raw: isRaw } = args;
  if (out !== undefined) requireFree(out, force);
  const period = await find();
  await refusePruned(db, period);
  for (const says of knownOnly(period)) stderr.write(`${says}\n`);
  const made = { version: packageVersion(), command: commandOf(period, form) };
  if (out === undefined) {
    const isPage = form === 'html';
    return stdout.write(
      isPage
        ? chargebackHtml(await readChargeback(db, period, made))
        : await chargebackFile(db, period, form, { made, isRaw }),
    );
  }
  const files = await chargebackFiles(db, period, out, form, made, isRaw);
  writeFiles(files, force);
  stderr.write(`${Object.keys(files).map(visible).join('\n')}\n`);
}

/** The command that makes the same report from the same database, without names of files. */
function commandOf({ account, starts_on: from, ends_on: to }: Period, form: Form): string {
  const period = `--account ${account} --period ${from}..${to}`;
  return `flaretally report chargeback ${period} --format ${form}`;
}

function chargebackForm({ out, format }: ChargebackArgs): Form {
  if (format !== 'table' && (out !== undefined || format !== undefined))
    return formOf(out ?? '', format);
  throw usageError(
    'E_CHARGEBACK_FORM',
    'a chargeback report needs a form',
    'flaretally report chargeback --out chargeback.html',
  );
}
