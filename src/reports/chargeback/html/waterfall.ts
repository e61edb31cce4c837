import type { Row } from '../sections.ts';
import { plainBar } from './chart.ts';
import { html, type Markup } from './markup.ts';
import { difference, money, note, section } from './words.ts';

/**
 * From the predicted to the invoiced amount, a row a step: a table whose bars are a waterfall. It
 * states its roles, because rows that a phone lays out as a grid would lose them.
 */
export function waterfall(rows: readonly Row[], title: string): Markup {
  const [first] = rows;
  if (first === undefined) return html``;
  const isCut = Number(first.axis_usd) > 0;
  const axis = money(first.axis_usd);
  const table = html`<table class="waterfall" role="table">
<caption class="heard">Steps from the predicted amount to what is to be paid</caption>
<thead class="heard" role="rowgroup"><tr role="row">
${['Step', 'Bar', 'Amount'].map(head)}</tr></thead>
<tbody role="rowgroup">
${rows.map((row) => step(row, isCut))}
</tbody>
</table>
${isCut && note('Bars begin at ', axis, ', so that the steps can be seen.')}`;
  return section('waterfall', title, table);
}

function head(title: string): Markup {
  return html`<th scope="col" role="columnheader">${title}</th>`;
}

function step(row: Row, isCut: boolean): Markup {
  const isTotal = row.kind === 'total';
  const amount = isTotal ? money(row.usd) : difference(row.usd);
  const names = row.names && html`<span class="of">${row.names}</span>`;
  return html`<tr role="row" class="${isTotal ? 'total' : 'change'}">
<th scope="row" role="rowheader">${row.step}${names}</th>
<td class="bar" role="cell">${bar(row, isTotal, isCut)}</td>
<td class="money" role="cell">${amount}</td>
</tr>
`;
}

function bar(row: Row, isTotal: boolean, isCut: boolean): Markup {
  const [from, to] = [Number(row.from_permille), Number(row.to_permille)];
  const kind = isTotal ? 'sum' : to < from ? 'less' : 'more';
  const [left, width] = [Math.min(from, to), Math.max(Math.abs(to - from), 3)];
  const start = Math.min(left, 1000 - width);
  return plainBar(html`
<rect class="${kind}" x="${start}" y="2" width="${width}" height="16"/>
${isTotal && isCut && html`<path class="cut" d="M14 0L24 5L14 10L24 15L14 20"/>`}
`);
}
