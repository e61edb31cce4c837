import { EXIT } from '../errors.ts';
import { parsePeriod } from '../period.ts';
import { reconciliationJson } from '../reports/reconciliation-json.ts';
import { reconciliationPage } from '../reports/reconciliation-page.ts';
import { again } from './shared/again.ts';
import {
  accountArgs,
  dbArgs,
  pageFormatArgs,
  periodArgs,
  queriesArgs,
  scenarioArgs,
  toleranceArgs,
} from './shared/args.ts';
import { now } from './shared/clock.ts';
import { defineCliCommand } from './shared/define.ts';
import { tableWidth, wantsColour } from './shared/terminal.ts';
import { parseTolerance } from './shared/tolerance.ts';

export default defineCliCommand({
  name: 'reconcile',
  summary: 'compare the predicted bill with the invoice',
  description:
    'Predicts the statement of a billing period (its usage, and the plan for the period after), ' +
    'compares it with the invoice line by line, and divides both among the tenants. It writes ' +
    'nothing: scenario, tolerance and exact days hold for this run, and report, explain, check ' +
    'and sql show base. A database that was built by other rules is rebuilt first.',
  examples: [
    {
      command: 'flaretally reconcile',
      says: 'the newest period with an invoice, else the newest ended',
    },
    { command: 'flaretally reconcile --period current', says: 'the running period, to date' },
    {
      command: 'flaretally reconcile --period 2026-10 --format json',
      says: 'one period, for a program',
    },
    { command: 'flaretally reconcile --tolerance 0.5%,1.00usd', says: 'accept small variances' },
    {
      command: 'flaretally reconcile --compare pro_rata',
      says: 'side by side with another reading of the rules',
    },
  ],
  exits: {
    [EXIT.ok]: 'reconciled',
    [EXIT.variance]: 'a line, or the total, is beyond the tolerance',
    [EXIT.incomplete]: 'usage does not cover the period',
  },
  args: {
    ...dbArgs,
    ...accountArgs,
    ...periodArgs,
    ...scenarioArgs,
    compare: {
      type: 'string',
      multiple: true,
      valueHint: 'SCENARIO',
      description: 'rate another scenario too, by name or switch=value,...',
    },
    ...toleranceArgs,
    'allow-incomplete': {
      type: 'boolean',
      description: 'accept days without usage: no exit code 5',
    },
    ...queriesArgs,
    ...pageFormatArgs,
  },
  async run({ args, env, config, stdout, stderr, isStdoutTty, columns, signal }) {
    const period = args.period === undefined ? undefined : parsePeriod(args.period);
    const tolerance = args.tolerance === undefined ? undefined : parseTolerance(args.tolerance);
    const { reconcile } = await import('../reconcile.ts');
    const say = (line: string) => stderr.write(`${line}\n`);
    const result = await reconcile({ ...args, period, tolerance, now: now(env), say, signal });
    const { format } = args;
    stdout.write(
      format === 'json'
        ? reconciliationJson(result)
        : reconciliationPage(result, {
            format,
            isRaw: args.raw,
            again: again(args, env, config),
            columns: tableWidth({ isStdoutTty, columns, env }),
            hasColour: wantsColour(isStdoutTty, env),
          }),
    );
    return result.exit;
  },
});
