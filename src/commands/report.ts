import { usageError } from '../errors.ts';
import { parsePeriod } from '../period.ts';
import { choosePeriod } from '../reading/choose-period.ts';
import { refuseArrowOnTerminal, writeArrow } from '../reports/arrow.ts';
import { readPublished } from '../reports/database.ts';
import { findSlice, isOfPeriod, LIST_SQL, type Slice } from '../reports/published.ts';
import { chooseFormat } from '../reports/render.ts';
import { renderTerms } from '../reports/terms.ts';
import type { Database } from '../store/database.ts';
import { closest } from '../words/suggest.ts';
import { accountArgs, arrowFormatArgs, dbArgs, periodArgs } from './shared/args.ts';
import { now } from './shared/clock.ts';
import { type CliContext, defineCliCommand } from './shared/define.ts';
import { refuseDisputeFlags, writeDispute } from './shared/dispute.ts';
import { writeFocus } from './shared/focus.ts';
import { printRows } from './shared/print-rows.ts';
import { printPage } from './shared/report-page.ts';
import { writeEstimates } from './shared/savings.ts';

const ARGS = {
  name: { type: 'positional', required: false, description: 'the report; without it, a list' },
  line: {
    type: 'positional',
    required: false,
    description: 'for dispute: the line, by SKU or wording',
  },
  ...dbArgs,
  ...accountArgs,
  ...periodArgs,
  ...arrowFormatArgs,
  out: {
    type: 'string',
    valueHint: 'DIR',
    description: 'for dispute, focus and savings: a folder',
  },
  force: { type: 'boolean', description: 'with --out: replace an earlier one' },
  all: { type: 'boolean', description: 'also lines that nothing meters and no invoice charges' },
} as const;
type Context = CliContext<typeof ARGS>;

export default defineCliCommand({
  name: 'report',
  summary: 'print charges, tenants, variances or coverage of a period',
  examples: [
    { command: 'flaretally report', says: 'list the reports' },
    { command: 'flaretally report tenants --period 2026-10 --format csv', says: 'for chargeback' },
    { command: 'flaretally report variances', says: 'each variance by cause' },
    { command: 'flaretally report savings', says: 'behaviours that cost money, and their cures' },
    {
      command: 'flaretally report dispute durable_objects.rows_written --out dispute',
      says: 'a letter with its evidence',
    },
  ],
  args: ARGS,
  async run(context) {
    const { args, signal } = context;
    refuseArrowOnTerminal(args.format, context.isStdoutTty);
    const wish = args.period === undefined ? undefined : parsePeriod(args.period);
    await readPublished(args.db, signal, async (db) => {
      if (args.name === undefined) return printList(db, context);
      if (args.name === 'dispute') return writeDispute(db, args, wish, context);
      if (args.name === 'focus') return writeFocus(db, args, wish, context);
      refuseDisputeFlags(args);
      const report = await nameOf(db, args.name);
      // `report periods` shows all periods, unless one is named.
      const isSliced = (await isOfPeriod(db, report)) && (wish || report !== 'periods');
      if (wish && !isSliced)
        throw usageError('E_REPORT_PERIOD', `${report} covers all periods`, 'leave --period out');
      const question = { account: args.account, period: wish, now: now(context.env) };
      const period = isSliced ? await choosePeriod(db, question) : undefined;
      const slice = { report, account: args.account, period };
      const { out } = args;
      if (out !== undefined) return writeEstimates(db, slice, { ...args, out }, context);
      await printReport(db, context, slice);
    });
  },
});

async function printReport(db: Database, { args, ...io }: Context, slice: Slice): Promise<void> {
  const found = await findSlice(db, slice);
  if (args.format === 'arrow') return writeArrow(db, found.sql, io.stdout);
  await printPage(db, io, found, { ...args, format: args.format });
}

async function printList(db: Database, { args: { format, raw }, ...io }: Context): Promise<void> {
  if (format === 'arrow') return writeArrow(db, LIST_SQL, io.stdout);
  const list = await db.query(LIST_SQL);
  if (chooseFormat({ format, isTty: io.isStdoutTty }) !== 'table')
    printRows(io, list, { format, raw });
  else io.stdout.write(renderTerms(list.rows.map(({ report, says }) => [`${report}`, `${says}`])));
}

/** `tenant-lines` is `tenant_lines`. */
async function nameOf(db: Database, typed: string): Promise<string> {
  const names = (await db.rows<{ report: string }>(LIST_SQL)).map(({ report }) => report);
  const found = names.find((name) => name === typed.replace(/^report\./, '').replaceAll('-', '_'));
  if (found !== undefined) return found;
  const near = closest(typed, names);
  const fix = near === undefined ? 'flaretally report lists them' : `did you mean ${near}?`;
  throw usageError('E_REPORT_UNKNOWN', `there is no report "${typed}"`, fix);
}
