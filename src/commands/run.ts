import { EXIT } from '../errors.ts';
import { again } from './shared/again.ts';
import { now } from './shared/clock.ts';
import { defineCliCommand } from './shared/define.ts';
import { requireMapped } from './shared/mapping-used.ts';
import { runArgs } from './shared/run-args.ts';
import { dryRunText } from './shared/run-dry.ts';
import { RunProgress } from './shared/run-progress.ts';
import { packageVersion } from './shared/version.ts';

export default defineCliCommand({
  name: 'run',
  summary: 'the nightly job: pull, load what is new, reconcile, check, report, notify',
  description:
    'Pulls the newest ended and the running period, loads files that are new, reconciles, ' +
    'checks the database, writes reports and tells people. A step that fails does not undo what ' +
    'others brought, and the next run goes on. The last line of stdout sums up; flaretally runs ' +
    'lists what each run did. Settings come from flaretally.jsonc; a flag goes before them.',
  examples: [
    { command: 'flaretally run', says: 'by the settings of flaretally.jsonc' },
    {
      command: 'flaretally run --invoices inbox --tenants tenants.csv --reports out',
      says: 'without a file of settings',
    },
    { command: 'flaretally run --skip pull --logs logs/', says: 'files alone' },
    { command: 'flaretally run --dry-run', says: 'what it would do' },
  ],
  exits: {
    [EXIT.ok]: 'every step is done, and the statement is reconciled',
    [EXIT.failed]: 'a step failed, or another run is at work',
    [EXIT.variance]: 'a line, or the total, is beyond the tolerance',
    [EXIT.unauthorised]: 'a token or key is refused',
    [EXIT.incomplete]: 'usage does not cover the period',
  },
  args: runArgs,
  async run({ args, config, origins, ...io }) {
    const { env, signal, stdout } = io;
    const at = now(env);
    const { runPlan } = await import('./shared/run-plan.ts');
    const plan = runPlan(args, config, at);
    requireMapped(
      plan.watched.flatMap(({ paths }) => paths),
      origins,
    );
    if (args.dryRun) {
      stdout.write(dryRunText(plan, env));
      return EXIT.ok;
    }
    const { run } = await import('../run/run.ts');
    const progress = new RunProgress(io, again(args, env, config));
    const { exit, summary } = await run(plan, {
      now: at,
      env,
      versions: { flaretally: packageVersion(), node: process.version },
      again: (command, period) => again({ ...args, period }, env, config)(command, true),
      tell: (event) => progress.show(event),
      print: (text) => stdout.write(text),
      signal,
    });
    stdout.write(`${summary}\n`);
    return exit;
  },
});
