import { EXIT, usageError } from '../errors.ts';
import { KIND_SAYS, KINDS } from '../sources/detect.ts';
import { documentSize } from '../sources/document-size.ts';
import { PATHS_SAY } from '../sources/inputs/says.ts';
import { again } from './shared/again.ts';
import {
  accountArgs,
  dbArgs,
  inputArgs,
  mappingArgs,
  queriesArgs,
  sizeArgs,
} from './shared/args.ts';
import { now } from './shared/clock.ts';
import { anchorDay } from './shared/days.ts';
import { defineCliCommand } from './shared/define.ts';
import { Fetching } from './shared/fetching.ts';
import { fileArgs } from './shared/file-args.ts';
import { loadedText, undoneText } from './shared/loaded.ts';
import { requireMapped } from './shared/mapping-used.ts';

export default defineCliCommand({
  name: 'load',
  summary: 'load usage, invoices and tenant maps from files into the database',
  description:
    'The content of a file tells what it is. After an error nothing is loaded. A file that was ' +
    `loaded before is skipped. ${PATHS_SAY}`,
  examples: [
    {
      command: 'flaretally load usage/ invoice.csv tenants.csv',
      says: 'folders and files together',
    },
    {
      command: 'flaretally load r2://logs/workers/{DATE} --day 2026-10-04..2026-11-04',
      says: 'Logpush folders from R2: those of a period and of the two days after it',
    },
    {
      command: 'flaretally load clickhouse://ch.example/logs.workers_trace_events --day 2026-10-04',
      says: 'sums of a table of ClickHouse: the events stay there',
    },
    { command: "flaretally load 'logs/**/*.log.gz'", says: 'every file that matches a pattern' },
    { command: 'zcat logs/*.gz | flaretally load -', says: 'standard input' },
    {
      command: 'flaretally load logs/ --kind logpush --account ID',
      says: 'state kind and account',
    },
    { command: 'flaretally load undo 3f9a2c', says: 'take a file back, by its digest' },
  ],
  exits: {
    [EXIT.failed]: 'a file cannot be read: nothing was loaded',
    [EXIT.unauthorised]:
      'the access key may not list or read the bucket, or the user may not read the table',
  },
  args: {
    path: {
      type: 'positional',
      variadic: true,
      valueHint: 'PATH',
      description: `files or folders: ${KINDS.map((kind) => KIND_SAYS[kind]).join(', ')}`,
    },
    ...dbArgs,
    ...accountArgs,
    ...inputArgs,
    ...mappingArgs,
    ...fileArgs,
    ...sizeArgs,
    ...queriesArgs,
  },
  async run({ args, stderr, stdin, isStderrTty, columns, env, signal, config, origins }) {
    const [word, ...ids] = args.path;
    if (word === 'undo') {
      const { undoLoads } = await import('../undo.ts');
      stderr.write(undoneText(await undoLoads(ids, { ...args, now: now(env), signal })));
      return;
    }
    requireMapped(args.path, origins);
    const { load } = await import('../load.ts');
    const { readMapping } = await import('../sources/inputs/clickhouse/mapping.ts');
    const fetching = new Fetching(stderr, isStderrTty ? columns : undefined);
    const result = await load(args.path, {
      ...args,
      capturedAt: instant(args.capturedAt),
      mapping: args.mapping === undefined ? undefined : readMapping(args.mapping),
      documentBytes: documentSize(args.maxDocumentSize),
      anchorDay: anchorDay(args.anchorDay),
      now: now(env),
      env,
      stdin,
      signal,
      onEvent: (event) => fetching.show(event),
    });
    stderr.write(loadedText(result, again(args, env, config)));
  },
});

function instant(text: string | undefined): string | undefined {
  if (text === undefined || /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/.test(text))
    return text;
  throw usageError('E_TIME', `"${text}" is not a time`, 'write UTC like 2026-11-05T06:00:00Z');
}
