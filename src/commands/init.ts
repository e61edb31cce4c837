import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG_FILE } from '../config/find.ts';
import { textOf } from '../init/changes.ts';
import { configText } from '../init/config-text.ts';
import { gitignoreText } from '../init/gitignore.ts';
import { SCHEDULES, type Schedule, scheduleFiles, scheduleSteps } from '../init/schedule.ts';
import { accountArgs } from './shared/args.ts';
import { defineCliCommand } from './shared/define.ts';
import { putFiles } from './shared/init-files.ts';
import { initPlace } from './shared/init-place.ts';
import { answer } from './shared/init-questions.ts';
import { packageVersion } from './shared/version.ts';

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
    const isAnswered = ['token-variable', 'anchor-day', 'logs'].some((name) => origins.has(name));
    const isStated = isAnswered || origins.get('account') === 'flag';
    const isThere = existsSync(join(io.cwd, CONFIG_FILE));
    const files: Record<string, string> = {};
    let text = isThere && args.ci && !isStated && !args.force ? undefined : '';
    const notes: string[] = [];
    if (text !== undefined) {
      const { answers, sources, nearby, notes: own } = await answer(args, io);
      text = configText(answers, sources, nearby, packageVersion());
      notes.push(...own);
      files[CONFIG_FILE] = text;
    }
    files['.gitignore'] = gitignoreText(textOf(join(io.cwd, '.gitignore')) ?? '');
    const place = await initPlace(text, io);
    if (args.ci) Object.assign(files, scheduleFiles(args.ci as Schedule, place));
    putFiles(files, args, io);
    const unset = place.secrets.filter((name) => !io.env[name]);
    const steps = args.ci ? scheduleSteps(args.ci as Schedule, place) : [];
    const next = [...unset.map((name) => `export ${name}=...`), 'flaretally doctor', ...steps];
    io.stderr.write([...notes, 'Next:', ...next.map((step) => `  ${step}`), ''].join('\n'));
  },
});
