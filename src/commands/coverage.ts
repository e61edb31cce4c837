import { usageError } from '../errors.ts';
import { accountArgs, dbArgs, queriesArgs } from './shared/args.ts';
import { now } from './shared/clock.ts';
import { halfOpenDays } from './shared/days.ts';
import { defineCliCommand } from './shared/define.ts';

export default defineCliCommand({
  name: 'coverage',
  summary: 'accept suspect days as they are, or withdraw that',
  description:
    'A day on which a dataset shows nothing, while another shows its objects or scripts in ' +
    'use, is suspect: reconcile ends with 5 where that may have lost dollars. Accepted days stay ' +
    'suspect and inferred, and reconcile goes on. Where rows were lost, pull the day again.',
  examples: [
    {
      command:
        'flaretally coverage accept durableObjectsPeriodicGroups 2026-10-17 --reason "no sockets"',
      says: 'state that the day had no usage',
    },
    {
      command: 'flaretally coverage withdraw durableObjectsPeriodicGroups 2026-10-17..2026-10-20',
      says: 'withdraw that for three days',
    },
    { command: 'flaretally report coverage_slots', says: 'which days are suspect, and why' },
  ],
  args: {
    verb: {
      type: 'positional',
      options: ['accept', 'withdraw'],
      description: 'accept or withdraw',
    },
    dataset: { type: 'positional', description: 'the dataset, as the coverage report names it' },
    days: {
      type: 'positional',
      description: 'a day, 2026-10-17, or days, 2026-10-17..2026-10-20 (end exclusive)',
    },
    reason: {
      type: 'string',
      valueHint: 'TEXT',
      description: 'why the days had no usage; kept and shown',
    },
    ...dbArgs,
    ...accountArgs,
    ...queriesArgs,
  },
  async run({ args, env, stderr, signal }) {
    const wish = { ...args, ...halfOpenDays(args.days), now: now(env), signal };
    const { acceptDays, withdrawDays } = await import('../coverage/accept.ts');
    const days =
      args.verb === 'accept'
        ? await acceptDays(wish, reasonOf(args.reason))
        : await withdrawDays(withoutReason(wish));
    const what = args.verb === 'accept' ? 'accepted' : 'no longer accepted';
    stderr.write(`${args.dataset}: ${what} ${days.join(', ')}\n`);
  },
});

function reasonOf(reason: string | undefined): string {
  if (reason !== undefined) return reason;
  throw usageError('E_COVERAGE_REASON', 'coverage accept needs --reason', 'say why, in quotes');
}

function withoutReason<T extends { reason?: string | undefined }>(wish: T): T {
  if (wish.reason === undefined) return wish;
  throw usageError('E_COVERAGE_REASON', 'coverage withdraw takes no --reason', 'leave it out');
}
