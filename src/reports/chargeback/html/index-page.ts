import type { Frame } from '../sections.ts';
import { foot } from './foot.ts';
import { head as headOf } from './head.ts';
import { html, type Markup } from './markup.ts';
import { page } from './page.ts';
import { amountCell, amountHead, money, name, note, section } from './words.ts';

export interface Listed {
  /** Of the tenant's files, without ending. */
  name: string;
  tenant: string;
  usd: string;
  /** The sum of the tenant's lines and of its corrections: what its CSV adds up to. */
  corrected_usd: string;
}

const KEEP = 'This list names every tenant: keep it. A tenant gets its own files alone.';

/**
 * The operator's list of all tenants with their files. It is for nobody else.
 * @param correctedUsd the amount of the period with all corrections; undefined without any
 */
export function indexHtml(
  listed: readonly Listed[],
  { head, all, provenance }: Frame,
  correctedUsd: string | null | undefined,
): string {
  const isCorrected = correctedUsd !== undefined;
  const table = html`<table class="sortable searchable" data-what="tenants">
<caption class="heard">Tenants and their files</caption>
<thead><tr><th scope="col" data-sort="text">Tenant</th><th scope="col">Data</th>
${amountHead('Amount')}${isCorrected && amountHead('With corrections')}</tr></thead>
${listed.map((one) => row(one, isCorrected))}
<tfoot><tr class="total"><th scope="row" colspan="2">All</th>
${amountCell(money(all.usd))}${isCorrected && amountCell(money(correctedUsd))}</tr></tfoot>
</table>`;
  const body = html`<main>
${headOf(head)}
${section('tenants', 'Files of tenants', note(KEEP), table)}
</main>
${foot(provenance)}`;
  return page({ title: `Tenants, ${head.says_period}`, body, isInteractive: true });
}

function row({ name: file, tenant, usd, corrected_usd }: Listed, isCorrected: boolean): Markup {
  return html`<tbody><tr><th scope="row"><a href="${file}.html">${name(tenant)}</a></th>
<td><a href="${file}.csv">CSV<span class="heard"> of ${name(tenant)}</span></a></td>
${amountCell(money(usd))}${isCorrected && amountCell(money(corrected_usd))}</tr></tbody>
`;
}
