import type { Period } from '../period.ts';
import type { JsonCell, RowSet } from '../words/rows.ts';
import { prose } from './prose.ts';
import { type RenderOptions, render } from './render.ts';

/** The rows of the reports that a forecast prints. */
export interface ForecastRows {
  period: Period;
  totals: RowSet;
  lines: RowSet;
  edges: RowSet;
  budgets: RowSet;
}

const LINE_COLUMNS = ['name', 'unit', 'to_date_quantity', 'to_date_usd', 'base_quantity'];
const USD_COLUMNS = ['low_usd', 'base_usd', 'high_usd'];
const BUDGET_COLUMNS = ['scope', 'name', 'amount_usd', 'spent_usd', ...USD_COLUMNS];

/** A forecast for people: a sentence, then the lines, the edges and the budgets. */
export function forecastPage(found: ForecastRows, options: RenderOptions): string {
  const { period, totals, lines, edges, budgets } = found;
  const total = totals.rows[0] ?? {};
  const parts = [
    prose(`${total.says ?? 'No usage of the period is known.'}`, options),
    prose(`Account ${period.account}, ${period.starts_on} to ${period.ends_on} UTC.`, options),
  ];
  if (lines.rows.length > 0)
    parts.push(render(chosen(lines, [...LINE_COLUMNS, ...USD_COLUMNS]), options));
  const notes = notesOf(total);
  if (notes.length > 0) parts.push(prose(notes.join('\n'), options));
  const shown = edges.rows.filter(({ is_shown }) => is_shown);
  if (shown.length > 0) parts.push(titled('Edges', saysOf(shown), options));
  if (budgets.rows.length > 0) {
    const table = render(chosen(budgets, [...BUDGET_COLUMNS, 'percent', 'passes_on']), options);
    parts.push(titled('Budgets', table, options));
  }
  return `${parts.map((part) => part.trimEnd()).join('\n\n')}\n`;
}

/** What the figures leave out, by name. */
function notesOf(total: Readonly<Record<string, JsonCell>>): string[] {
  const { with_unknown_days: unknown, without_forecast: unforeseen, unpriced, paths } = total;
  const hasRange = Number(total.open_days) > 0 && total.low_usd !== null;
  return [
    ...(hasRange ? [`Low and high: 8 of 10 of the ${paths} paths of the past lie between.`] : []),
    ...(total.says_late ? [`${total.says_late}`] : []),
    ...(unknown ? [`Days are unknown of: ${unknown}.`] : []),
    ...(unforeseen ? [`Not forecast, under 14 known days: ${unforeseen}.`] : []),
    ...(unpriced ? [`Without a price, and in no sum: ${unpriced}.`] : []),
  ];
}

function saysOf(rows: RowSet['rows']): string {
  return rows.map(({ says }) => `- ${says}`).join('\n');
}

function titled(title: string, text: string, options: RenderOptions): string {
  const isMarkdown = options.format === 'md';
  return isMarkdown ? `### ${title}\n\n${text}` : `${title}\n${prose(text, options)}`;
}

function chosen({ columns, rows }: RowSet, names: readonly string[]): RowSet {
  return { columns: columns.filter(({ name }) => names.includes(name)), rows };
}
