import { EXIT, usageError } from '../errors.ts';
import { PATHS_SAY } from '../sources/inputs/says.ts';
import { accountArgs, inputArgs, queriesArgs } from './shared/args.ts';
import { now } from './shared/clock.ts';
import { defineCliCommand } from './shared/define.ts';
import { Fetching } from './shared/fetching.ts';
import { summaryText } from './shared/summarized.ts';

export default defineCliCommand({
  name: 'logs',
  summary: 'write the sums of logs as a small file, on the machine that has them',
  description:
    'summarize reads logs as load does and writes what load would keep of them: sums by hour, ' +
    'script and object, and when objects were active. flaretally load takes such files, of many ' +
    'machines too, and comes to the same bill as with the logs themselves. Each log file ' +
    `belongs in one of them only. ${PATHS_SAY}`,
  examples: [
    {
      command: 'flaretally logs summarize logs/ --account ID --out partials.parquet',
      says: 'the logs of a folder',
    },
    {
      command: 'flaretally load a.parquet b.parquet',
      says: 'load the partial sums of two machines',
    },
  ],
  exits: {
    [EXIT.failed]: 'a file cannot be read: nothing was written',
    [EXIT.unauthorised]: 'the access key lacks permission to list or read the bucket',
  },
  args: {
    verb: { type: 'positional', options: ['summarize'], description: 'summarize' },
    path: {
      type: 'positional',
      variadic: true,
      valueHint: 'PATH',
      description: 'files or folders: Logpush trace events, Tail Worker trace items',
    },
    out: { type: 'string', valueHint: 'FILE', description: 'the file to write, Parquet' },
    kind: {
      type: 'enum',
      options: ['logpush', 'tail'],
      valueHint: 'KIND',
      description: 'kind of all the files; by default their content tells',
    },
    ...accountArgs,
    ...inputArgs,
    ...queriesArgs,
  },
  async run({ args, stderr, stdin, isStderrTty, columns, env, signal }) {
    const { out } = args;
    if (out === undefined) {
      const fix = 'flaretally logs summarize PATH... --out partials.parquet';
      throw usageError('E_SUMMARIZE_OUT', 'partial sums need a file', fix);
    }
    const { summarize } = await import('../summarize.ts');
    const fetching = new Fetching(stderr, isStderrTty ? columns : undefined);
    const summary = await summarize(args.path, {
      ...args,
      ...{ out, env, stdin, signal, now: now(env) },
      onEvent: (event) => fetching.show(event),
    });
    stderr.write(summaryText(out, summary));
  },
});
