import { basename, dirname, extname, join } from 'node:path';
import { usageError } from '../../errors.ts';
import type { Period, PeriodWish } from '../../period.ts';
import { choosePeriod } from '../../reading/choose-period.ts';
import { chargebackFile } from '../../reports/chargeback/forms.ts';
import { chargebackHtml } from '../../reports/chargeback/html/report.ts';
import { readChargeback } from '../../reports/chargeback/read.ts';
import { readSection, SECTIONS } from '../../reports/chargeback/sections.ts';
import { knownOnly } from '../../reports/completeness.ts';
import { renderCsv } from '../../reports/csv.ts';
import { type Form, formOf } from '../../reports/forms/form.ts';
import { visible } from '../../reports/visible.ts';
import type { Database } from '../../store/database.ts';
import { writeSplit } from './chargeback-split.ts';
import { now } from './clock.ts';
import type { Io } from './io.ts';
import { packageVersion } from './version.ts';
import { requireFree, writeFiles } from './write-files.ts';

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
 * @throws FlaretallyError E_CHARGEBACK_FORM, E_FORM_UNKNOWN, E_FILE_EXISTS, E_REPORT_EXTRA
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
  const { out, force, raw } = args;
  if (out !== undefined) requireFree(out, force);
  const period = await find();
  for (const says of knownOnly(period)) stderr.write(`${says}\n`);
  const made = { version: packageVersion(), command: commandOf(period, form) };
  if (form === 'html') return writePage(db, period, made, args, { stdout, stderr });
  const content = await chargebackFile(db, period, form, { made, isRaw: raw });
  if (out === undefined) return stdout.write(content);
  writeFiles({ [out]: content }, force);
  stderr.write(`${visible(out)}\n`);
}

/** A page, and beside it the file of all tenants where it does not show them all. */
async function writePage(
  db: Database,
  period: Period,
  made: { version: string; command: string },
  { out, force }: ChargebackArgs,
  { stdout, stderr }: Streams,
): Promise<void> {
  const report = await readChargeback(db, period, made);
  if (out === undefined) return stdout.write(chargebackHtml(report));
  const rest = join(dirname(out), `${basename(out, extname(out))}-tenants.csv`);
  const page = chargebackHtml(report, report.isCut ? basename(rest) : undefined);
  const all = report.isCut
    ? { [rest]: renderCsv(await readSection(db, SECTIONS.tenants, period)) }
    : {};
  writeFiles({ ...all, [out]: page }, force);
  stderr.write(`${[...Object.keys(all), out].map(visible).join('\n')}\n`);
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
