import { usd as dollars } from '../money.ts';
import { accountArgs, dbArgs, pageFormatArgs } from './shared/args.ts';
import { refuseOtherFlags } from './shared/breaks.ts';
import { now } from './shared/clock.ts';
import { requireReason, startOf } from './shared/closing.ts';
import { type CliContext, defineCliCommand } from './shared/define.ts';
import { writeDispute } from './shared/dispute.ts';
import { printRows } from './shared/print-rows.ts';

const ARGS = {
  verb: {
    type: 'positional',
    options: ['list', 'accept', 'dispute'],
    default: 'list',
    required: false,
    description: 'what to do',
  },
  id: { type: 'positional', required: false, description: 'the break, or the beginning of its id' },
  reason: { type: 'string', valueHint: 'TEXT', description: 'why; kept and shown' },
  out: { type: 'string', valueHint: 'DIR', description: 'for dispute: the folder of the pack' },
  force: { type: 'boolean', description: 'for dispute: write into a folder that is not empty' },
  all: { type: 'boolean', description: 'for list: also those that are resolved' },
  period: { type: 'string', valueHint: 'PERIOD', description: 'for list: of this period, 2026-10' },
  ...dbArgs,
  ...accountArgs,
  ...pageFormatArgs,
} as const;
type Context = CliContext<typeof ARGS>;

export default defineCliCommand({
  name: 'breaks',
  summary: 'follow up the differences between prediction and invoice',
  description:
    'A break is a line that differs by more than the tolerance. It keeps its id from night to ' +
    'night. It is open until a cause is known (explained) or you accept or dispute it, and is ' +
    'resolved by itself when the money agrees. An accepted break that grows is open again.',
  examples: [
    { command: 'flaretally breaks', says: 'those that are not resolved, open ones first' },
    {
      command: 'flaretally breaks accept 49208f --reason "cut-off, billed in November"',
      says: 'accept a difference as it is',
    },
    {
      command: 'flaretally breaks dispute 49208f --out dispute',
      says: 'write the pack of evidence for Cloudflare, and mark the break',
    },
  ],
  args: ARGS,
  async run(context) {
    const { verb } = context.args;
    refuseOtherFlags(context.args);
    if (verb === 'accept') return accept(context);
    if (verb === 'dispute') return dispute(context);
    return list(context);
  },
});

async function list(context: Context): Promise<void> {
  const { args } = context;
  const { listBreaks } = await import('../closing/lists.ts');
  const rows = await listBreaks({ ...args, isAll: args.all, month: startOf(args.period) });
  const count = (state: string) => rows.rows.filter((row) => row.state === state).length;
  const states = ['open', 'disputed', 'explained', 'accepted', 'resolved'];
  const counts = states.filter((state) => count(state) > 0).map((s) => `${count(s)} ${s}`);
  const footer = `${counts.length === 0 ? 'No breaks' : counts.join(', ')}.`;
  printRows(context, rows, { format: args.format, raw: args.raw, footer });
}

async function accept({ args, env, stderr, signal }: Context): Promise<void> {
  const reason = requireReason('flaretally breaks accept', args.reason);
  const { decideBreak } = await import('../closing/breaks.ts');
  const wish = { db: args.db, now: now(env), signal };
  const { id, line, usd } = await decideBreak(wish, args.id ?? '', 'accepted', reason);
  stderr.write(
    `${id}: ${line} is accepted as it is, ${usd === null ? 'of unknown dollars' : dollars(usd)}\n`,
  );
}

/** Writes the pack first: a break without anything to dispute must not be marked as disputed. */
async function dispute(context: Context): Promise<void> {
  const { args, env, stderr, signal } = context;
  const { decideBreak, readBreak } = await import('../closing/breaks.ts');
  const { readPublished } = await import('../reports/database.ts');
  const { account, period, line_key: line } = await readBreak(args.db, args.id ?? '');
  const { out, force } = args;
  await readPublished(args.db, signal, (db) =>
    writeDispute(db, { line, out, account, force }, period, context),
  );
  const wish = { db: args.db, now: now(env), signal };
  const { id, line: name } = await decideBreak(wish, args.id ?? '', 'disputed', args.reason);
  stderr.write(`${id}: ${name} is disputed\n`);
}
