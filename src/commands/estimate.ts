import { basename } from 'node:path';
import { estimate } from '../estimate.ts';
import { estimateJson } from '../reports/estimate-json.ts';
import { estimatePage } from '../reports/estimate-page.ts';
import { parseSwitches } from '../scenario.ts';
import { readEstimate } from '../sources/estimate-file.ts';
import { formatArgs, queriesArgs } from './shared/args.ts';
import { defineCliCommand } from './shared/define.ts';
import { tableWidth, wantsColour } from './shared/terminal.ts';

export default defineCliCommand({
  name: 'estimate',
  summary: 'price a described workload, without an account',
  description:
    'A file states a period (ends_on exclusive), a plan, and what is used: quantities of SKUs ' +
    '("usage"), meter totals ("meters") or groups of Durable Objects ("workload"). "scenario" sets ' +
    'switches, "other" gives prices to lay beside. Several files or --compare stand side by side.',
  examples: [
    { command: 'flaretally estimate chat.json', says: 'the lines and the total' },
    { command: 'flaretally estimate chat.json --format json', says: 'the same for a program' },
    {
      command: 'flaretally estimate chat.json --compare memory_mb=32,rounding=pro_rata',
      says: 'beside',
    },
  ],
  args: {
    file: {
      type: 'positional',
      variadic: true,
      valueHint: 'FILE.json...',
      description: 'what to price',
    },
    compare: {
      type: 'string',
      multiple: true,
      valueHint: 'SWITCHES',
      description: 'price it once more with switch=value,... (repeatable)',
    },
    ...queriesArgs,
    ...formatArgs,
  },
  async run({ args, env, stdout, isStdoutTty, columns }) {
    const compare = (args.compare ?? []).map(parseSwitches);
    const names = args.file.map((path) => basename(path, '.json'));
    const inputs = args.file.map((path, i) => ({
      label: names.indexOf(names[i] ?? '') === i ? (names[i] ?? path) : path,
      input: readEstimate(path),
    }));
    const result = await estimate(inputs, { compare, queries: args.queries });
    const format = args.format ?? 'table';
    const page = { format, columns: tableWidth({ isStdoutTty, columns, env }) };
    stdout.write(
      format === 'json'
        ? estimateJson(result)
        : estimatePage(result, { ...page, hasColour: wantsColour(isStdoutTty, env) }),
    );
  },
});
