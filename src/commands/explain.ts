import { explain } from '../explain.ts';
import { parsePeriod } from '../period.ts';
import { explanationPage } from '../reports/explanation-page.ts';
import { renderDocument } from '../reports/json.ts';
import { accountArgs, dbArgs, pageFormatArgs, periodArgs } from './shared/args.ts';
import { now } from './shared/clock.ts';
import { defineCliCommand } from './shared/define.ts';
import { tableWidth, wantsColour } from './shared/terminal.ts';

export default defineCliCommand({
  name: 'explain',
  summary: 'trace one amount back to its usage, rule and price',
  description:
    'For a line: every step from saved answers to cents, with rule file and source, and its ' +
    'tenants. For a tenant: its share of every line, and where its usage came from.',
  examples: [
    { command: 'flaretally explain durable_objects.duration', says: 'a line, by its SKU' },
    { command: 'flaretally explain "Workers CPU ms"', says: 'a line, as the invoice words it' },
    { command: 'flaretally explain unattributed', says: 'a tenant' },
  ],
  args: {
    name: { type: 'positional', valueHint: 'LINE|TENANT', description: 'what to explain' },
    ...dbArgs,
    ...accountArgs,
    ...periodArgs,
    ...pageFormatArgs,
  },
  async run({ args, env, stdout, isStdoutTty, columns }) {
    const period = args.period === undefined ? undefined : parsePeriod(args.period);
    const result = await explain(args.name, { ...args, period, now: now(env) });
    const { subject, kind, steps, shares, resources, evidence } = result;
    const { format } = args;
    const bounds = { starts_on: result.period.starts_on, ends_on: result.period.ends_on };
    if (format === 'json') {
      const rows = {
        steps: steps.rows,
        shares: shares.rows,
        resources: resources?.rows ?? [],
        evidence: evidence.rows,
      };
      stdout.write(
        renderDocument({ account: result.period.account, period: bounds, subject, kind, ...rows }),
      );
      return;
    }
    const page = {
      format,
      isRaw: args.raw,
      columns: tableWidth({ isStdoutTty, columns, env }),
      hasColour: wantsColour(isStdoutTty, env),
    };
    stdout.write(explanationPage(result, page));
  },
});
