import { usd } from '../../../money.ts';
import type { Frame, Row, TenantPage } from '../sections.ts';
import { ownCorrections } from './corrections.ts';
import { foot } from './foot.ts';
import { fact } from './head.ts';
import { html, type Markup } from './markup.ts';
import { page } from './page.ts';
import { line } from './tenants.ts';
import { amountCell, money, name, note, section } from './words.ts';

const PREDICTED = 'A prediction: no invoice has come yet.';
const INVOICED = 'Your part of what Cloudflare invoiced.';
const SHARED =
  'The allowance of the account and the whole blocks that Cloudflare bills are shared by use. So ' +
  'the effective price of a line differs from the list price: the quantity times the effective ' +
  'price is the amount. The CSV file has it with all its decimals.';

/** The page that a tenant gets: its amount, lines and days, and nothing of anybody else. */
export function tenantHtml(shown: TenantPage, { head, provenance }: Frame): string {
  const { tenant, usd: amount, lines } = shown;
  const body = html`<main>
<header>
<p class="kind">Statement for ${name(tenant)}</p>
<h1>${usd(amount)} for ${head.says_period}.</h1>
<p class="variance">${head.invoiced_usd === null ? PREDICTED : INVOICED}</p>
<dl class="facts">
${fact('Tenant', name(tenant))}
${fact('Period', html`${head.starts_on} to ${head.last_on} UTC`)}
${fact('Invoice', head.invoice_numbers)}
${fact('Currency', head.currency)}
</dl>
</header>
${section('lines', 'Lines', linesOf(lines, amount))}
${ownCorrections(shown.corrections)}
${shown.days.length > 0 && section('days', 'Dollars a day', daysOf(shown))}
</main>
${foot(provenance)}`;
  return page({ title: `Statement, ${head.says_period}`, body, isInteractive: false });
}

function linesOf(lines: readonly Row[], amount: string): Markup {
  if (lines.length === 0) return html`<p>There is no line above $0.00.</p>`;
  return html`<table><caption class="heard">Lines</caption>
<thead><tr><th scope="col">Line</th><th scope="col" class="money">Amount</th></tr></thead>
<tbody>${lines.map(line)}</tbody>
<tfoot><tr class="total"><th scope="row">Total</th>${amountCell(money(amount))}</tr></tfoot>
</table>
${note(SHARED)}`;
}

function daysOf({ days, most_usd: most }: TenantPage): Markup {
  const [first, last] = [days[0]?.usage_on, days.at(-1)?.usage_on];
  return html`<figure class="days"><figcaption class="note">Up to ${usd(most)} a day</figcaption>
<svg viewBox="0 0 ${days.length * 10} 1000" preserveAspectRatio="none" role="img"
aria-labelledby="days-name"><title id="days-name">Dollars a day, from ${first} to ${last}</title>
${days.map(bar)}<path class="zero" d="M0 1000H${days.length * 10}"/></svg>
<p class="ends"><time>${first}</time><time>${last}</time></p></figure>
<details class="same"><summary>Days as a table</summary>
<table><caption class="heard">Dollars a day</caption>
<thead><tr><th scope="col">Day</th><th scope="col" class="money">Amount</th></tr></thead>
<tbody>${days.map(day)}</tbody></table></details>`;
}

function bar({ bar_permille: height }: Row, i: number): Markup {
  const top = 1000 - Number(height);
  return html`<rect class="s1" x="${i * 10 + 1}" y="${top}" width="8" height="${height}"/>`;
}

function day(row: Row): Markup {
  return html`<tr><th scope="row">${row.usage_on}</th>${amountCell(money(row.usd))}</tr>`;
}
