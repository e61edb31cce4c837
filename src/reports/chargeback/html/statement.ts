import type { Row } from '../sections.ts';
import { html, type Markup } from './markup.ts';
import * as words from './words.ts';

const { amountCell, amountHead, difference, money, note } = words;

/** The lines of the statement. Each opens to the steps from usage to the cent. */
export function statement(
  rows: readonly Row[],
  steps: readonly Row[],
  hasInvoice: boolean,
  title: string,
): Markup {
  const byLine = words.groupedBy(steps, 'line_key');
  const quiet = rows.filter((row) => words.isTrue(row.is_quiet)).length;
  const shown = rows.filter((row) => !words.isTrue(row.is_quiet));
  const left = quiet > 0 && note(quiet, quiet === 1 ? ' line' : ' lines', ' at $0.00 left out.');
  if (shown.length === 0) {
    return words.section('lines', title, html`<p>There is no line above $0.00.</p>${left}`);
  }
  const table = html`<table class="sortable searchable" data-what="lines">
<caption class="heard">Lines of the statement. Each row opens to its calculation.</caption>
<thead><tr>
<th scope="col" data-sort="text">Line</th>
${amountHead('Predicted', hasInvoice)}
${hasInvoice && [amountHead('Difference', true), amountHead('Invoiced')]}
</tr></thead>
${shown.map((row) => line(row, byLine.get(row.line_key) ?? [], hasInvoice))}
</table>
${left}`;
  return words.section('lines', title, table);
}

function line(row: Row, steps: readonly Row[], hasInvoice: boolean): Markup {
  const id = `l${row.line_number}`;
  const status = row.status === 'match' ? undefined : row.status?.replaceAll('_', ' ');
  const chip = status && html` <span class="status">${status}</span>`;
  const both = [difference(row.variance_usd), money(row.invoiced_usd)];
  return html`<tbody>
<tr><th scope="row">${words.opener(id, html`<span>${row.name}${chip}</span>`)}
<span class="of">${priced(row)}</span></th>
${amountCell(money(row.predicted_usd), hasInvoice)}
${hasInvoice && both.map((amount, i) => amountCell(amount, i === 0))}
</tr>
<tr class="detail" id="${id}">
<td colspan="${hasInvoice ? 4 : 2}">${derivation(row, steps)}</td>
</tr>
</tbody>
`;
}

function priced(row: Row): Markup {
  const used = row.quantity_says && html`${row.quantity_says} ${row.unit}`;
  if (used && row.price_says) return html`${used} at ${row.price_says}`;
  return html`${used || row.price_says || row.invoice_line}`;
}

/** Long whole numbers with commas, as everywhere else on the page. */
function grouped(text: string | null | undefined): string | undefined {
  return text?.replace(/(?<![\w.,-])\d{5,}(?!\w)/g, (digits) =>
    digits.replace(/\B(?=(\d{3})+$)/g, ','),
  );
}

/** The steps from usage to the cent, each with the rule that decides it. */
function derivation(row: Row, steps: readonly Row[]): Markup {
  const step = (one: Row) => html`<li><span class="step">${one.step}</span>
<span class="value">${grouped(one.value)}</span>
<span class="of">${grouped(one.detail)} <code>${one.rule}</code></span></li>
`;
  return html`${row.invoice_line && note('On the invoice: ', row.invoice_line)}
<ol class="steps">${steps.map(step)}</ol>
${row.source_url && note('Price: ', source(row.source_url))}`;
}

/** A price book of people's own may name anything: only a page is linked. */
function source(url: string): Markup {
  if (!/^https?:\/\//.test(url)) return html`${url}`;
  return html`<a href="${url}" rel="noreferrer">${url}</a>`;
}
