import { EXIT, usageError } from '../errors.ts';
import { KIND_SAYS, KINDS } from '../sources/detect.ts';
import { accountArgs, dbArgs, queriesArgs } from './shared/args.ts';
import { now } from './shared/clock.ts';
import { anchorDay } from './shared/days.ts';
import { defineCliCommand } from './shared/define.ts';
import { loadedTalk, undoneTalk } from './shared/loaded.ts';

export default defineCliCommand({
  name: 'load',
  summary: 'take usage, invoices and tenants from files into the database',
  description:
    'What a file is, its content says. All files are loaded or, after any error, none; a file ' +
    'that was loaded before is left out.',
  examples: [
    {
      command: 'flaretally load usage/ invoice.csv tenants.csv',
      says: 'folders and files at once',
    },
    { command: 'flaretally load logs/ --kind logpush --account ID', says: 'say what and whose' },
    { command: 'flaretally load undo 3f9a2c', says: 'take a log file back, by its digest' },
  ],
  exits: { [EXIT.failed]: 'a file cannot be read: nothing was loaded' },
  args: {
    path: {
      type: 'positional',
      variadic: true,
      valueHint: 'PATH',
      description: `files or folders: ${KINDS.map((kind) => KIND_SAYS[kind]).join(', ')}`,
    },
    ...dbArgs,
    ...accountArgs,
    kind: {
      type: 'enum',
      options: KINDS,
      valueHint: 'KIND',
      description: 'what all the files are',
    },
    'captured-at': {
      type: 'string',
      valueHint: 'TIME',
      description: 'when bare answers were received, e.g. 2026-11-05T06:00:00Z',
    },
    plan: {
      type: 'string',
      valueHint: 'PLAN',
      description: 'plan of the account: workers_paid ...',
    },
    'anchor-day': {
      type: 'string',
      valueHint: 'DAY',
      description: 'day of the month on which periods start, where no invoice says so',
    },
    replace: {
      type: 'boolean',
      description: 'an invoice takes the place of those for the same periods',
    },
    dedupe: {
      type: 'boolean',
      default: true,
      description: 'count log events once that several files deliver; --no-dedupe is faster',
    },
    'keep-events': { type: 'boolean', description: 'keep log events as Parquet beside the books' },
    'allow-partial': {
      type: 'boolean',
      description: 'take logs of a job that samples or filters, to divide totals by them',
    },
    strict: { type: 'boolean', description: 'a row that cannot be read is an error' },
    ...queriesArgs,
  },
  async run({ args, stderr, env, signal }) {
    const [word, ...ids] = args.path;
    if (word === 'undo') {
      const { undoLoads } = await import('../undo.ts');
      stderr.write(undoneTalk(await undoLoads(ids, { ...args, now: now(env), signal })));
      return;
    }
    const { load } = await import('../load.ts');
    const result = await load(args.path, {
      ...args,
      capturedAt: instant(args.capturedAt),
      anchorDay: anchorDay(args.anchorDay),
      now: now(env),
      signal,
    });
    stderr.write(loadedTalk(result));
  },
});

function instant(text: string | undefined): string | undefined {
  if (text === undefined || /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/.test(text))
    return text;
  throw usageError('E_TIME', `"${text}" is not a time`, 'write UTC like 2026-11-05T06:00:00Z');
}
