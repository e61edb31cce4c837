import { usageError } from '../../errors.ts';
import { writeArrow } from '../../reports/arrow.ts';
import { LIST_SQL } from '../../reports/published.ts';
import { chooseFormat } from '../../reports/render.ts';
import { renderTerms } from '../../reports/terms.ts';
import type { Database } from '../../store/database.ts';
import { closest } from '../../words/suggest.ts';
import type { Io } from './io.ts';
import { printRows } from './print-rows.ts';
import { type FileArgs, textFormat } from './report-file.ts';

/** Prints which reports there are. */
export async function printList(db: Database, args: FileArgs, io: Io): Promise<void> {
  if (args.format === 'arrow') return writeArrow(db, LIST_SQL, io.stdout);
  const format = textFormat(args.format);
  const list = await db.query(LIST_SQL);
  if (chooseFormat({ format, isTty: io.isStdoutTty }) !== 'table')
    printRows(io, list, { format, raw: args.raw });
  else io.stdout.write(renderTerms(list.rows.map(({ report, says }) => [`${report}`, `${says}`])));
}

/**
 * The report of a name as typed: `tenant-lines` is `tenant_lines`.
 * @throws FlaretallyError E_REPORT_UNKNOWN
 */
export async function nameOf(db: Database, typed: string): Promise<string> {
  const names = (await db.rows<{ report: string }>(LIST_SQL)).map(({ report }) => report);
  const found = names.find((name) => name === typed.replace(/^report\./, '').replaceAll('-', '_'));
  if (found !== undefined) return found;
  const near = closest(typed, names);
  const fix = near === undefined ? 'flaretally report lists them' : `did you mean ${near}?`;
  throw usageError('E_REPORT_UNKNOWN', `there is no report "${typed}"`, fix);
}
