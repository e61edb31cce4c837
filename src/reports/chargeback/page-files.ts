import { basename, dirname, extname, join } from 'node:path';
import type { Database } from '../../store/database.ts';
import { renderCsv } from '../csv.ts';
import type { Form } from '../forms/form.ts';
import { chargebackFile } from './forms.ts';
import { chargebackHtml } from './html/report.ts';
import { readChargeback } from './read.ts';
import type { Made } from './read-all.ts';
import { type At, readSection, SECTIONS } from './sections.ts';

/**
 * The chargeback report as files by path: the page or another form, and beside a page the file of
 * all tenants where it does not show them all. The report itself is the last.
 */
export async function chargebackFiles(
  db: Database,
  at: At,
  out: string,
  form: Form,
  made: Made,
  isRaw = false,
): Promise<Record<string, string | Uint8Array>> {
  if (form !== 'html') return { [out]: await chargebackFile(db, at, form, { made, isRaw }) };
  const report = await readChargeback(db, at, made);
  if (!report.isCut) return { [out]: chargebackHtml(report) };
  const rest = join(dirname(out), `${basename(out, extname(out))}-tenants.csv`);
  const tenants = renderCsv(await readSection(db, SECTIONS.tenants, at));
  return { [rest]: tenants, [out]: chargebackHtml(report, basename(rest)) };
}
