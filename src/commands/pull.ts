import { EXIT, type ExitCode } from '../errors.ts';
import { parsePeriod } from '../period.ts';
import type { PullOptions } from '../pull.ts';
import { documentSize } from '../sources/document-size.ts';
import { again } from './shared/again.ts';
import { accountArgs, dbArgs, pullPeriodArgs, queriesArgs, sizeArgs } from './shared/args.ts';
import { now } from './shared/clock.ts';
import { credentials } from './shared/credentials.ts';
import { anchorDay, daysAgain } from './shared/days.ts';
import { defineCliCommand } from './shared/define.ts';
import { loadedText } from './shared/loaded.ts';
import { keepArgs, named, pullDayArgs, pullPartArgs } from './shared/parts.ts';
import { planText } from './shared/planned.ts';
import { Progress } from './shared/progress.ts';
import { pulledText } from './shared/pulled.ts';

export default defineCliCommand({
  name: 'pull',
  summary: 'fetch usage from Cloudflare into the database',
  description:
    'Asks the GraphQL Analytics and REST APIs for the usage of a billing period, within their ' +
    'limits. The token is read from CLOUDFLARE_API_TOKEN (Account > Account Analytics > Read; ' +
    'Billing > Read for periods and subscriptions; Workers Scripts > Read for names; ' +
    'Zone > Zone > Read and Zone > Analytics > Read for what is counted by zone). ' +
    'It asks for deployments of the scripts that report savings names, if there is a database. ' +
    'If it is interrupted, the same command continues where it stopped.',
  examples: [
    {
      command: 'flaretally pull --period 2026-10-04..2026-11-04',
      says: 'exact days (end exclusive)',
    },
    { command: 'flaretally pull --period last', says: 'the newest period that has ended' },
    {
      command: 'flaretally pull --period last --again 2026-10-17',
      says: 'fetch a day again: its answer was incomplete, or Cloudflare has changed it',
    },
    {
      command: 'flaretally pull --period last --only kv,d1',
      says: 'the usage of some products alone',
    },
    { command: 'flaretally pull --dry-run', says: 'what would be asked for the running period' },
  ],
  exits: {
    [EXIT.unauthorised]: 'the token is missing or lacks a permission',
    [EXIT.incomplete]: 'some days, datasets or lists that are needed could not be fetched',
  },
  args: {
    ...dbArgs,
    ...accountArgs,
    ...pullPeriodArgs,
    ...pullDayArgs,
    ...pullPartArgs,
    ...keepArgs,
    'dry-run': { type: 'boolean', description: 'print what would be asked, ask for no usage' },
    ...queriesArgs,
    ...sizeArgs,
  },
  async run({
    args,
    env,
    config,
    stdout,
    stderr,
    isStderrTty,
    columns,
    signal,
  }): Promise<ExitCode> {
    const { planPull, pull } = await import('../pull.ts');
    const progress = new Progress(stderr, isStderrTty ? columns : undefined);
    const options: PullOptions = {
      ...args,
      ...credentials(args.account, env, config),
      period: args.period === undefined ? undefined : parsePeriod(args.period),
      anchorDay: anchorDay(args.anchorDay),
      again: daysAgain(args.again),
      only: named(args.only),
      by: named(args.by),
      documentBytes: documentSize(args.maxDocumentSize),
      now: now(env),
      signal,
      onProgress: (event) => progress.show(event),
    };
    if (args.dryRun) {
      stdout.write(planText(await planPull(options)));
      return EXIT.ok;
    }
    const { report, loaded } = await pull(options).finally(() => progress.end());
    // Refusals are listed below, by dataset and day.
    const lacks = loaded?.lacks.filter(({ why }) => why !== 'failed') ?? [];
    stderr.write(
      loaded
        ? loadedText({ ...loaded, lacks }, again(args, env, config))
        : 'nothing new was fetched\n',
    );
    const { text, isWhole } = pulledText(report);
    stderr.write(text);
    return isWhole ? EXIT.ok : EXIT.incomplete;
  },
});
