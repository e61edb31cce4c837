import type { Row } from '../sections.ts';
import { html, type Markup } from './markup.ts';
import { difference, money, section } from './words.ts';

/** From the predicted to the invoiced amount, a row a step: a table whose bars are a waterfall. */
export function waterfall(rows: readonly Row[], title: string): Markup {
  const [first] = rows;
  if (first === undefined) return html``;
  const isCut = Number(first.axis_usd) > 0;
  return section(
    'waterfall',
    title,
    html`<table class="waterfall">
<caption class="heard">Steps from the predicted amount to what is to be paid</caption>
<thead class="heard"><tr><th scope="col">Step</th><th scope="col">Bar</th><th scope="col">Amount</th></tr></thead>
<tbody>
${rows.map((row) => step(row, isCut))}
</tbody>
</table>
${isCut && html`<p class="note">Bars begin at ${money(first.axis_usd)}, so that the steps can be seen.</p>`}`,
  );
}

function step(row: Row, isCut: boolean): Markup {
  const isTotal = row.kind === 'total';
  const amount = isTotal ? money(row.usd) : difference(row.usd);
  return html`<tr class="${isTotal ? 'total' : 'change'}">
<th scope="row">${row.step}${row.names && html`<span class="of">${row.names}</span>`}</th>
<td class="bar">${bar(row, isTotal, isCut)}</td>
<td class="money">${amount}</td>
</tr>
`;
}

/** The bar says what the amount beside it says, so it is not read aloud. */
function bar(row: Row, isTotal: boolean, isCut: boolean): Markup {
  const [from, to] = [Number(row.from_permille), Number(row.to_permille)];
  const kind = isTotal ? 'sum' : to < from ? 'less' : 'more';
  const [left, width] = [Math.min(from, to), Math.max(Math.abs(to - from), 3)];
  const start = Math.min(left, 1000 - width);
  return html`<svg viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">
<rect class="${kind}" x="${start}" y="2" width="${width}" height="16"/>
${isTotal && isCut && html`<path class="cut" d="M14 0L24 5L14 10L24 15L14 20"/>`}
</svg>`;
}
