import { type Found, readData, readPage } from '../../reports/published.ts';
import { chooseFormat, type TextFormat } from '../../reports/render.ts';
import { savingsPage } from '../../reports/savings-page.ts';
import type { Database } from '../../store/database.ts';
import type { Io } from './io.ts';
import { printRows } from './print-rows.ts';
import { tableWidth } from './terminal.ts';

interface PageArgs {
  format?: TextFormat | undefined;
  raw: boolean;
  all: boolean;
}

const ESTIMATES =
  'report savings --out DIR writes the files with which estimate reproduces each of them.';

/** Prints the rows of a report: savings as a list for people, any other as a table. */
export async function printPage(db: Database, io: Io, found: Found, args: PageArgs): Promise<void> {
  const format = chooseFormat({ format: args.format, isTty: io.isStdoutTty });
  const isData = format === 'csv' || format === 'json';
  const read = isData ? readData(db, found) : readPage(db, found, args.all);
  const { rows, foot, leaving } = await read;
  if (found.report === 'savings' && format === 'table') {
    const own = rows.rows.length === 0 ? foot : [ESTIMATES, ...foot];
    io.stdout.write(`${savingsPage(rows, tableWidth(io))}\n${own.join('\n')}\n`);
    return;
  }
  printRows(io, rows, { format, raw: args.raw, footer: foot.join('\n'), leaving });
}
