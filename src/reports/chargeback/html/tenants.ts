import { usd } from '../../../money.ts';
import type { Row } from '../sections.ts';
import { dayChart } from './chart.ts';
import { html, type Markup } from './markup.ts';
import { difference, groupedBy, isTrue, money, name, opener, section } from './words.ts';

/** What the section of tenants shows. */
export interface TenantRows {
  head: Row;
  tenants: readonly Row[];
  lines: readonly Row[];
  days: readonly Row[];
  /** The file beside the page that has all tenants, if not all are shown. */
  restFile: string | undefined;
}

/** Tenants by dollars. Each opens to the lines that its amount is made of. */
export function tenants(shown: TenantRows, title: string): Markup {
  const { head, lines, days } = shown;
  const byTenant = groupedBy(lines, 'tenant');
  const hasInvoice = head.invoiced_usd !== null;
  return section(
    'tenants',
    title,
    dayChart(days),
    html`<table class="sortable searchable" data-what="tenants">
<caption class="heard">Tenants by dollars. Each row opens to its lines.</caption>
<thead><tr>
<th scope="col" data-sort="text">Tenant</th>
<th scope="col" class="bar"><span class="heard">Bar</span></th>
<th scope="col" class="money" data-sort="number">Share</th>
${
  hasInvoice &&
  html`<th scope="col" class="money minor" data-sort="number">Predicted</th>
<th scope="col" class="money minor" data-sort="number">Difference</th>`
}
<th scope="col" class="money" data-sort="number">${hasInvoice ? 'Invoiced' : 'Predicted'}</th>
</tr></thead>
${shown.tenants.map((row) => tenant(row, byTenant.get(row.tenant) ?? [], hasInvoice))}
<tfoot>${rest(shown, hasInvoice)}
<tr class="total"><th scope="row">All</th><td class="bar"></td><td class="money">100 %</td>
${hasInvoice && html`<td class="money minor">${money(head.predicted_usd)}</td><td class="money minor">${difference(head.variance_usd)}</td>`}
<td class="money">${money(head.usd)}</td></tr></tfoot>
</table>`,
  );
}

function tenant(row: Row, lines: readonly Row[], hasInvoice: boolean): Markup {
  const id = `t${row.tenant_rank}`;
  const label = html`<span class="swatch s${row.series}"></span>${name(row.tenant)}`;
  const share = row.percent === null ? '–' : html`${row.percent} %`;
  return html`<tbody${isTrue(row.is_unattributed) && html` data-last`}>
<tr><th scope="row">${opener(id, label)}</th>
<td class="bar"><svg viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="s${row.series}" y="4" width="${row.bar_permille}" height="12"/></svg></td>
<td class="money">${share}</td>
${hasInvoice && html`<td class="money minor">${money(row.predicted_usd)}</td><td class="money minor">${difference(row.variance_usd)}</td>`}
<td class="money">${money(row.usd)}</td></tr>
<tr class="detail" id="${id}"><td colspan="${hasInvoice ? 6 : 4}">${linesOf(row, lines, hasInvoice)}</td></tr>
</tbody>
`;
}

function linesOf(row: Row, lines: readonly Row[], hasInvoice: boolean): Markup {
  if (lines.length === 0) return html`<p class="note">No line of it is above $0.00.</p>`;
  const compared = html`<p class="note">Predicted ${usd(row.predicted_usd)}, invoiced ${usd(row.invoiced_usd)}.</p>`;
  return html`${hasInvoice && row.variance_usd !== '0.00' && compared}
<table class="lines"><caption class="heard">Lines of ${name(row.tenant)}</caption>
<thead class="heard"><tr><th scope="col">Line</th><th scope="col">Amount</th></tr></thead>
<tbody>${lines.map(line)}</tbody></table>`;
}

/** A line of a tenant with the sentence that says how it came about. */
export function line(row: Row): Markup {
  return html`<tr><th scope="row">${row.name}<span class="of">${row.says}</span></th><td class="money">${money(row.usd)}</td></tr>
`;
}

/** What the tenants that are not shown have together, and where they are. */
function rest({ tenants: shown, restFile }: TenantRows, hasInvoice: boolean): Markup | false {
  const last = shown.findLast((row) => !isTrue(row.is_unattributed));
  if (last === undefined || Number(last.smaller_tenants) === 0) return false;
  const place = restFile
    ? html`<a href="${encodeURIComponent(restFile)}">${restFile}</a>`
    : html`<code>flaretally report chargeback-tenants --format csv</code>`;
  return html`<tr class="rest"><th scope="row" colspan="${hasInvoice ? 5 : 3}">${last.smaller_says}, in ${place}</th>
<td class="money">${money(last.smaller_usd)}</td></tr>`;
}
