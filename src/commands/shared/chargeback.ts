import { basename, dirname, extname, join } from 'node:path';
import { usageError } from '../../errors.ts';
import type { Period, PeriodWish } from '../../period.ts';
import { choosePeriod } from '../../reading/choose-period.ts';
import { chargebackHtml } from '../../reports/chargeback/html/report.ts';
import { readChargeback } from '../../reports/chargeback/read.ts';
import { readSection, SECTIONS } from '../../reports/chargeback/sections.ts';
import { renderCsv } from '../../reports/csv.ts';
import { visible } from '../../reports/visible.ts';
import type { Database } from '../../store/database.ts';
import { now } from './clock.ts';
import type { Io } from './io.ts';
import { packageVersion } from './version.ts';
import { writeFiles } from './write-files.ts';

export interface ChargebackArgs {
  line?: string | undefined;
  out?: string | undefined;
  format?: string | undefined;
  force: boolean;
  account?: string | undefined;
}

/** What a file's name may end in, and the form that it names. */
const ENDINGS: Readonly<Record<string, string>> = { '.html': 'html', '.htm': 'html' };

/**
 * Writes the chargeback report of a period, to a file or to standard output.
 * @throws FlaretallyError E_CHARGEBACK_FORM, E_FILE_EXISTS, E_REPORT_EXTRA
 */
export async function writeChargeback(
  db: Database,
  args: ChargebackArgs,
  wish: PeriodWish | undefined,
  { stdout, stderr, env }: Pick<Io, 'stdout' | 'stderr' | 'env'>,
): Promise<void> {
  requireForm(args);
  const { out, account, force } = args;
  const period = await choosePeriod(db, { account, period: wish, now: now(env) });
  const made = { version: packageVersion(), command: commandOf(period) };
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
function commandOf({ account, starts_on: from, ends_on: to }: Period): string {
  return `flaretally report chargeback --account ${account} --period ${from}..${to} --format html`;
}

function requireForm({ line, out, format }: ChargebackArgs): void {
  if (line !== undefined) {
    throw usageError('E_REPORT_EXTRA', 'the report chargeback takes no line', 'leave it out');
  }
  const form = format ?? (out === undefined ? undefined : ENDINGS[extname(out).toLowerCase()]);
  if (form === 'html') return;
  const what = out === undefined || format !== undefined ? format : visible(basename(out));
  throw usageError(
    'E_CHARGEBACK_FORM',
    what === undefined
      ? 'a chargeback report needs a form'
      : `"${what}" is no form of a chargeback report`,
    'flaretally report chargeback --out chargeback.html',
  );
}

/**
 * The form of any other report, which is a table.
 * @throws FlaretallyError E_REPORT_FORM
 */
export function textFormat<T extends string>(format: T | 'html' | undefined): T | undefined {
  if (format !== 'html') return format;
  throw usageError('E_REPORT_FORM', 'this report has no page', 'report chargeback has one');
}
