import { usageError } from '../errors.ts';
import { type FoundRun, runsOf } from '../ops/runs-of.ts';
import { renderDocument } from '../reports/json.ts';
import { dbArgs, pageFormatArgs } from './shared/args.ts';
import { type CliContext, defineCliCommand } from './shared/define.ts';
import { printRows } from './shared/print-rows.ts';
import { runLines, runList } from './shared/run-lines.ts';

const ARGS = {
  verb: {
    type: 'positional',
    required: false,
    options: ['list', 'show'],
    default: 'list',
    description: 'what to do',
  },
  id: { type: 'positional', required: false, description: 'for show: a run, or last' },
  ...dbArgs,
  ...pageFormatArgs,
} as const;

export default defineCliCommand({
  name: 'runs',
  summary: 'list what each nightly run did',
  description:
    'A run that was killed has no end; the next run goes on. For flaretally sql the rows are in ' +
    'ops.runs, run_steps, run_results and run_notices.',
  examples: [
    { command: 'flaretally runs', says: 'all, the newest first' },
    { command: 'flaretally runs show last', says: 'the steps of the newest' },
  ],
  args: ARGS,
  async run(context) {
    const { verb, id, db } = context.args;
    if (verb === 'list' && id !== undefined)
      throw usageError('E_ARGUMENT_EXTRA', `runs list does not take "${id}"`, 'leave it out');
    const runs = await runsOf(db, context.signal);
    if (verb === 'show') return show(context, wanted(runs, id));
    const { format, raw } = context.args;
    printRows(context, runList(runs), { format, raw, footer: `${runs.length} run(s)` });
  },
});

function show(context: CliContext<typeof ARGS>, found: FoundRun): void {
  const { format, raw } = context.args;
  const { run, steps, results, notices } = found;
  if (format === 'json') {
    context.stdout.write(renderDocument({ ...run, steps, results, notices }));
    return;
  }
  printRows(context, runLines(found), { format, raw, footer: `${run.summary ?? 'not ended'}` });
}

/** @throws FlaretallyError E_RUN_UNKNOWN */
function wanted(runs: readonly FoundRun[], id = 'last'): FoundRun {
  const own = id === 'last' ? runs.slice(0, 1) : runs.filter(({ run }) => isNamed(run, id));
  const [found] = own;
  if (found && own.length === 1) return found;
  const what = runs.length === 0 ? 'there is no run' : `there is no one run ${id}`;
  throw usageError('E_RUN_UNKNOWN', what, 'flaretally runs lists them');
}

/** The whole name, or an end or a beginning of it. */
function isNamed({ run_id: name }: FoundRun['run'], id: string): boolean {
  return `${name}`.startsWith(id) || `${name}`.endsWith(id);
}
