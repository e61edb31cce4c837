import { accountArgs, dbArgs } from './shared/args.ts';
import { now } from './shared/clock.ts';
import { closedPeriod, closeSays, requireReason } from './shared/closing.ts';
import { defineCliCommand } from './shared/define.ts';

export default defineCliCommand({
  name: 'reopen',
  summary: 'open a closed billing period again',
  description:
    'What changes of the period from now on is no correction, and the next close is version 2. ' +
    'The closed version stays, and can still be shown and verified until then.',
  examples: [
    {
      command: 'flaretally reopen 2026-10 --reason "the tenant map was wrong"',
      says: 'open the period that starts in October 2026',
    },
    { command: 'flaretally close 2026-10', says: 'then close it again, as version 2' },
  ],
  args: {
    period: { type: 'positional', description: 'the period, 2026-10' },
    reason: { type: 'string', valueHint: 'TEXT', description: 'why; kept and shown' },
    ...dbArgs,
    ...accountArgs,
  },
  async run({ args, env, stderr, signal }) {
    const reason = requireReason('flaretally reopen', args.reason);
    const period = closedPeriod('flaretally reopen', args.period);
    const { reopenPeriod } = await import('../closing/reopen.ts');
    const close = await reopenPeriod({ ...args, period, now: now(env), signal }, reason);
    const says = `open again; the next close is version ${close.version + 1}`;
    stderr.write(`${closeSays(close)}: ${says}.\n`);
  },
});
