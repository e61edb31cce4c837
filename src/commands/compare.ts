import { usd } from '../money.ts';
import { chooseFormat } from '../reports/render.ts';
import { accountArgs, dbArgs, pageFormatArgs, queriesArgs } from './shared/args.ts';
import { closedPeriod, closeSays } from './shared/closing.ts';
import { defineCliCommand } from './shared/define.ts';
import { printRows } from './shared/print-rows.ts';
import { withoutZeros } from './shared/zero-lines.ts';

export default defineCliCommand({
  name: 'compare',
  summary: "lay a closed period beside the same inputs under today's rules",
  description:
    'Computes a closed period again from the inputs that it was closed with, by the rules of ' +
    'this version, or by your own rules and prices in --queries. Nothing is written. What later ' +
    'files have changed is not in it: flaretally corrections lists that.',
  examples: [
    { command: 'flaretally compare 2026-10', says: "what today's rules would make of it" },
    {
      command: 'flaretally compare 2026-10 --queries prices-of-2027',
      says: 'what it would cost by the price book ref/price_book.csv of that folder',
    },
  ],
  args: {
    period: { type: 'positional', description: 'the closed period, 2026-10' },
    ...dbArgs,
    ...accountArgs,
    ...queriesArgs,
    ...pageFormatArgs,
  },
  async run({ args, ...io }) {
    const period = closedPeriod('flaretally compare', args.period);
    const { compareClose } = await import('../closing/compare.ts');
    const wish = { ...args, period, signal: io.signal };
    const { close, lines, totals } = await compareClose(wish);
    const { frozen_predicted_usd: was, predicted_usd: is, change_usd: change } = totals;
    const footer =
      `${closeSays(close)}, version ${close.version}: ` +
      `predicted ${usd(was ?? null)} at the close, ${usd(is ?? null)} under today's rules, ` +
      `change ${usd(change ?? null)} on ${totals.changed_lines} line(s).`;
    // As on the page of a reconciliation: a program gets every line.
    const isPage = ['table', 'md'].includes(chooseFormat({ ...args, isTty: io.isStdoutTty }));
    const { shown, says } = isPage ? withoutZeros(lines) : { shown: lines, says: [] };
    const printed = { format: args.format, raw: args.raw, footer: [footer, ...says].join('\n') };
    printRows(io, shown, printed);
  },
});
