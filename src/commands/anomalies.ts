import { EXIT, usageError } from '../errors.ts';
import { anomaliesPage } from '../reports/anomalies-page.ts';
import { meterCoverageOf, metersSay } from '../reports/completeness.ts';
import { renderDocument } from '../reports/json.ts';
import { defineCliCommand } from './shared/define.ts';
import { foreseen, foresightArgs } from './shared/foresight-args.ts';
import { printRows } from './shared/print-rows.ts';
import { tableWidth } from './shared/terminal.ts';

export default defineCliCommand({
  name: 'anomalies',
  summary: 'show what began to cost more, by dollars a month',
  description:
    'A change of level: a resource, or all objects of a class, uses more than it did on the ' +
    'same weekdays of recent weeks, beyond its own spread. It is told on its first whole day, ' +
    'with the dollars a month that it costs after allowances and rounding. It writes nothing.',
  examples: [
    { command: 'flaretally anomalies', says: 'changes that began in the newest period with usage' },
    { command: 'flaretally anomalies --worth 50', says: 'those worth $50.00 a month or more' },
    { command: 'flaretally anomalies --json', says: 'for a program; exit code 3 says there are' },
  ],
  exits: {
    [EXIT.ok]: 'nothing began to cost more',
    [EXIT.variance]: 'something did, and is worth it',
  },
  args: {
    ...foresightArgs,
    worth: {
      type: 'string',
      valueHint: 'USD',
      description: 'dollars a month from which a change counts; default: 4.50',
    },
  },
  async run(context) {
    const { args, stdout, isStdoutTty, columns, env } = context;
    const { period, rows, meters } = await foreseen(
      ['anomalies'],
      args,
      context,
      worthOf(args.worth),
    );
    const found = rows.anomalies;
    if (!found) return EXIT.ok;
    const unknown = metersSay(period, meters).trimEnd();
    const format = args.json ? 'json' : args.format;
    if (format === 'json') {
      const { account, starts_on, ends_on } = period;
      const about = { account, period: { starts_on, ends_on } };
      const known = meters.rows.map(meterCoverageOf);
      stdout.write(renderDocument({ ...about, anomalies: found.rows, meters: known }));
    } else if (format === 'csv' || format === 'md') {
      printRows(context, found, { format, raw: args.raw, ...(unknown && { footer: unknown }) });
    } else {
      const width = tableWidth({ isStdoutTty, columns, env });
      stdout.write(anomaliesPage(period, found, { unknown, columns: width }));
    }
    return found.rows.length > 0 ? EXIT.variance : EXIT.ok;
  },
});

/** @throws FlaretallyError E_ANOMALIES_WORTH */
function worthOf(typed: string | undefined): string | undefined {
  if (typed === undefined) return undefined;
  const [, amount] = /^\$?(\d{1,12}(?:\.\d{1,2})?)(?:usd)?$/i.exec(typed) ?? [];
  if (amount !== undefined) return amount;
  throw usageError('E_ANOMALIES_WORTH', `--worth "${typed}" is no amount`, 'write 5 or 5.00usd');
}
