import { readCorrected } from '../corrected.ts';
import { usageError } from '../errors.ts';
import { FORESIGHT_REPORTS, foresee } from '../foresight.ts';
import { pruneNotes, refusePruned } from '../ops/notes.ts';
import { parsePeriod } from '../period.ts';
import { choosePeriod } from '../reading/choose-period.ts';
import { refuseBinaryOnTerminal } from '../reports/arrow.ts';
import { SECTIONS } from '../reports/chargeback/sections.ts';
import { FOCUS_RELATIONS } from '../reports/focus/datasets.ts';
import { findSlice, isOfPeriod } from '../reports/published.ts';
import type { Database } from '../store/database.ts';
import { visible } from '../words/visible.ts';
import { writeChargeback } from './shared/chargeback.ts';
import { refuseSplit } from './shared/chargeback-split.ts';
import { now } from './shared/clock.ts';
import { defineCliCommand } from './shared/define.ts';
import { refuseDisputeFlags, writeDispute } from './shared/dispute.ts';
import { writeFocus } from './shared/focus.ts';
import { REPORT_ARGS } from './shared/report-args.ts';
import { isFile, isFolder, textFormat, writeReport } from './shared/report-file.ts';
import { nameOf, printList } from './shared/report-list.ts';
import { printPage } from './shared/report-page.ts';
import { writeEstimates } from './shared/savings.ts';

/** Reports that are made of several relations, with those that may have corrections. */
const MADE_OF: Readonly<Record<string, readonly string[]>> = {
  focus: FOCUS_RELATIONS,
  chargeback: [SECTIONS.corrections.relation],
};

/** Reports of what tenants had: of a period that was pruned they would give it all to nobody. */
const OF_TENANTS = /^(tenant|chargeback|allocation|margins|focus_)/;

const NONE = { says: [], pruned: undefined };

export default defineCliCommand({
  name: 'report',
  summary: 'print charges, tenants, variances or coverage of a period',
  description: 'A report is a table of the database that load or pull filled. Amounts are in USD.',
  examples: [
    { command: 'flaretally report', says: 'list the reports' },
    { command: 'flaretally report tenants --period 2026-10 --format csv', says: 'for chargeback' },
    {
      command: 'flaretally report chargeback --out chargeback.html',
      says: 'a page to hand on: who owes what, and why',
    },
    { command: 'flaretally report savings', says: 'behaviours that cost money, and their cures' },
    {
      command: 'flaretally report dispute durable_objects.rows_written --out dispute',
      says: 'a letter with its evidence',
    },
  ],
  args: REPORT_ARGS,
  async run(context) {
    const { args, signal } = context;
    if (args.out === undefined) refuseBinaryOnTerminal(args.format, context.isStdoutTty);
    const wish = args.period === undefined ? undefined : parsePeriod(args.period);
    const read = async (db: Database, about = wish) => {
      if (args.name === undefined) return printList(db, args, context);
      if (args.name === 'chargeback') return writeChargeback(db, args, wish, context);
      refuseSplit(args);
      if (args.name === 'dispute') return writeDispute(db, args, wish, context);
      if (args.name === 'focus') return writeFocus(db, args, wish, context);
      refuseDisputeFlags(args);
      const report = await nameOf(db, args.name);
      // `report periods` shows all periods, unless one is named.
      const isSliced = (await isOfPeriod(db, report)) && (wish || report !== 'periods');
      if (wish && !isSliced)
        throw usageError('E_REPORT_PERIOD', `${report} covers all periods`, 'leave --period out');
      const question = { account: args.account, period: about, now: now(context.env) };
      const period = isSliced ? await choosePeriod(db, question) : undefined;
      if (period && OF_TENANTS.test(report)) await refusePruned(db, period);
      const { says, pruned } = period ? await pruneNotes(db, period) : NONE;
      for (const note of says) context.stderr.write(`${visible(note)}\n`);
      const slice = { report, account: args.account, period, pruned };
      const { out } = args;
      if (out !== undefined && isFolder(args))
        return writeEstimates(db, slice, { ...args, out }, context);
      const found = await findSlice(db, slice);
      if (isFile(args)) return writeReport(db, found, args, context);
      await printPage(db, context, found, { ...args, format: textFormat(args.format) });
    };
    const report = args.name?.replace(/^report\./, '').replaceAll('-', '_') ?? '';
    if (!FORESIGHT_REPORTS.includes(report)) {
      const made = MADE_OF[report] ?? [`report.${report}`];
      const over = { ...args, now: now(context.env), signal };
      return readCorrected(
        (relation) => made.includes(relation),
        over,
        (db) => read(db),
      );
    }
    const options = { ...args, period: wish, now: now(context.env), signal };
    await foresee([report], options, (db, { starts_on: startsOn, ends_on: endsOn }) =>
      read(db, { startsOn, endsOn }),
    );
  },
});
