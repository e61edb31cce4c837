import { forecastPage } from '../reports/forecast-page.ts';
import { renderDocument } from '../reports/json.ts';
import { defineCliCommand } from './shared/define.ts';
import { foreseen, foresightArgs } from './shared/foresight-args.ts';
import { printRows } from './shared/print-rows.ts';
import { tableWidth, wantsColour } from './shared/terminal.ts';

const REPORTS = ['forecast_totals', 'forecast', 'forecast_edges', 'forecast_budgets'];

export default defineCliCommand({
  name: 'forecast',
  summary: 'foresee the bill of the running period, its edges and your budgets',
  description:
    'The period as an invoice would print it if it ended now, and at its end: quantities are ' +
    'forecast from known days and rated by the rules of the bill. Low and high are what the ' +
    'same forecast got wrong on past days. It writes nothing.',
  examples: [
    { command: 'flaretally forecast', says: 'the newest period with usage' },
    { command: 'flaretally forecast 2026-10 --on 2026-10-25', says: 'what it said on a past day' },
    { command: 'flaretally load budgets.csv && flaretally forecast', says: 'with your budgets' },
  ],
  args: foresightArgs,
  async run(context) {
    const { args, stdout, isStdoutTty, columns, env } = context;
    const { period, rows } = await foreseen(REPORTS, args, context);
    const [totals, lines, edges, budgets] = REPORTS.map((name) => rows[name]);
    if (!totals || !lines || !edges || !budgets) return;
    const format = args.json ? 'json' : args.format;
    if (format === 'json') {
      const { account, starts_on, ends_on } = period;
      const sections = { lines: lines.rows, edges: edges.rows, budgets: budgets.rows };
      const head = { account, period: { starts_on, ends_on }, totals: totals.rows[0] ?? {} };
      stdout.write(renderDocument({ ...head, ...sections }));
    } else if (format === 'csv') printRows(context, lines, { format, raw: args.raw });
    else {
      const width = tableWidth({ isStdoutTty, columns, env });
      const options = { format, columns: width, hasColour: wantsColour(isStdoutTty, env) };
      stdout.write(forecastPage({ period, totals, lines, edges, budgets }, options));
    }
  },
});
