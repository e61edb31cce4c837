import { type AccountSettings, accountOf, accountsOf } from '../config/accounts.ts';
import type { Config } from '../config/read.ts';
import type { Line } from '../doctor/line.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { renderDocument } from '../reports/json.ts';
import { accountArgs, dbArgs, queriesArgs } from './shared/args.ts';
import { now } from './shared/clock.ts';
import { defineCliCommand } from './shared/define.ts';
import { doctorPage } from './shared/doctor-page.ts';

export default defineCliCommand({
  name: 'doctor',
  summary: 'examine this machine, the configuration and the API token',
  description:
    'A line for each thing: ok, warn (works, but will not always or not for all) or fail, and ' +
    'what to do. The token is tried on each dataset and each list that pull asks for, and a ' +
    'permission that it lacks is named as the dashboard names it. Nothing is written.',
  examples: [
    { command: 'flaretally doctor', says: 'everything' },
    { command: 'flaretally doctor --offline', says: 'without the network' },
    { command: 'flaretally doctor --json', says: 'for a program, or for a report of a problem' },
  ],
  exits: {
    [EXIT.failed]: 'something fails',
    [EXIT.unauthorised]: 'Cloudflare refuses the token, or it has no access to the account',
  },
  isLenient: true,
  args: {
    ...dbArgs,
    ...accountArgs,
    ...queriesArgs,
    offline: { type: 'boolean', description: 'ask nothing over the network' },
    json: { type: 'boolean', description: 'print JSON' },
  },
  async run({ args, config, env, stdout, signal }): Promise<ExitCode> {
    const { examineAll } = await import('../doctor/examine.ts');
    const lines = await examineAll({
      ...args,
      config,
      accounts: accountsFor(args.account, config),
      node: process.version,
      env,
      now: now(env),
      signal,
    });
    const exit = exitOf(lines);
    stdout.write(
      args.json
        ? renderDocument({ is_well: exit === EXIT.ok, checks: lines.map(fieldsOf) })
        : doctorPage(lines, args.offline),
    );
    return exit;
  },
});

/** The account that is named, else all of the file. */
function accountsFor(account: string | undefined, config: Config): AccountSettings[] {
  const all = accountsOf(config);
  if (account === undefined || account === config.settings.account) return all;
  return [accountOf(account, config.settings)];
}

function exitOf(lines: readonly Line[]): ExitCode {
  if (lines.some(({ isDenied }) => isDenied)) return EXIT.unauthorised;
  return lines.some(({ status }) => status === 'fail') ? EXIT.failed : EXIT.ok;
}

function fieldsOf({ check, status, says, fix }: Line) {
  return { check, status, says, fix: fix ?? null };
}
