import type { Frame } from '../sections.ts';
import { foot } from './foot.ts';
import { head as headOf } from './head.ts';
import { html } from './markup.ts';
import { page } from './page.ts';
import { money, name, section } from './words.ts';

export interface Listed {
  /** Of the tenant's files, without ending. */
  name: string;
  tenant: string;
  usd: string;
}

/** The operator's list of all tenants with their files. It is for nobody else. */
export function indexHtml(listed: readonly Listed[], { head, provenance }: Frame): string {
  const row = (
    one: Listed,
  ) => html`<tbody><tr><th scope="row"><a href="${one.name}.html">${name(one.tenant)}</a></th>
<td><a href="${one.name}.csv">CSV<span class="heard"> of ${name(one.tenant)}</span></a></td><td class="money">${money(one.usd)}</td></tr></tbody>
`;
  const table = html`<table class="sortable searchable" data-what="tenants"><caption class="heard">Tenants and their files</caption>
<thead><tr><th scope="col" data-sort="text">Tenant</th><th scope="col">Data</th><th scope="col" class="money" data-sort="number">Amount</th></tr></thead>
${listed.map(row)}
<tfoot><tr class="total"><th scope="row" colspan="2">All</th><td class="money">${money(head.usd)}</td></tr></tfoot></table>`;
  const body = html`<main>
${headOf(head)}
${section(
  'tenants',
  'Files of tenants',
  html`<p class="note">This list names every tenant: keep it. A tenant gets its own files alone.</p>`,
  table,
)}
</main>
${foot(provenance)}`;
  return page({ title: `Tenants, ${head.says_period}`, body, isInteractive: true });
}
