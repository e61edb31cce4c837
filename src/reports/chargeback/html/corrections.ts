import type { Row } from '../sections.ts';
import { html, type Markup } from './markup.ts';
import * as words from './words.ts';

const { amountCell, amountHead, difference, money, name } = words;

/** What moved of closed periods: booked in this one, or taken back in it. Empty if nothing did. */
export function corrections(rows: readonly Row[], title: string): Markup | false {
  const [first] = rows;
  if (first === undefined) return false;
  const table = html`<table class="sortable searchable" data-what="corrections">
<caption class="heard">Corrections of closed periods by tenant.</caption>
<thead><tr>
<th scope="col" data-sort="text">Tenant</th><th scope="col" data-sort="text">Why</th>
${amountHead('Change')}
</tr></thead>
${rows.map(correction)}
<tfoot><tr class="total"><th scope="row" colspan="2">All</th>
${amountCell(difference(first.all_usd))}</tr>
<tr class="total"><th scope="row" colspan="2">The period with these</th>
${amountCell(money(first.with_usd))}</tr></tfoot>
</table>`;
  return words.section('corrections', title, table);
}

function correction(row: Row): Markup {
  return html`<tbody><tr><th scope="row">${name(row.tenant)}</th><td>${row.says}</td>
${amountCell(difference(row.usd))}</tr></tbody>
`;
}

/** The same of one tenant, in what it gets itself. */
export function ownCorrections(rows: readonly Row[]): Markup | false {
  const [first] = rows;
  if (first === undefined) return false;
  const own = (row: Row) => html`<tr><th scope="row">${row.says_alone}</th>
${amountCell(difference(row.usd))}</tr>
`;
  const table = html`<table><caption class="heard">Corrections</caption>
<thead><tr><th scope="col">Line</th><th scope="col" class="money">Change</th></tr></thead>
<tbody>${rows.map(own)}</tbody>
<tfoot><tr class="total"><th scope="row">Total with corrections</th>
${amountCell(money(first.tenant_with_usd))}</tr></tfoot>
</table>`;
  return words.section('corrections', 'Corrections of closed periods', table);
}
