import { accountArgs, dbArgs, pageFormatArgs } from './shared/args.ts';
import { startOf } from './shared/closing.ts';
import { defineCliCommand } from './shared/define.ts';
import { printRows } from './shared/print-rows.ts';

export default defineCliCommand({
  name: 'corrections',
  summary: 'list what changed of closed periods after their close',
  description:
    'A late invoice, a credit note or late usage changes a closed period. Each change of a line ' +
    'is a correction, with what it was, what it is, and the file that brought it. It is booked ' +
    'in the next period that was open then. Shares of tenants are not in it: see close show.',
  examples: [
    { command: 'flaretally corrections', says: 'all of them' },
    {
      command: 'flaretally corrections --period 2026-11',
      says: 'those of the period, and those that are booked in it',
    },
  ],
  args: {
    period: { type: 'string', valueHint: 'PERIOD', description: 'only of this period: 2026-10' },
    ...dbArgs,
    ...accountArgs,
    ...pageFormatArgs,
  },
  async run({ args, ...io }) {
    const { listCorrections } = await import('../closing/lists.ts');
    const rows = await listCorrections({ ...args, month: startOf(args.period) });
    const footer =
      rows.rows.length === 0
        ? 'No line of a closed period has changed.'
        : 'booked_in is empty for a correction that waits for the next period.';
    printRows(io, rows, { format: args.format, raw: args.raw, footer });
  },
});
