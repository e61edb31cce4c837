import { usageError } from '../errors.ts';
import { dbArgs, queriesArgs } from './shared/args.ts';
import { askAll, isAskable } from './shared/ask.ts';
import { now } from './shared/clock.ts';
import { type CliContext, defineCliCommand } from './shared/define.ts';

const ARGS = {
  keep: {
    type: 'string',
    valueHint: 'MONTHS',
    description: 'keep the periods of so many months before now: 13m',
    required: true,
  },
  yes: { type: 'boolean', description: 'do not ask' },
  ...dbArgs,
  ...queriesArgs,
} as const;

export default defineCliCommand({
  name: 'prune',
  summary: 'remove the rows of old periods from the database',
  description:
    'Removes usage and logs of periods that ended before the months that are kept. Closed ' +
    'periods keep their results, and close verify then checks what the close keeps. Periods ' +
    'without a close lose theirs. Invoices and tenant maps stay.',
  examples: [
    { command: 'flaretally prune --keep 13m', says: 'says what would go, and asks' },
    { command: 'flaretally prune --keep 13m --yes', says: 'does not ask' },
  ],
  args: ARGS,
  async run(context) {
    const { args, env, stderr, signal } = context;
    const { prune } = await import('../closing/prune.ts');
    const pruned = await prune({
      ...args,
      months: monthsOf(args.keep),
      now: now(env),
      signal,
      confirm: async ({ keptFromOn, files, lost, closed }) => {
        stderr.write(`${files} file(s) of usage and logs end before ${keptFromOn}.\n`);
        if (closed.length > 0) stderr.write(`Closed, results stay: ${closed.join(', ')}.\n`);
        if (lost.length > 0) stderr.write(`Not closed, results go: ${lost.join(', ')}.\n`);
        return args.yes || confirmed(context);
      },
    });
    stderr.write(pruned ? `Removed ${pruned.files} file(s).\n` : 'Nothing was removed.\n');
  },
});

/** @throws FlaretallyError E_PRUNE_KEEP */
function monthsOf(keep: string): number {
  const [, months] = /^([1-9]\d{0,2})m$/.exec(keep) ?? [];
  if (months !== undefined) return Number(months);
  throw usageError('E_PRUNE_KEEP', `"${keep}" is no number of months`, 'write --keep 13m');
}

/** @throws FlaretallyError E_PRUNE_ASK where nobody can be asked */
async function confirmed(context: CliContext<typeof ARGS>): Promise<boolean> {
  if (!isAskable(context)) {
    const fix = 'look at what would go, then add --yes';
    throw usageError('E_PRUNE_ASK', 'there is no terminal to ask on', fix);
  }
  return askAll(context, (ask) =>
    ask({ asks: 'Remove them?', fallback: 'no', read: (text) => /^y(es)?$/i.test(text.trim()) }),
  );
}
