import { basename, dirname, extname, join } from 'node:path';
import { usageError } from '../../errors.ts';
import type { Period, PeriodWish } from '../../period.ts';
import { choosePeriod } from '../../reading/choose-period.ts';
import { OUR_FILES } from '../../reports/chargeback/file-name.ts';
import { chargebackHtml } from '../../reports/chargeback/html/report.ts';
import { provenance } from '../../reports/chargeback/provenance.ts';
import { readChargeback } from '../../reports/chargeback/read.ts';
import { type Row, readSection, SECTIONS } from '../../reports/chargeback/sections.ts';
import { splitByTenant } from '../../reports/chargeback/split.ts';
import { renderCsv } from '../../reports/csv.ts';
import { visible } from '../../reports/visible.ts';
import type { Database } from '../../store/database.ts';
import { now } from './clock.ts';
import type { Io } from './io.ts';
import { packageVersion } from './version.ts';
import { writeFiles } from './write-files.ts';
import { fillFolder } from './write-folder.ts';

export interface ChargebackArgs {
  line?: string | undefined;
  out?: string | undefined;
  format?: string | undefined;
  splitBy?: string | undefined;
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
  const { out, account, force, splitBy } = args;
  const period = await choosePeriod(db, { account, period: wish, now: now(env) });
  const made = { version: packageVersion(), command: commandOf(period, splitBy) };
  if (splitBy !== undefined && out !== undefined) {
    const tenants = await writeSplit(db, period, made, { out, force });
    return void stderr.write(`${visible(out)}: index.html and the files of ${tenants} tenants\n`);
  }
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

/** Writes a folder with a page and a CSV for each tenant. */
async function writeSplit(
  db: Database,
  period: Period,
  made: { version: string; command: string },
  { out, force }: { out: string; force: boolean },
): Promise<number> {
  const { rows } = await readSection(db, SECTIONS.head, period);
  const head = { ...(rows[0] as Row), account: period.account };
  const frame = { head, provenance: await provenance(db, period, made) };
  let tenants = 0;
  const isOurs = (name: string) => OUR_FILES.test(name);
  await fillFolder(out, { isForced: force, isOurs }, async (put) => {
    tenants = await splitByTenant(db, period, frame, put);
  });
  return tenants;
}

/**
 * The command that makes the same report from the same database, without names of files. What a
 * tenant gets does not name the account.
 */
function commandOf({ account, starts_on: from, ends_on: to }: Period, splitBy?: string): string {
  const what = splitBy === undefined ? `--account ${account}` : `--split-by ${splitBy}`;
  return `flaretally report chargeback ${what} --period ${from}..${to} --format html`;
}

function requireForm({ line, out, format, splitBy }: ChargebackArgs): void {
  if (line !== undefined) {
    throw usageError('E_REPORT_EXTRA', 'the report chargeback takes no line', 'leave it out');
  }
  if (splitBy !== undefined && out === undefined) {
    throw usageError(
      'E_CHARGEBACK_FORM',
      'files of tenants need a folder',
      'flaretally report chargeback --split-by tenant --out DIR',
    );
  }
  if (splitBy !== undefined && (format === undefined || format === 'html')) return;
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
