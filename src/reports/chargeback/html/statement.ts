import type { Row } from '../sections.ts';
import { html, type Markup } from './markup.ts';
import { difference, groupedBy, isTrue, money, opener, section } from './words.ts';

/** The lines of the statement. Each opens to the steps from usage to the cent. */
export function statement(
  rows: readonly Row[],
  steps: readonly Row[],
  hasInvoice: boolean,
  title: string,
): Markup {
  const byLine = groupedBy(steps, 'line_key');
  const quiet = rows.filter((row) => isTrue(row.is_quiet)).length;
  const shown = rows.filter((row) => !isTrue(row.is_quiet));
  if (shown.length === 0)
    return section('lines', title, html`<p>There is no line above $0.00.</p>`);
  return section(
    'lines',
    title,
    html`<table class="sortable searchable" data-what="lines">
<caption class="heard">Lines of the statement. Each row opens to its calculation.</caption>
<thead><tr>
<th scope="col" data-sort="text">Line</th>
<th scope="col" class="money${hasInvoice && ' minor'}" data-sort="number">Predicted</th>
${
  hasInvoice &&
  html`<th scope="col" class="money minor" data-sort="number">Difference</th>
<th scope="col" class="money" data-sort="number">Invoiced</th>`
}
</tr></thead>
${shown.map((row) => line(row, byLine.get(row.line_key) ?? [], hasInvoice))}
</table>
${quiet > 0 && html`<p class="note">${quiet} ${quiet === 1 ? 'line' : 'lines'} at $0.00 left out.</p>`}`,
  );
}

function line(row: Row, steps: readonly Row[], hasInvoice: boolean): Markup {
  const id = `l${row.line_number}`;
  const status = row.status === 'match' ? undefined : row.status?.replaceAll('_', ' ');
  return html`<tbody>
<tr><th scope="row">${opener(id, html`${row.name}${status && html` <span class="status">${status}</span>`}`)}
<span class="of">${priced(row)}</span></th>
<td class="money${hasInvoice && ' minor'}">${money(row.predicted_usd)}</td>
${hasInvoice && html`<td class="money minor">${difference(row.variance_usd)}</td><td class="money">${money(row.invoiced_usd)}</td>`}</tr>
<tr class="detail" id="${id}"><td colspan="${hasInvoice ? 4 : 2}">${derivation(row, steps)}</td></tr>
</tbody>
`;
}

function priced(row: Row): Markup {
  const used = row.quantity_says && html`${row.quantity_says} ${row.unit}`;
  if (used && row.price_says) return html`${used} at ${row.price_says}`;
  return html`${used || row.price_says || row.invoice_line}`;
}

/** The steps from usage to the cent, each with the rule that decides it. */
function derivation(row: Row, steps: readonly Row[]): Markup {
  const step = (one: Row) => html`<li><span class="step">${one.step}</span>
<span class="value">${one.value}</span><span class="of">${one.detail} <code>${one.rule}</code></span></li>
`;
  return html`${row.invoice_line && html`<p class="note">On the invoice: ${row.invoice_line}</p>`}
<ol class="steps">${steps.map(step)}</ol>
${row.source_url && html`<p class="note">Price: <a href="${row.source_url}" rel="noreferrer">${row.source_url}</a></p>`}`;
}
