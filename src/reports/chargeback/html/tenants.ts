import { usd } from '../../../money.ts';
import type { Row } from '../sections.ts';
import { dayChart, plainBar } from './chart.ts';
import { html, type Markup } from './markup.ts';
import * as words from './words.ts';

const { amountCell, amountHead, difference, money, name } = words;

/** What the section of tenants shows. */
export interface TenantRows {
  head: Row;
  /** What all tenants have together. */
  all: Row;
  tenants: readonly Row[];
  lines: readonly Row[];
  days: readonly Row[];
  /** The file beside the page that has all tenants, if not all are shown. */
  restFile: string | undefined;
}

/** Tenants by dollars. Each opens to the lines that its amount is made of. */
export function tenants(shown: TenantRows, title: string): Markup {
  const { head, all, lines, days } = shown;
  const byTenant = words.groupedBy(lines, 'tenant');
  const hasInvoice = head.invoiced_usd !== null;
  const table = html`<table class="sortable searchable" data-what="tenants">
<caption class="heard">Tenants by dollars. Each row opens to its lines.</caption>
<thead><tr>
<th scope="col" data-sort="text">Tenant</th>
<th scope="col" class="bar"><span class="heard">Bar</span></th>
${amountHead('Share')}
${hasInvoice && [amountHead('Predicted', true), amountHead('Difference', true)]}
${amountHead(hasInvoice ? 'Invoiced' : 'Predicted')}
</tr></thead>
${shown.tenants.map((row) => tenant(row, byTenant.get(row.tenant) ?? [], hasInvoice))}
<tfoot>${rest(shown, hasInvoice)}
<tr class="total"><th scope="row">All</th><td class="bar"></td>${amountCell('100 %')}
${hasInvoice && compared(all)}${amountCell(money(all.usd))}</tr></tfoot>
</table>`;
  return words.section('tenants', title, dayChart(days), table);
}

function tenant(row: Row, lines: readonly Row[], hasInvoice: boolean): Markup {
  const id = `t${row.tenant_rank}`;
  const label = html`<span class="swatch s${row.series}"></span>${name(row.tenant)}`;
  const bar = html`<rect class="s${row.series}" y="4" width="${row.bar_permille}" height="12"/>`;
  return html`<tbody${words.isTrue(row.is_unattributed) && ' data-last'}>
<tr><th scope="row">${words.opener(id, label)}</th>
<td class="bar">${plainBar(bar)}</td>
${amountCell(row.percent === null ? '–' : `${row.percent} %`)}
${hasInvoice && compared(row)}${amountCell(money(row.usd))}</tr>
<tr class="detail" id="${id}">
<td colspan="${hasInvoice ? 6 : 4}">${linesOf(row, lines, hasInvoice)}</td>
</tr>
</tbody>
`;
}

function compared(row: Row): Markup[] {
  return [money(row.predicted_usd), difference(row.variance_usd)].map((amount) =>
    amountCell(amount, true),
  );
}

function linesOf(row: Row, lines: readonly Row[], hasInvoice: boolean): Markup {
  if (lines.length === 0) return words.note('No line of it is above $0.00.');
  const [predicted, invoiced] = [usd(row.predicted_usd), usd(row.invoiced_usd)];
  const both = html`<p class="note compared">Predicted ${predicted}, invoiced ${invoiced}.</p>`;
  return html`${hasInvoice && row.variance_usd !== '0.00' && both}
<table class="lines"><caption class="heard">Lines of ${name(row.tenant)}</caption>
<thead class="heard"><tr><th scope="col">Line</th><th scope="col">Amount</th></tr></thead>
<tbody>${lines.map(line)}</tbody></table>`;
}

/** A line of a tenant with the sentence that says how it came about. */
export function line(row: Row): Markup {
  return html`<tr><th scope="row">${row.name}<span class="of">${row.says}</span></th>
${amountCell(money(row.usd))}</tr>
`;
}

/** What the tenants that are not shown have together, and where they are. */
function rest({ tenants: shown, restFile }: TenantRows, hasInvoice: boolean): Markup | false {
  const last = shown.findLast((row) => !words.isTrue(row.is_unattributed));
  if (last === undefined || Number(last.smaller_tenants) === 0) return false;
  const place = restFile
    ? html`<a href="${encodeURIComponent(restFile)}">${restFile}</a>`
    : html`<code>flaretally report chargeback-tenants --format csv</code>`;
  return html`<tr class="rest">
<th scope="row" colspan="${hasInvoice ? 5 : 3}">${last.smaller_says}, in ${place}</th>
${amountCell(money(last.smaller_usd))}</tr>`;
}
