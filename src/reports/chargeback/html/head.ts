import { usd } from '../../../money.ts';
import type { Row } from '../sections.ts';
import { html, type Markup } from './markup.ts';
import { difference, isTrue, money } from './words.ts';

/** The head of the report: whose statement it is, the sentence that matters, four amounts. */
export function head(row: Row): Markup {
  const { says, says_period: period, says_variance: variance } = row;
  return html`<header>
<p class="kind">Chargeback statement</p>
<p class="period">${period}</p>
<h1>${says}</h1>
<p class="variance">${variance}</p>
${figures(row)}
<dl class="facts">
${fact('Account', html`<code>${row.account}</code>`)}
${fact('Invoice', row.invoice_numbers)}
${fact('Issued', row.issued_on)}
${fact('To be paid', row.payable_usd && usd(row.payable_usd))}
${fact('Currency', row.currency)}
</dl>
</header>
`;
}

function figures(row: Row): Markup {
  const partial = isTrue(row.is_partial) && html` <span class="note">in part</span>`;
  return html`<dl class="figures">
<div><dt>Predicted${partial}</dt><dd>${money(row.predicted_usd)}</dd></div>
<div><dt>Invoiced</dt><dd>${money(row.invoiced_usd)}</dd></div>
<div><dt>Difference</dt><dd>${difference(row.variance_usd)}</dd></div>
<div><dt>With tenants</dt><dd>${money(row.tenants_usd)}</dd></div>
<div><dt>With no tenant</dt><dd>${money(row.unattributed_usd)}</dd></div>
</dl>`;
}

export function fact(term: string, value: Markup | string | null | undefined): Markup | false {
  return (
    value !== null && value !== undefined && html`<div><dt>${term}</dt><dd>${value}</dd></div>`
  );
}
