import { EXIT, type ExitCode, usageError } from '../errors.ts';
import { textRows } from '../words/rows.ts';
import { accountArgs, dbArgs, pageFormatArgs, queriesArgs } from './shared/args.ts';
import { now } from './shared/clock.ts';
import { list, show, verify } from './shared/close-verbs.ts';
import { closedPeriod, closeSays, startOf } from './shared/closing.ts';
import { type CliContext, defineCliCommand } from './shared/define.ts';
import { printRows } from './shared/print-rows.ts';
import { packageVersion } from './shared/version.ts';

const ARGS = {
  what: {
    type: 'positional',
    description: 'the period to close, 2026-10; or verify, show or list',
  },
  period: { type: 'positional', required: false, description: 'for verify and show: 2026-10' },
  reason: {
    type: 'string',
    valueHint: 'TEXT',
    description: 'close although something speaks against it, and why; kept and shown',
  },
  ...dbArgs,
  ...accountArgs,
  ...queriesArgs,
  ...pageFormatArgs,
} as const;
type Context = CliContext<typeof ARGS>;

export default defineCliCommand({
  name: 'close',
  summary: 'freeze a billing period, or verify one that was closed',
  description:
    'Keeps the results of a period with what they were computed from. It refuses while a check ' +
    'fails, usage is incomplete, no invoice is there, or a difference is neither explained nor ' +
    'accepted. What arrives later becomes a correction. verify computes the period again from ' +
    'the inputs of the close and compares digests and figures.',
  examples: [
    { command: 'flaretally close 2026-10', says: 'close the period that starts in October' },
    { command: 'flaretally close verify 2026-10', says: 'compute it again and compare' },
    { command: 'flaretally close show 2026-10', says: 'print what was frozen' },
    { command: 'flaretally close list', says: 'every close' },
  ],
  exits: {
    [EXIT.failed]: 'a check fails, or verify found another result',
    [EXIT.variance]: 'a difference is neither explained nor accepted, or there is no invoice',
    [EXIT.incomplete]: 'usage is incomplete, or verify lacks a file',
  },
  args: ARGS,
  async run(context): Promise<ExitCode | undefined> {
    const { what, period } = context.args;
    refuseOthers(context.args);
    if (what === 'verify') return verify(context);
    if (what === 'list') await list(context, startOf(period));
    else if (what === 'show') await show(context);
    else await closeOne(context);
    return undefined;
  },
});

/** @throws FlaretallyError E_CLOSE_FLAG */
function refuseOthers({ what, period, reason }: Context['args']): void {
  const isVerb = ['list', 'verify', 'show'].includes(what);
  const fix = 'flaretally close 2026-10, or flaretally close verify 2026-10';
  if (!isVerb && period !== undefined)
    throw usageError('E_CLOSE_FLAG', `close takes one period, and not "${period}" too`, fix);
  if (isVerb && reason !== undefined)
    throw usageError('E_CLOSE_FLAG', `close ${what} takes no --reason`, 'leave it out');
}

async function closeOne(context: Context): Promise<void> {
  const { args, env, signal } = context;
  const { closePeriod } = await import('../closing/close.ts');
  const closed = await closePeriod({
    ...args,
    period: closedPeriod('flaretally close', args.what),
    program: packageVersion(),
    now: now(env),
    signal,
  });
  const { version, inputs, predicted_usd, invoiced_usd, results_digest } = closed;
  const row = {
    period: closed.period_id,
    version: String(version),
    inputs,
    predicted_usd,
    invoiced_usd,
    results_digest,
  };
  const rest = closed.despite.map((problem) => `Closed all the same: ${problem}.`);
  const footer = [`${closeSays(closed.period)}: closed, version ${version}.`, ...rest].join('\n');
  printRows(context, textRows(Object.keys(row), [row]), {
    format: args.format,
    raw: args.raw,
    footer,
  });
}
