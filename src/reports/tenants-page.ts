import { usd } from '../money.ts';
import type { MapCheck } from '../tenants/check.ts';
import type { MapShape } from '../tenants/map-shape.ts';
import type { Owned } from '../tenants/show.ts';
import type { RowSet } from '../words/rows.ts';
import { visible } from '../words/visible.ts';
import { completenessOf, knownOnly } from './completeness.ts';
import { prose } from './prose.ts';
import { type RenderOptions, render } from './render.ts';

/** Resources and lines that a page shows; data formats have all. */
const SHOWN = 15;

/** What nobody pays for, lines that would mend it, and lines of the map that deserve a look. */
export function checkPage(check: MapCheck, options: RenderOptions): string {
  const { totals, resources, suggestions, notes } = check;
  const says = [sumsOf(totals), ...knownOnly(check.period)].join(' ');
  const parts = [headOf(check.period, 'tenant map', options), prose(says, options)];
  if (resources.rows.length > 0) parts.push(titled('Without a tenant', resources, options));
  if (suggestions.rows.length > 0)
    parts.push(titled('Lines that would mend it, guessed from names', suggestions, options));
  if (notes.rows.length > 0) parts.push(titled('Lines to look at', notes, options));
  return `${parts.map((part) => part.trimEnd()).join('\n\n')}\n`;
}

/** A tenant with its lines and resources, or a resource with everybody who could own it. */
export function ownedPage(owned: Owned, options: RenderOptions): string {
  const { kind, name, lines, resources, period } = owned;
  const isTenant = kind === 'tenant';
  const parts = [
    headOf(period, `${kind} ${name}`, options),
    titled(isTenant ? 'Lines of the map' : 'Owners, and lines that match', lines, options),
  ];
  if (resources) parts.push(titled('Resources', resources, options));
  if (!isTenant && lines.rows.length === 0)
    parts.push(prose('No line of the tenant map matches it: it is unattributed.', options));
  return `${parts.map((part) => part.trimEnd()).join('\n\n')}\n`;
}

/** Lines as they stand in a tenant map of a shape, without a header: they can be appended. */
export function mapLines({ rows }: RowSet, { columns, delimiter }: MapShape): string {
  const field = (text: string) =>
    /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = rows.map((row) => columns.map((name) => field(`${row[name] ?? ''}`)));
  return lines.map((line) => `${line.join(delimiter)}\n`).join('');
}

function headOf(period: MapCheck['period'], about: string, options: RenderOptions): string {
  const running = period.is_running ? `, ${completenessOf(period)}` : '';
  const days = `${period.starts_on} to ${period.ends_on} UTC${running}`;
  return prose(visible(`${about}, ${days}`), options);
}

function sumsOf(totals: MapCheck['totals']): string {
  const { unattributed_usd, unattributed_percent: percent, total_usd, resources } = totals;
  if (total_usd === undefined) return 'Nothing is charged in this period.';
  const part = percent === null ? '' : ` (${percent} %)`;
  return [
    `${usd(unattributed_usd)} of ${usd(total_usd)}${part} belong to no tenant:`,
    `${usd(totals.resources_usd)} by ${resources} resource(s),`,
    `${usd(totals.account_usd)} by usage that names no resource,`,
    `${usd(totals.flat_usd)} by charges without usage, such as the plan.`,
  ].join(' ');
}

function titled(title: string, rows: RowSet, options: RenderOptions): string {
  const head = options.format === 'md' ? `### ${title}\n` : title;
  const shown = { ...rows, rows: rows.rows.slice(0, SHOWN) };
  const more = rows.rows.length - shown.rows.length;
  const rest = more > 0 ? `${more} more: --format csv or json has all\n` : '';
  return `${head}\n${render(shown, options)}${rest}`;
}
