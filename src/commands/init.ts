import { SCHEDULES } from '../init/place.ts';
import { accountArgs } from './shared/args.ts';
import { defineCliCommand } from './shared/define.ts';

const { config: _, ...account } = accountArgs.account;

export default defineCliCommand({
  name: 'init',
  summary: 'write the configuration, and a schedule, for this folder',
  description:
    'Asks for account, token variable, anchor day and logs; each has a flag. The account is ' +
    "found in wrangler's configuration nearby, the anchor day by the billing API if the token " +
    'may. Writes flaretally.jsonc, lines of .gitignore and, with --ci, a nightly schedule. ' +
    'Nothing that is there is replaced without --force.',
  examples: [
    { command: 'flaretally init', says: 'asks, and writes flaretally.jsonc' },
    { command: 'flaretally init --yes --ci github', says: 'takes what it finds, with a workflow' },
    {
      command: 'flaretally init --ci systemd',
      says: 'a schedule for a configuration that is there',
    },
  ],
  args: {
    account,
    'token-variable': {
      type: 'string',
      valueHint: 'NAME',
      description: 'environment variable that holds the API token',
    },
    'anchor-day': {
      type: 'string',
      valueHint: 'DAY',
      description: 'day of the month on which billing periods start, or none',
    },
    logs: {
      type: 'string',
      multiple: true,
      valueHint: 'PATH',
      description: 'where logs arrive: a folder, a pattern, the address of a bucket; or none',
    },
    ci: {
      type: 'enum',
      valueHint: 'WHAT',
      options: SCHEDULES,
      description: 'also write a nightly schedule',
    },
    yes: { type: 'boolean', description: 'ask nothing: take what is found' },
    force: { type: 'boolean', description: 'replace files that are there' },
    'dry-run': { type: 'boolean', description: 'print what would be written, write nothing' },
  },
  async run({ args, config: __, origins, ...io }) {
    const { writeInit } = await import('./shared/init-run.ts');
    const named = ['token-variable', 'anchor-day', 'logs'].some((name) => origins.has(name));
    await writeInit(args, named || origins.get('account') === 'flag', io);
  },
});
