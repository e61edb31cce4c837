import { usd } from '../../money.ts';
import type { RowSet } from '../../words/rows.ts';
import { visible } from '../../words/visible.ts';
import { escaped, renderMarkdown } from '../markdown.ts';
import type { Sections } from './read-all.ts';
import { SECTIONS } from './sections.ts';

/** GitHub takes a step summary of less than 1 MiB; the rest is for the end of the page. */
const MOST_BYTES = 900_000;
const MOST_TENANTS = 100;

/** Columns of a table that people read, in the order of the table. */
const SHOWN = {
  waterfall: ['step', 'usd', 'after_usd', 'names'],
  tenants: ['tenant', 'predicted_usd', 'invoiced_usd', 'variance_usd', 'percent'],
  lines: ['name', 'quantity', 'unit', 'price_says', 'predicted_usd', 'invoiced_usd', 'says'],
  corrections: ['says', 'tenant', 'usd'],
  findings: ['cause', 'usd', 'says', 'next_command'],
  unknowns: ['says', 'usd'],
  provenance: ['item', 'says'],
} as const;

/**
 * The chargeback report as a page of GitHub, short enough for the summary of a step: totals, the
 * tenants with the most dollars, and the lines of each behind a click.
 */
export function chargebackMarkdown(sections: Sections): string {
  const [head = {}] = sections.head.rows;
  const tenants = sections.tenants.rows;
  const shown = { ...sections.tenants, rows: tenants.slice(0, MOST_TENANTS) };
  const end = [
    part('What to look at', pick(sections.findings, SHOWN.findings)),
    part('What is not known', pick(sections.unknowns, SHOWN.unknowns)),
    part('Provenance', pick(sections.provenance, SHOWN.provenance)),
  ].join('');
  const start = [
    `# Chargeback, ${escaped(`${head.says_period}`)}\n\n`,
    `${escaped(`${head.says} ${head.says_variance}`)}\n\n`,
    part('From prediction to invoice', pick(sections.waterfall, SHOWN.waterfall)),
    part('Tenants', pick(shown, SHOWN.tenants)),
    correctionsPart(sections.corrections),
  ].join('');
  const room = MOST_BYTES - Buffer.byteLength(start) - Buffer.byteLength(end);
  const { text, count } = folds(sections.lines, shown.rows, room);
  const rest = tenants.length - Math.min(count, shown.rows.length);
  const more =
    rest > 0 ? `Lines of ${rest} more tenant(s) are in the other forms of this report.\n\n` : '';
  return `${start}${text}${more}${end}`.trimEnd().concat('\n');
}

/** The lines of tenants, each behind a click, as many as there is room for (bytes). */
function folds(lines: RowSet, tenants: RowSet['rows'], room: number) {
  const rowsOf = new Map<unknown, RowSet['rows'][number][]>();
  for (const row of lines.rows) {
    if (!/[1-9]/.test(`${row.usd}`)) continue;
    rowsOf.set(row.tenant, [...(rowsOf.get(row.tenant) ?? []), row]);
  }
  const parts: string[] = [];
  let size = 0;
  for (const { tenant, usd: amount } of tenants) {
    const own = rowsOf.get(tenant) ?? [];
    const table = renderMarkdown(pick({ columns: lines.columns, rows: own }, SHOWN.lines));
    const name = html(visible(`${tenant}: ${usd(`${amount}`)}`));
    const fold = `<details>\n<summary>${name}</summary>\n\n${table}\n</details>\n\n`;
    size += Buffer.byteLength(fold);
    if (size > room) break;
    parts.push(fold);
  }
  return { text: parts.join(''), count: parts.length };
}

/** What is booked here of closed periods, or taken back, and the amount with it. */
function correctionsPart(rows: RowSet): string {
  const [first] = rows.rows;
  if (first === undefined) return '';
  const table = part(SECTIONS.corrections.title, pick(rows, SHOWN.corrections));
  return `${table}Together ${usd(`${first.all_usd}`)}; with it ${usd(`${first.with_usd}`)}.\n\n`;
}

function part(title: string, rows: RowSet): string {
  return rows.rows.length === 0 ? '' : `## ${title}\n\n${renderMarkdown(rows)}\n`;
}

function pick({ columns, rows }: RowSet, names: readonly string[]): RowSet {
  const found = names.flatMap((name) => columns.filter((column) => column.name === name));
  return { columns: found, rows };
}

function html(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
