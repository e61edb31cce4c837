import { knownOnly } from '../../reports/completeness.ts';
import { prose } from '../../reports/prose.ts';
import { type Found, readData, readPage } from '../../reports/published.ts';
import { chooseFormat, type TextFormat } from '../../reports/render.ts';
import { savingsPage } from '../../reports/savings-page.ts';
import type { Database } from '../../store/database.ts';
import type { RowSet } from '../../words/rows.ts';
import type { Io } from './io.ts';
import { printRows } from './print-rows.ts';
import { tableWidth } from './terminal.ts';

interface PageArgs {
  format?: TextFormat | undefined;
  raw: boolean;
  all: boolean;
}

/** Prints the rows of a report: savings as a list for people, any other as a table. */
export async function printPage(db: Database, io: Io, found: Found, args: PageArgs): Promise<void> {
  const format = chooseFormat({ format: args.format, isTty: io.isStdoutTty });
  const isData = format === 'csv' || format === 'json';
  const read = isData ? readData(db, found) : readPage(db, found, args.all);
  const { rows, foot, leaving } = await read;
  const all =
    found.report === 'savings' ? [...(await savingsFoot(db, found, rows)), ...foot] : foot;
  if (found.report === 'savings' && format === 'table') {
    const columns = tableWidth(io);
    const notes = all.map((note) => prose(note, { format, columns }));
    io.stdout.write(`${savingsPage(rows, columns)}\n${notes.join('\n')}\n`);
    return;
  }
  printRows(io, rows, { format, raw: args.raw, footer: all.join('\n'), leaving });
}

/** What the list of savings cannot know, and where its estimates are. */
async function savingsFoot(db: Database, { period }: Found, { rows }: RowSet): Promise<string[]> {
  const unjudged = await db.rows<Record<'dataset' | 'field' | 'behaviours', string>>(
    `select dataset, field, behaviours from report.unjudged_behaviours
     where account = $1 and period_id = $2 order by all`,
    [period?.account ?? '', period?.period_id ?? ''],
  );
  const hasDollars = rows.some(({ used_percent }) => used_percent === null);
  return [
    ...knownOnly(period),
    ...unjudged.map(
      ({ dataset, field, behaviours }) =>
        `Not judged, because no answer of ${dataset} has ${field}: ${behaviours}.`,
    ),
    ...(hasDollars
      ? ['report savings --out DIR writes the files with which estimate reproduces the dollars.']
      : []),
  ];
}
