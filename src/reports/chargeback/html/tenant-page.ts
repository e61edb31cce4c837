import { usd } from '../../../money.ts';
import type { Frame, Row, TenantPage } from '../sections.ts';
import { foot } from './foot.ts';
import { fact } from './head.ts';
import { html, type Markup } from './markup.ts';
import { page } from './page.ts';
import { money, name, section } from './words.ts';

/** The page that a tenant gets: its amount, lines and days, and nothing of anybody else. */
export function tenantHtml(shown: TenantPage, { head, provenance }: Frame): string {
  const { tenant, usd: amount, lines } = shown;
  const invoices = head.invoice_numbers;
  const body = html`<main>
<header>
<p class="kind">Statement for ${name(tenant)}</p>
<h1>${usd(amount)} for ${head.says_period}.</h1>
<p class="variance">${head.invoiced_usd === null ? 'A prediction: no invoice has come yet.' : 'Your part of what Cloudflare invoiced.'}</p>
<dl class="facts">
${fact('Tenant', name(tenant))}
${fact('Period', html`${head.starts_on} to ${head.last_on} UTC`)}
${fact('Invoice', invoices)}
${fact('Currency', head.currency)}
</dl>
</header>
${section('lines', 'Lines', linesOf(lines, amount))}
${shown.days.length > 0 && section('days', 'Dollars a day', daysOf(shown))}
</main>
${foot(provenance)}`;
  return page({ title: `Statement, ${head.says_period}`, body, isInteractive: false });
}

function linesOf(lines: readonly Row[], amount: string): Markup {
  if (lines.length === 0) return html`<p>There is no line above $0.00.</p>`;
  const line = (
    row: Row,
  ) => html`<tr><th scope="row">${row.name}<span class="of">${row.says}</span></th>
<td class="money">${money(row.usd)}</td></tr>
`;
  return html`<table><caption class="heard">Lines</caption>
<thead><tr><th scope="col">Line</th><th scope="col" class="money">Amount</th></tr></thead>
<tbody>${lines.map(line)}</tbody>
<tfoot><tr class="total"><th scope="row">Total</th><td class="money">${money(amount)}</td></tr></tfoot></table>
<p class="note">The account's allowance and the whole blocks that Cloudflare bills are shared by use. So an amount need not be the quantity times the price.</p>`;
}

function daysOf({ days, most_usd: most }: TenantPage): Markup {
  const bar = ({ bar_permille: height }: Row, i: number) =>
    html`<rect class="s1" x="${i * 10 + 1}" y="${1000 - Number(height)}" width="8" height="${height}"/>`;
  const row = (day: Row) =>
    html`<tr><th scope="row">${day.usage_on}</th><td class="money">${money(day.usd)}</td></tr>`;
  return html`<figure class="days"><figcaption class="note">Up to ${usd(most)} a day</figcaption>
<svg viewBox="0 0 ${days.length * 10} 1000" preserveAspectRatio="none" role="img" aria-labelledby="days-name">
<title id="days-name">Dollars a day, from ${days[0]?.usage_on} to ${days.at(-1)?.usage_on}</title>
${days.map(bar)}<path class="zero" d="M0 1000H${days.length * 10}"/></svg>
<p class="ends"><time>${days[0]?.usage_on}</time><time>${days.at(-1)?.usage_on}</time></p></figure>
<details class="same"><summary>Days as a table</summary><table><caption class="heard">Dollars a day</caption>
<thead><tr><th scope="col">Day</th><th scope="col" class="money">Amount</th></tr></thead>
<tbody>${days.map(row)}</tbody></table></details>`;
}
