import { usageError } from '../../errors.ts';
import { writeArrow } from '../../reports/arrow.ts';
import { type FileWish, fileOf } from '../../reports/forms/file.ts';
import { formOf, isForm } from '../../reports/forms/form.ts';
import type { Found } from '../../reports/published.ts';
import type { TextFormat } from '../../reports/render.ts';
import type { Database } from '../../store/database.ts';
import { writeFiles } from '../../store/write-files.ts';
import { visible } from '../../words/visible.ts';
import type { Io } from './io.ts';

/** What a report is written to, and how. */
export interface FileArgs {
  name?: string | undefined;
  out?: string | undefined;
  format?: TextFormat | FileWish['form'] | 'html' | undefined;
  raw: boolean;
  force: boolean;
}

/** Forms that no terminal can show and that no other command prints. */
const BINARY: readonly (string | undefined)[] = ['arrow', 'parquet', 'xlsx'];

/** Whether `--out` names the folder of the files for `estimate`. */
export function isFolder({ name, out, format }: FileArgs): boolean {
  return name === 'savings' && out !== undefined && format === undefined && !isForm(out);
}

/** Whether a report goes to a file, or as bytes to standard output. */
export function isFile({ out, format }: FileArgs): boolean {
  return out !== undefined || BINARY.includes(format);
}

/**
 * Writes all rows and columns of a report, without those that a page leaves out.
 * @throws FlaretallyError E_FORM_UNKNOWN, E_REPORT_FORM, E_FILE_EXISTS
 */
export async function writeReport(
  db: Database,
  { sql, report, foot }: Found,
  { out, format, raw, force }: FileArgs,
  { stdout, stderr }: Pick<Io, 'stdout' | 'stderr'>,
): Promise<void> {
  if (out === undefined && format === 'arrow') return writeArrow(db, sql, stdout);
  const form = out === undefined ? format : formOf(out, format);
  if (form === 'html' || form === 'table' || form === undefined) throw noPage();
  const wish = { sql, title: report, form, isRaw: raw, foot: foot.join('\n') };
  const content = await fileOf(db, wish);
  if (out === undefined) return stdout.write(content);
  writeFiles({ [out]: content }, force);
  stderr.write(`${visible(out)}\n`);
}

/**
 * The form of a report that is printed, which is a table.
 * @throws FlaretallyError E_REPORT_FORM
 */
export function textFormat(format: FileArgs['format']): TextFormat | undefined {
  if (format === undefined || format === 'table') return format;
  if (format === 'csv' || format === 'json' || format === 'md') return format;
  throw noPage();
}

function noPage() {
  return usageError('E_REPORT_FORM', 'this report has no page', 'report chargeback has one');
}
